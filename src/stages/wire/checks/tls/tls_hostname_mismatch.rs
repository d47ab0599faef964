//! The certificate is for other names.

use super::names::names;
use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::x509::verify_host,
    trace::{Judged, Refusal, Step},
};

check! {
    /// The server has a certificate for this host that does not name it: it was made for other
    /// names, or the name resolves to the wrong machine. Where the server shows the same
    /// certificate to everyone it is `tls-default-certificate`.
    ///
    /// Where the certificate for the host is another one of those that the server sends, only their order is wrong: go takes the first for
    /// the server's own. The order of those behind it does not matter.
    ///
    /// The server needs a certificate that lists the host as a DNS name (subject alternative name),
    /// or its address where the path begins with one. `*` stands for one label: `*.example.com`
    /// does not name `example.com`.
    "tls-hostname-mismatch", Error, quiet in "cert-common-name-only"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::OtherNames) = view.refused()? else { return None };
    let leaf = view.certificate(judged, 0)?;
    if view.default_chain().is_some_and(|default| default.chain.first() == judged.chain.first()) {
        return None;
    }
    let host = &judged.host;
    if let Some(own) = own_behind(view, judged) {
        return Some(out_of_order(judged, own));
    }
    let kind = if host.parse::<std::net::IpAddr>().is_ok() { "IP" } else { "DNS" };
    let title = format!("The server presents a certificate that is not for {host}.");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("subject {}, issued by {}", leaf.subject(), leaf.issuer()))
        .seen(names(&leaf));
    let pages = leaf.dns_names().iter().any(|name| name.ends_with(b"github.io"));
    let found =
        found.fix(format!("give the server a certificate with subjectAltName={kind}:{host}"));
    Some(if pages { found.fix("on GitHub: Settings, Pages, Enforce HTTPS") } else { found })
}

/// The place of the certificate that is for the host, where it is not the first.
fn own_behind(view: &View<'_>, judged: &Judged) -> Option<usize> {
    let is_own = |at: &usize| {
        let certificate = view.certificate(judged, *at);
        certificate
            .is_some_and(|it| verify_host(&it.into(), &judged.host, view.trace.header.go).is_ok())
    };
    (1..judged.chain.len()).find(is_own)
}

fn out_of_order(judged: &Judged, own: usize) -> Found {
    let host = &judged.host;
    let title = format!(
        "The server sends its certificates in another order: that for {host} has to be the first."
    );
    Found::new(Step::Fetch, title)
        .seen(format!("certificate {} of the {} that it sends is for {host}", own + 1, judged.chain.len()))
        .fix("cat server.pem intermediate.pem > fullchain.pem   # on the server, and that file in ssl_certificate")
}
