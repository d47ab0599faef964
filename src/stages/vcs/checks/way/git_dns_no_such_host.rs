//! git does not find the name.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble,
    trace::Step,
};

check! {
    /// git cannot resolve the host of the repository, or that of its proxy. It is the host in the repository's URL, which need not be
    /// that of the import path: a tag or an `insteadOf` rule may name another one.
    ///
    /// If no host resolves, there is no network or no name server: `net-sandbox-no-network`, `net-container-dns-unreachable`. A part of a
    /// token in the place of the host means that a `/` or `@` in it was not encoded.
    ///
    /// Print the URL that git uses, and correct the rule that made it, or ask who writes the tag to name the host that there is.
    "git-dns-no-such-host", Error, quiet in "repo-no-way"
}

fn find(view: &View<'_>) -> Option<Found> {
    let repo = view.failed_command()?.repo.without_login();
    let curl = view.curl().filter(|curl| !curl.listed && curl.last().is_none())?;
    let said = curl.line(&["Could not resolve host", "Could not resolve proxy"])?;
    let found =
        Found::new(Step::Repository, format!("git does not find the host of {repo}.")).seen(said);
    let found = trouble::rule(view).into_iter().fold(found, Found::seen);
    Some(found.fix(format!("git ls-remote --get-url {}", word(&repo))))
}
