//! Servers that git does not trust.

use crate::findings::view::View;

/// The repository whose server git does not trust, and the words of its library, which follow no locale.
pub(super) fn untrusted(view: &View<'_>) -> Option<(String, String)> {
    let repo = view.failed_command()?.repo.without_login();
    let curl = view.curl().filter(|curl| !curl.listed && curl.last().is_none())?;
    Some((repo, curl.line(&WORDS)?.to_owned()))
}

/// The words, by the library of TLS below git's.
const WORDS: [&str; 4] = [
    "server certificate verification failed",
    "SSL certificate problem",
    "unable to get local issuer certificate",
    "self-signed certificate",
];
