//! The tag names a version control system that go does not know.

use super::{Case, Found};
use crate::{event::Step, go::select::Fault};

check! {
    /// The second field of the go-import tag must be one of `git`, `hg`, `svn`, `fossil` and `mod`,
    /// in lower case.
    ///
    /// Often the fields stand in the wrong order: prefix, VCS, repo root.
    "meta-unknown-vcs", Error, quiet in "vcs-bzr"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let Fault::UnknownVcs { url, vcs } = case.fault()? else { return None };
    let fix = match vcs.to_ascii_lowercase().as_str() {
        "bzr" => return None,
        known @ ("git" | "hg" | "svn" | "fossil" | "mod") => format!("write {known} in lower case"),
        _ => "write git, hg, svn, fossil or mod as the second field of the tag".to_owned(),
    };
    let found =
        Found::new(Step::Validate, format!("The tag names the VCS {vcs}, which go does not know."));
    Some(found.seen(format!("the go-import tag of {url}")).fix(fix))
}
