//! A path that does not have the form of its host's paths.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::hosts::{HostError, Lookup, lookup},
    trace::Step,
};

check! {
    /// go knows a few hosts by name and the form that paths have there. This one is different, and
    /// go asks nobody about it.
    ///
    /// Check the spelling against the address of the repository in a browser.
    "path-static-table-rejects", Error, quiet in "github-one-element"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.culprit()?;
    let Lookup::Row { prefix, outcome: Err(error @ HostError::InvalidPath { .. }) } =
        lookup(path, view.trace.header.go)
    else {
        return None;
    };
    let is_short = prefix == "github.com" && path.split('/').count() < 3;
    let title = format!("go knows what paths on {prefix} look like, and this is none.");
    (!is_short).then(|| {
        Found::new(Step::StaticTable, title)
            .seen(error.to_string())
            .fix(format!("go get PATH, where https://PATH is the page of a repository on {prefix}"))
    })
}
