//! A password went over a connection whose certificate nobody verified.

use crate::{
    findings::{Found, check, view::View},
    stages::discovery::checks::answer::forge_login_page_instead_of_meta::has_login,
    trace::{Fact, Step},
};

check! {
    /// GOINSECURE matches the path, so that go does not verify the server's certificate; and netrc
    /// has a login for the host, which go sends all the same. Whoever sits between this machine and
    /// the server can read it.
    ///
    /// Make the server's CA known instead (`SSL_CERT_FILE`, or the system's store) and take the
    /// pattern out of GOINSECURE.
    "goinsecure-credentials-unverified", Warning, quiet in "netrc-used"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = view.trace.events.iter().find_map(|event| match &event.fact {
        Fact::Asked(asked) if asked.unverified && has_login(&asked.headers) => Some(asked),
        _ => None,
    })?;
    let title = "A login was sent over a connection whose certificate nobody verified.";
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("{} was asked with an Authorization header, under GOINSECURE", asked.url))
            .fix(format!("GOINSECURE= SSL_CERT_FILE=CA.pem go get {}", view.argument())),
    )
}
