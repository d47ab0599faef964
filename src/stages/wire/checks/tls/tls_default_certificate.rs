//! The server shows the certificate that it has for everyone.

use super::names::names;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{Refusal, Step},
};

check! {
    /// The server answers with a certificate for other names, and shows the same one to clients
    /// that name no host: it has none for this host and falls back to its default. Typical for an
    /// ingress or a proxy without a rule for the host ("Kubernetes Ingress Controller Fake
    /// Certificate", "TRAEFIK DEFAULT CERT") and for a custom domain that is not set up yet.
    ///
    /// Whoever runs the server adds the host with a certificate of its own. If the host should not
    /// be there at all, correct its address in the DNS.
    "tls-default-certificate", Error, quiet in "cert-wrong-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::OtherNames) = view.refused()? else { return None };
    let default = view.default_chain()?;
    if default.chain.first() != judged.chain.first() {
        return None;
    }
    let (leaf, host) = (view.certificate(judged, 0)?, &judged.host);
    let title = format!("The server has no certificate for {host} and shows its default.");
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("subject {}, {}", leaf.subject(), names(&leaf)))
            .seen("a client that names no host gets the same certificate")
            .fix(format!("server_name {};   # in nginx, with a certificate for it", word(host)))
            .not("GOINSECURE: the page of another site has no tag for this path"),
    )
}
