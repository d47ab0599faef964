//! There is no such repository.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::net::url::authority_of,
    stages::vcs::seen,
};

check! {
    /// The git server has no such repository, or hides it: it says 404 to somebody without a login, and
    /// git did not get further either. Forges answer a private repository with "not found" to everyone
    /// who may not read it.
    ///
    /// Many forges ask for a login instead (401): that is `git-https-no-credentials`. A repository that
    /// is the first two elements of a longer path is a GitLab subgroup
    /// (`gitlab-subgroup-private-meta-guess`). For a name that never existed, see
    /// `path-typo-or-repo-nonexistent`.
    ///
    /// Compare the URL of the tag with the forge's own page of the repository, and see which login git
    /// sends. In CI the job's token often reads its own repository only; give the job one that reads
    /// the other, too. Ask the repository's owner for access where it is there and hidden.
    "git-repo-not-found", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let repo = view.failed_command()?.repo.without_login();
    if seen::scm_project(&repo).is_some() {
        return None;
    }
    let found = seen::answered(
        view,
        |status| matches!(status, 404 | 410),
        |repo| format!("There is no repository {repo}, or its server hides it from this login."),
    )?;
    let host = authority_of(&view.without_login()?.0.url)?;
    Some(found.fix(seen::list_again(view)?).fix(format!("goget-doctor netrc {}", word(host))))
}
