//! The repo root of the tag is written as git takes it on the command line, not as a URL.

use super::cured::cured_by;
use crate::{
    findings::{
        Found, check,
        view::{View, of_scp},
    },
    go::cmd::{meta::Import, select::Fault},
    trace::Step,
};

check! {
    /// The third field of the go-import tag is `user@host:path`, which git and ssh understand and
    /// which is no URL. go takes URLs only.
    ///
    /// Write it as a URL: `ssh://git@host/path`, with a slash where the colon was.
    "meta-repo-url-scp-syntax", Error, quiet in "repo-no-scheme"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::RepoRoot { url, repo, .. } = view.fault()? else { return None };
    let shown = repo.to_string();
    let right = of_scp(&shown).filter(|_| !shown.contains("://"))?;
    let title = "The tag's repo root is written as for scp; go takes URLs only.";
    let right = Import { repo: right.into(), ..view.chosen()?.clone() };
    let found = Found::new(Step::Validate, title);
    Some(cured_by(view, found.seen(format!("{url} names the repo root {repo}")), &right))
}
