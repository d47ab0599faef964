//! A CA that go does not know.

use super::gap::gap;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// The server's certificate is issued by a CA that is in none of the roots that go read, and no
    /// file in the usual places on this machine holds it. It is a private CA (a company's, an
    /// appliance's), or the server does not send an intermediate certificate and does not say where
    /// it is.
    ///
    /// Ask whoever runs the host for the certificate of that CA and add it to the system's bundle.
    /// For a public CA, ask them to send the whole chain.
    "tls-ca-not-trusted", Error, quiet in "own-ca-unsearched"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted().filter(|_| view.has_roots())?;
    let explained = view.root_found().is_some()
        || view.issuer_fetched().is_some_and(|fetched| fetched.cures)
        || view.same_issuer().is_some()
        || gap(view).is_some();
    let named = view.unfit().is_some();
    let last = view.certificate(judged, judged.chain.len().checked_sub(1)?)?;
    if explained || named || view.certificate(judged, 0)?.is_self_issued() {
        return None;
    }
    let roots = view.roots()?.certificates;
    let host = word(&judged.host);
    let issuer = last.issuer();
    Some(
        Found::new(
            Step::Fetch,
            format!(
                "The certificate of {host} comes from {issuer}, a CA that go does \
             not know."
            ),
        )
        .seen(format!("no root that go read has that name and key: {roots} read"))
        .fix(format!(
            "sudo cp CA.pem /usr/local/share/ca-certificates/{host}.crt && \
                 sudo update-ca-certificates"
        ))
        .fix(format!("SSL_CERT_FILE=CA.pem {}   # this run only", view.again()))
        .fix(format!(
            "ssl_certificate …/fullchain.pem;   # where {issuer} is an intermediate, the server has to send it"
        ))
        .not("http.sslVerify, GIT_SSL_NO_VERIFY: those are git's; this request is go's own"),
    )
}
