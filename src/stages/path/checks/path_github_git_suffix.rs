//! A path on a host that go knows ends in `.git`.

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
    /// go knows this host and how its repositories are named; a `.git` in the path has no place
    /// there, though the clone URL has it.
    ///
    /// Leave the suffix out of the import path.
    "path-github-git-suffix", Error, quiet in "github-one-element"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.culprit()?;
    let Lookup::Row { prefix, outcome: Err(error @ HostError::VcsSuffix { .. }) } =
        lookup(path, view.trace.header.go)
    else {
        return None;
    };
    let title = format!("On {prefix} an import path must not end in .git.");
    let right = path.replace(".git/", "/");
    let right = right.strip_suffix(".git").unwrap_or(&right).to_owned();
    let right = cleaned::argument(&right).unwrap_or(right);
    Some(
        Found::new(Step::StaticTable, title)
            .seen(error.to_string())
            .fix(format!("go get {}", word(&right))),
    )
}
