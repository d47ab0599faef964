//! A HEAD that names no branch.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{RevisionSought, Step, Told as _},
};

check! {
    /// The repository has branches, and its HEAD names another one, which is not there: the default branch was renamed or deleted, and the
    /// forge's setting was not changed with it. Without a version tag go takes what HEAD names, and finds nothing.
    ///
    /// Without any ref the repository is empty (`git-repo-empty`). Tags are still found: where `latest` fails though there are some, none of
    /// them fits the path (`no-version-at-path`).
    ///
    /// Name a branch until the owner sets the default branch of the repository: `git symbolic-ref HEAD refs/heads/main` on the server.
    "git-head-points-nowhere", Error, quiet in "repo-empty"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refs = view.refs().filter(|refs| refs.hash("HEAD").is_none())?;
    let sought = view.failed().told::<RevisionSought>().last()?;
    let wants_head = matches!(sought.asked.as_str(), "latest" | "HEAD");
    let branches = refs.all.iter().filter_map(|(name, _)| name.strip_prefix("refs/heads/"));
    let branches: Vec<_> = branches.collect();
    let first = branches.first().filter(|_| wants_head)?;
    let title = format!("HEAD of {} names a branch that is not there.", refs.repo.without_login());
    let seen = format!("git ls-remote: the branches {}, and no HEAD", branches.join(", "));
    let module = view.culprit()?;
    let fix = format!("go get {}", word(&format!("{module}@{first}")));
    Some(Found::new(Step::Repository, title).seen(seen).fix(fix))
}
