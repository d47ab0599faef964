//! The tag's prefix names another host.

use super::{cured::cured_by, port::ported};
use crate::{
    findings::{
        Found, check,
        view::{View, is_url},
    },
    go::{cmd::meta::Import, xmod::module::is_below},
    trace::Step,
};

check! {
    /// The tag is for a module on another host: a forge builds it from its configured address
    /// (GitLab's `external_url`, Gitea's `ROOT_URL`), which is not the one that was asked, or a
    /// redirect led to a page of another host.
    ///
    /// Set the forge's address to the name that people use, or use the module under the name in the
    /// tag.
    "meta-prefix-host-mismatch", Error, quiet in "tag-other-prefix"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, prefixes) = view.mismatch().filter(|_| ported(view).is_none())?;
    let host = |path: &str| path.split('/').next().unwrap_or_default().to_lowercase();
    let prefix = prefixes.first()?;
    let foreign = prefixes.iter().all(|prefix| host(prefix) != host(path) && !is_url(prefix));
    // The tag's own path on the right host, where that is the module or a parent of it.
    let rest = prefix.split_once('/').map_or("", |(_, rest)| rest);
    let own = format!("{}/{rest}", host(path));
    let own = if is_below(path, &own) { own } else { path.to_owned() };
    let right = Import { prefix: own, ..view.tag_for(prefix)?.clone() };
    foreign.then(|| {
        let title = format!("The tag is for the host {}, not for {}.", host(prefix), host(path));
        let found = Found::new(Step::Match, title)
            .seen(format!("{url}: prefix {prefix}"))
            .seen(format!("path   {path}"));
        cured_by(view, found, &right)
    })
}
