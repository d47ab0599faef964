//! The server does not send the certificate between its own and the root.

use super::gap::gap;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    shell::remark,
    trace::Step,
};

check! {
    /// The server sends its own certificate without the issuer's. Browsers fetch the missing one
    /// from the address in the certificate, or remember it; go does not, so it finds no way to a
    /// root. This was tried: with the certificate from that address, or from a file of this machine, go accepts the chain. Or the root is
    /// sent, and no certificate that comes with it is the issuer of the server's own: a link between them is missing.
    ///
    /// The server has to send the whole chain: `fullchain.pem` in place of `cert.pem`.
    "tls-server-missing-intermediate", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    tried(view).or_else(|| built(view)).or_else(|| without_a_link(view))
}

/// The missing certificate is in a file of this machine.
fn built(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let found = view.root_found().filter(|found| found.intermediate)?;
    let host = &judged.host;
    let title = format!("{} does not send its intermediate certificate.", judged.host);
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!(
                "its issuer, {}, is in {}; with it go comes to a root that it has",
                found.subject, found.file
            ))
            .fix(format!(
                "cat {} >> server.pem{}",
                word(&found.file),
                remark(&format!("on {host}, behind its own"))
            ))
            .not("adding the issuer to this machine's roots: it still fails for everyone else"),
    )
}

/// The root comes with the server's certificate, and what leads from one to the other does not.
fn without_a_link(view: &View<'_>) -> Option<Found> {
    let (judged, gap) = (view.untrusted()?, gap(view)?);
    let title =
        format!("{} does not send its intermediate certificate, {}.", judged.host, gap.missing);
    let sent = judged.chain.len();
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("it sends {sent} certificates, and none of its issuer"))
            .seen(format!("{} is sent, and issued none of the others", gap.beyond))
            .fix(FULL_CHAIN)
            .not("adding the issuer to this machine's roots: it still fails for everyone else"),
    )
}

/// The issuer was fetched, and with it go accepts the chain.
fn tried(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let fetched = view.issuer_fetched().filter(|fetched| fetched.cures)?;
    let issuer = fetched.subject.as_deref().unwrap_or_default();
    let sent = judged.chain.len();
    let certificates = if sent == 1 { "certificate" } else { "certificates" };
    let title = format!("{} does not send its intermediate certificate.", judged.host);
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("it sends {sent} {certificates}; the issuer, {issuer}, is missing"))
            .seen(format!("with the one from {} go accepts the chain", fetched.url))
            .fix(FULL_CHAIN)
            .fix(format!(
                "curl -s {} | openssl x509 >> server.pem   # on the server, behind \
                 its own",
                word(&fetched.url)
            ))
            .not("adding the issuer to this machine's roots: it still fails for everyone else"),
    )
}

/// The line for the server that holds the chain as the CA gave it.
const FULL_CHAIN: &str =
    "ssl_certificate /etc/letsencrypt/live/…/fullchain.pem;   # in nginx, not cert.pem";
