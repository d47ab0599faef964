//! A repository to which nothing was pushed.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The server speaks git and lists no ref: nothing was pushed to the repository yet, or all of it was taken away. go says that no version
    /// matches, or that the revision is unknown.
    ///
    /// A web page in the place of the repository looks the same to go (`git-server-answers-with-page`). A repository with refs and without a HEAD
    /// is `git-head-points-nowhere`.
    ///
    /// Ask the owner of the repository to push, or for the address of the one that is used.
    "git-repo-empty", Error, quiet in "repo-page"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refs = view.refs().filter(|refs| refs.all.is_empty())?;
    let repo = refs.repo.without_login();
    let seen = if repo.starts_with("http") {
        let last = view.curl().filter(|curl| curl.listed)?.last()?;
        let kind = last.kind.as_deref().filter(|kind| kind.starts_with(SMART))?;
        format!("{}: {kind}, and no ref in it", last.host)
    } else {
        "git ls-remote: no refs".to_owned()
    };
    Some(Found::new(Step::Repository, format!("There is no commit in {repo}.")).seen(seen))
}

/// The type of the refs of a server that speaks git's protocol (gitprotocol-http).
const SMART: &str = "application/x-git-upload-pack-";
