//! A project of Bitbucket Server in the place of a repository.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::net::url::authority_of,
    stages::vcs::seen,
};

check! {
    /// On Bitbucket Server (Data Center) repositories are `/scm/PROJECT/REPOSITORY`, and git was sent to `/scm/PROJECT`, where none can be:
    /// the go-import tag ends one element too early.
    ///
    /// If the URL has all three elements and is still not found, it is `git-repo-not-found`.
    ///
    /// Write the path with `.git` where the repository ends, as its go.mod then has to say too; or ask who writes the tag, mostly a plugin or
    /// the proxy in front, to name the repository.
    "bitbucket-server-prefix-probe", Error, quiet in "repo-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let failed = view.failed_command()?.repo.without_login();
    let project = seen::scm_project(&failed)?;
    let title = |repo: &str| format!("{repo} is a project of Bitbucket Server, and no repository.");
    let found = seen::answered(view, |status| matches!(status, 401 | 404), title)?;
    let host = authority_of(&failed)?;
    let path = view.culprit()?;
    let below = path.split_once(&format!("/scm/{project}/")).map(|(_, below)| below);
    Some(match below.and_then(|below| below.split('/').next()) {
        Some(repo) => {
            let path = format!("{host}/scm/{project}/{}.git", repo.trim_end_matches(".git"));
            found.fix(format!("go get {}", word(&path)))
        }
        None => found,
    })
}
