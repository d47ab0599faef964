//! The repository comes over plain http.

use crate::{
    findings::{
        Found, check,
        view::{View, html_remark, tag_on, word},
    },
    go::{cmd::meta::Import, xmod::pattern},
    trace::{By, Matched, Step, Told as _},
};

check! {
    /// The third field of the go-import tag begins with `http://`. go takes it without a word, and
    /// without GOINSECURE: the page came over https, and the code comes over a connection that
    /// anyone on the way can read and change. For a module that is new to go.sum the checksum
    /// database notices a change; for one that GONOSUMDB or GOPRIVATE matches nobody does. git sends
    /// no login that is kept for https, and go none at all.
    ///
    /// Give the server a certificate and write `https://` in the tag.
    "meta-repo-url-http", Warning, aside, quiet in "guide-service-ssh-root"
}

fn find(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta)?;
    let repo = root.repo.without_login();
    let rest = repo.strip_prefix("http://")?;
    let covered = pattern::matches_in(view.value("GOINSECURE"), &root.path, view.trace.header.go);
    let matched = view.decided().told::<Matched>().find(|matched| matched.import.is_some())?;
    let url = &matched.url;
    let repo = format!("https://{rest}");
    let found = Found::new(Step::Validate, "The repository is fetched over plain http.")
        .seen(format!("{url}: {} {} {}", root.path, root.vcs, root.repo));
    let asked = html_remark(&format!("where git ls-remote {} answers", word(&repo)));
    let asked = if root.vcs == "git" { asked } else { String::new() };
    let (prefix, vcs, subdir) = (root.path.clone(), root.vcs.clone(), root.subdir.clone());
    let import = Import { prefix, vcs, repo: repo.into(), subdir };
    covered.is_none().then(|| found.fix(tag_on(&import, url) + &asked))
}
