//! git lacks a CA that go has.

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
    /// git did not trust the server of the repository, and go's own roots vouch for it: git verifies with a CA bundle
    /// of its own (`GIT_SSL_CAINFO`, `http.sslCAInfo`, or the one that its library was built with). `SSL_CERT_FILE` and
    /// `SSL_CERT_DIR` are go's and not git's.
    ///
    /// `goinsecure-does-not-reach-git` is the case where go did not verify at all. `certificate subject name does not
    /// match` is `git-tls-hostname-mismatch`.
    ///
    /// Install the CA for the system, so that both find it, or give it to git for this host.
    "git-tls-ca-differs-from-go", Error, quiet in "repo-tls-other-name"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (repo, said) = tls::untrusted(view)?;
    let (probed, seen) = view.without_login()?;
    let host = authority_of(&repo)?;
    let title = format!("git does not trust the server of {repo}, and go's roots do.");
    let believed = format!("{}: status {} by go's roots", probed.url, seen.status);
    let found = Found::new(Step::Repository, title).seen(said).seen(believed);
    let settings = view.access()?.settings.iter().filter(|it| it.key.ends_with(".sslcainfo"));
    let found = settings
        .map(|it| format!("{}: {} = {}", it.origin, it.key, it.value))
        .fold(found, Found::seen);
    let key = format!("http.https://{host}/.sslCAInfo");
    let bundle = view.bundle().unwrap_or("CA.pem");
    Some(found.fix(format!("git config --global {} {}", word(&key), word(bundle))))
}
