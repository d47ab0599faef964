//! The certificate is for other names.

use super::names::names;
use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// The server has a certificate for this host that does not name it: it was made for other
    /// names, or the name resolves to the wrong machine. Where the server shows the same
    /// certificate to everyone it is `tls-default-certificate`.
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
