//! The repo root of the tag has no scheme.

use super::cured::cured_by;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::{meta::Import, select::Fault},
    trace::Step,
};

check! {
    /// The third field of the go-import tag is a URL without its scheme,
    /// `git.example.com/tool.git`. go guesses none.
    ///
    /// Write `https://` (or `ssh://git@`) in front.
    "meta-repo-url-no-scheme", Error, quiet in "repo-scp"
}

fn find(view: &View<'_>) -> Option<Found> {
    let Fault::RepoRoot { url, repo, .. } = view.fault()? else { return None };
    let right = format!("https://{}", repo.to_string().trim_start_matches('/'));
    let right = Import { repo: right.into(), ..view.chosen()?.clone() };
    (view.scheme(repo).as_deref() == Some("")).then(|| {
        let found = Found::new(Step::Validate, "The tag's repo root has no scheme.")
            .seen(format!("{url} names the repo root {repo}"));
        cured_by(view, found, &right)
    })
}
