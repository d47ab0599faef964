//! A path that does not have the form of its host's paths.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::cmd::hosts::{HostError, Lookup, lookup},
    stages::path::cleaned,
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
    let path = view.culprit().filter(|_| view.path_error().is_none())?;
    let Lookup::Row { prefix, outcome: Err(error @ HostError::InvalidPath { .. }) } =
        lookup(path, view.trace.header.go)
    else {
        return None;
    };
    let is_short = prefix == "github.com" && path.split('/').count() < 3;
    let title = format!("go knows what paths on {prefix} look like, and this is none.");
    (!is_short).then(|| {
        Found::new(Step::StaticTable, title).seen(error.to_string()).fix(
            match cleaned::argument(&view.path()).filter(|meant| *meant != view.path()) {
                Some(meant) => format!("go get {}", word(&meant)),
                None => format!(
                    "go get PATH   # where https://PATH is the page of a repository on {prefix}"
                ),
            },
        )
    })
}
