//! A repository of SHA-256, and a go that makes one of SHA-1.

use crate::{
    findings::{Found, check, view::View},
    go::version::Version,
    stages::vcs::objects::of_another_hash,
    trace::Step,
};

check! {
    /// The repository names its objects by SHA-256, and this go makes its own copy with SHA-1: git does not fetch from one into the other.
    /// Newer releases of go ask which it is.
    ///
    /// Where the names are of SHA-1 and git still speaks of mismatched algorithms, `init.defaultObjectFormat` is set on this machine.
    ///
    /// Use a newer go, or let a module proxy with one fetch.
    "git-repo-sha256", Error, quiet in "repo-empty"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (ran, first) = of_another_hash(view).filter(|_| view.fails())?;
    let (go, repo) = (view.trace.header.go, ran.repo.without_login());
    let title = format!("{repo} has names of SHA-256, which go {go} cannot fetch.");
    let newer = format!("GOTOOLCHAIN=go{}.0 go get {}", Version::NEWEST, view.argument());
    Some(Found::new(Step::Repository, title).seen(format!("git ls-remote: {first}")).fix(newer))
}
