//! GitLab names a project that may not exist.

use crate::{
    findings::{
        Found, check,
        view::{View, has_login, word},
    },
    trace::{By, Step},
};

check! {
    /// Asked without a login, GitLab does not tell whether a project exists, so for a path below a
    /// group it names the first two elements as the repository. For a project in a subgroup that is
    /// the wrong one, and git says later that it is not found.
    ///
    /// Give go a token for the page (netrc, with the scope `read_api`), or put `.git` behind the
    /// project in the path. Where the repository is the two-element one, all is well.
    "gitlab-subgroup-private-meta-guess", Note, quiet in "sub-package"
}

fn find(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta)?;
    let path = view.ending.decides.as_deref()?;
    let host = root.path.split('/').next()?;
    let is_gitlab = host.starts_with("gitlab.")
        || view.own().any(|exchange| exchange.header("x-gitlab-meta").is_some());
    let guessed = root.path.split('/').count() == 3 && path.split('/').count() > 3;
    let anonymous = !view.own().any(|attempt| has_login(&attempt.asked.headers));
    (is_gitlab && guessed && anonymous).then(|| {
        let title =
            format!("GitLab names {} for {path}; without a login that is a guess.", root.repo);
        Found::new(Step::Match, title)
            .seen(format!("{host} was asked without a login and named the first two elements"))
            .fix(view.log_in(host))
            .fix(format!(
                "go get {}   # and the same path in its go.mod",
                word(&format!("{path}.git"))
            ))
    })
}
