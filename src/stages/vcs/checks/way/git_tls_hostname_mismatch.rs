//! A certificate for another name.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::net::url::authority_of,
    trace::Step,
};

check! {
    /// The git server shows a certificate for another name than the one in the repository's URL. It is git that refused, after go had
    /// read the page; GOINSECURE does not reach git.
    ///
    /// `tls-hostname-mismatch` is the same for go's own request to the host of the import path. A CA that git does not know is
    /// `git-tls-ca-differs-from-go`.
    ///
    /// See the names; then let the tag, or a rule of git, name the host as the certificate does, or ask whoever runs the server for a
    /// certificate with this name.
    "git-tls-hostname-mismatch", Error, quiet in "repo-ca-git-lacks"
}

fn find(view: &View<'_>) -> Option<Found> {
    let repo = view.failed_command()?.repo.without_login();
    let curl = view.curl().filter(|curl| !curl.listed && curl.last().is_none())?;
    let said = curl.line(&NAMES)?;
    let host = authority_of(&repo)?;
    let title = format!("The server of {repo} shows git a certificate for another name.");
    let found = Found::new(Step::Repository, title).seen(said);
    Some(found.fix(format!("goget-doctor certs {}", word(host))))
}

/// The words of git's library, by the library of TLS below it.
const NAMES: [&str; 4] = [
    "does not match target host",
    "certificate subject name",
    "no alternative certificate subject name matches",
    "common name: ",
];
