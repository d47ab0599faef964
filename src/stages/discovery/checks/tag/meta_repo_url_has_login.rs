//! The repository's URL holds a login.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::meta::Import,
    trace::{By, Matched, Step, Told as _},
};

check! {
    /// The repository URL in the go-import tag holds a password or a token. Everybody who asks for
    /// the page can read it. go takes the URL as it is: git logs in with it, and it is kept in the
    /// module cache of every machine that fetches the module.
    ///
    /// A user without a password (`ssh://git@…`) is no secret, and is not told.
    ///
    /// Withdraw the password or token, write the tag without it, and give the login to git where the
    /// module is fetched: by a credential helper, or a netrc file.
    "meta-repo-url-has-login", Warning, aside, quiet in "repo-http"
}

fn find(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta)?;
    let repo = root.repo.without_login();
    (repo != root.repo.to_string()).then_some(())?;
    let matched = view.decided().told::<Matched>().find(|matched| matched.import.is_some())?;
    let url = &matched.url;
    let (prefix, vcs, subdir) = (root.path.clone(), root.vcs.clone(), root.subdir.clone());
    let import = Import { prefix, vcs, repo: repo.into(), subdir };
    let title = "The page shows everybody a login of the repository.";
    let seen = format!("{url}: {} {} {}", root.path, root.vcs, root.repo);
    Some(Found::new(Step::Validate, title).seen(seen).fix(tag_on(&import, url)))
}
