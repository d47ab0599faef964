//! The certificate is for other names.

use super::{Case, Found};
use crate::{
    event::Step,
    go::{version::Version, x509::Certificate},
};

check! {
    /// The server answered with a certificate that does not name the host of the import path. Usually
    /// it is another site's, which the server presents because it has none for this host (the
    /// default certificate of a shared address, GitHub Pages without a certificate for the custom
    /// domain), or the name resolves to the wrong machine.
    ///
    /// The server needs a certificate that lists the host as a DNS name (subject alternative
    /// name). `*` stands for one label: `*.example.com` does not name `example.com`.
    "tls-hostname-mismatch", Error
}

fn find(case: &Case<'_>) -> Option<Found> {
    let judged = case.refused_chain()?;
    let error = judged.error.as_ref().filter(|error| error.contains("certificate is valid for "))?;
    let leaf = Certificate::parse(&judged.chain.first()?.0, Version::NEWEST).ok()?;
    let host = &judged.host;
    let title = format!("The server presents a certificate that is not for {host}.");
    let found = Found::new(Step::Fetch, title)
        .seen(format!("subject {}, issued by {}", leaf.subject(), leaf.issuer()))
        .seen(error.clone());
    Some(found.fix(format!("give the server a certificate whose subject alternative names hold DNS:{host}")))
}
