//! The tag names a version control system that go does not know.

use crate::{
    findings::{
        Found, check,
        view::{View, mended, tag},
    },
    go::cmd::select::Fault,
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
    let fault = view.fault()?;
    let Fault::UnknownVcs { url, vcs } = fault else { return None };
    if vcs.eq_ignore_ascii_case("bzr") {
        return None;
    }
    let found =
        Found::new(Step::Validate, format!("The tag names the VCS {vcs}, which go does not know."));
    let found = found.seen(format!("the go-import tag of {url}"));
    Some(match mended(view.chosen()?, fault) {
        Some(right) => found.fix(tag(&right)),
        None => found.fix("write git, hg, svn, fossil or mod as the second field of the tag"),
    })
}
