//! The tag names a version control system that go does not know.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::{meta::Import, select::Fault},
    trace::Step,
};

check! {
    /// The second field of the go-import tag must be one of `git`, `hg`, `svn`, `fossil` and `mod`,
    /// in lower case.
    ///
    /// Often the fields stand in the wrong order: prefix, VCS, repo root.
    "meta-unknown-vcs", Error, quiet in "vcs-bzr"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::UnknownVcs { url, vcs } = view.fault()? else { return None };
    if vcs.eq_ignore_ascii_case("bzr") {
        return None;
    }
    let chosen = view.chosen()?;
    let fix = match meant(vcs, &chosen.repo.to_string()) {
        Some(known) => tag(&Import { vcs: known.to_owned(), ..chosen.clone() }),
        None => "write git, hg, svn, fossil or mod as the second field of the tag".to_owned(),
    };
    let found =
        Found::new(Step::Validate, format!("The tag names the VCS {vcs}, which go does not know."));
    Some(found.seen(format!("the go-import tag of {url}")).fix(fix))
}

/// The VCS that was meant: by its letters, else by the repository.
fn meant(vcs: &str, repo: &str) -> Option<&'static str> {
    const KNOWN: [&str; 5] = ["git", "hg", "svn", "fossil", "mod"];
    let lower = vcs.to_ascii_lowercase();
    let near = KNOWN.into_iter().find(|known| lower.contains(known));
    near.or_else(|| repo.strip_suffix(".git").map(|_| "git"))
}
