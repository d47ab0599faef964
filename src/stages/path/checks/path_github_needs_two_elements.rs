//! A path on github.com without a repository.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::hosts::{HostError, Lookup, lookup},
    trace::Step,
};

check! {
    /// On github.com a module path is at least `github.com/OWNER/REPOSITORY`.
    ///
    /// go also asks for the parents of a package path, so the line may stand below another error
    /// that counts; look at the longest path first.
    "path-github-needs-two-elements", Error, quiet in "github-dot-git"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.culprit()?;
    let outcome = lookup(path, view.trace.header.go);
    let Lookup::Row { prefix: "github.com", outcome: Err(HostError::InvalidPath { .. }) } = outcome
    else {
        return None;
    };
    let title = "On github.com a path needs an owner and a repository.";
    (path.split('/').filter(|element| !element.is_empty()).count() < 3).then(|| {
        Found::new(Step::StaticTable, title)
            .seen(path.to_owned())
            .fix(format!("go get {}", word(&format!("{path}/REPOSITORY"))))
    })
}
