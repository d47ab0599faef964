//! The certificate is for other names.

use super::{Case, Found};
use crate::{
    event::{Refusal, Step},
    go::text::lossy,
};

check! {
    /// The server answered with a certificate that does not name the host of the import path.
    /// Usually it is another site's, which the server presents because it has none for this host
    /// (the default certificate of a shared address, GitHub Pages without a certificate for the
    /// custom domain), or the name resolves to the wrong machine.
    ///
    /// The server needs a certificate that lists the host as a DNS name (subject alternative name),
    /// or its address where the path begins with one. `*` stands for one label: `*.example.com`
    /// does not name `example.com`.
    "tls-hostname-mismatch", Error, quiet in "cert-common-name-only"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (judged, Refusal::OtherNames) = case.refused()? else { return None };
    let leaf = case.certificate(judged, 0)?;
    let host = &judged.host;
    let kind = if host.parse::<std::net::IpAddr>().is_ok() { "IP" } else { "DNS" };
    let names: Vec<String> = leaf.dns_names().iter().take(8).map(|name| lossy(name)).collect();
    let title = format!("The server presents a certificate that is not for {host}.");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("subject {}, issued by {}", leaf.subject(), leaf.issuer()))
        .seen(format!(
            "it names {}",
            if names.is_empty() { "no host".into() } else { names.join(", ") }
        ));
    let pages = names.iter().any(|name| name.ends_with("github.io"));
    let found =
        found.fix(format!("give the server a certificate with subjectAltName={kind}:{host}"));
    Some(if pages { found.fix("on GitHub: Settings, Pages, Enforce HTTPS") } else { found })
}
