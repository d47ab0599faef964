//! GOINSECURE is not for git.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::net::url::authority_of,
    stages::vcs::tls,
    trace::Step,
};

check! {
    /// GOINSECURE matches the path, so go itself skipped the check of the certificate and read the page. Then it
    /// started git, which knows nothing of GOINSECURE and verifies with a CA bundle of its own.
    ///
    /// If GOINSECURE does not match the path, go would have failed before git: then git alone lacks the CA
    /// (`git-tls-ca-differs-from-go`, `tls-git-roots-lack-ca`). A wrong name in the certificate is
    /// `git-tls-hostname-mismatch`.
    ///
    /// Make git trust the CA of that host, and of no other; with the CA installed for the system, GOINSECURE is not
    /// needed any more.
    "goinsecure-does-not-reach-git", Error, quiet in "repo-ca-git-lacks"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (repo, said) = tls::untrusted(view)?;
    view.own().find(|page| page.asked.unverified)?;
    let host = authority_of(&repo)?;
    let title = format!("git verifies the server of {repo}, which GOINSECURE does not change.");
    let found = Found::new(Step::Repository, title)
        .seen(said)
        .seen("go read the page without verifying its server");
    let key = format!("http.https://{host}/.sslCAInfo");
    Some(found.fix(format!("git config --global {} CA.pem", word(&key))))
}
