//! The address of a clone is where an import path is due.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::path::cleaned,
    trace::Step,
};

check! {
    /// `git@host:path` is how ssh names a repository. An import path has no user and no colon: it is host and path with a slash between,
    /// whichever way git goes there.
    ///
    /// A rule of git sends it over ssh: `git config --global url.ssh://git@HOST/.insteadOf https://HOST/`.
    ///
    /// Write host and path with slashes. For a repository on a host that go knows (`github.com/…`) leave `.git` out; elsewhere keep it
    /// where the host serves no page with a tag.
    "path-is-clone-address", Error, quiet in "path-port"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.path_error()?;
    let path = view.path();
    let first = path.split('/').next().unwrap_or_default();
    let is_address =
        !path.contains("://") && first.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    let meant = cleaned::argument(&path).filter(|_| is_address)?;
    let title = "The path is the address of a clone, and an import path has no user and no colon.";
    Some(Found::new(Step::Path, title).seen(path).fix(format!("go get {}", word(&meant))))
}
