//! A password went over a connection whose certificate nobody verified.

use crate::{
    findings::{
        Found, check,
        view::{View, has_login},
    },
    trace::{Asked, Step},
};

check! {
    /// GOINSECURE matches the path, so that go does not verify the server's certificate; and netrc
    /// has a login for the host, which go sends all the same. Whoever sits between this machine and
    /// the server can read it.
    ///
    /// Make the server's CA known instead (`SSL_CERT_FILE`, or the system's store) and take the
    /// pattern out of GOINSECURE.
    "goinsecure-credentials-unverified", Warning, aside, quiet in "netrc-used"
}

fn find(view: &View<'_>) -> Option<Found> {
    let mut requests = view.trace.all::<Asked>();
    let (_, asked) = requests.find(|(_, it)| it.unverified && has_login(&it.headers))?;
    let title = "A login was sent over a connection whose certificate nobody verified.";
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("{} was asked with an Authorization header, under GOINSECURE", asked.url))
            .fix(format!("GOINSECURE= SSL_CERT_FILE=CA.pem go get {}", view.argument())),
    )
}
