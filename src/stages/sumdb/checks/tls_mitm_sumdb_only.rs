//! A certificate that go refuses, at the checksum database alone.

use super::seen::{distrusted, failed_lookup};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::{Judged, Step},
};

check! {
    /// Only the checksum database's connection is intercepted: it shows a certificate of a company or filter CA, and the module proxy one
    /// that go trusts. Filters that go by category decrypt one host of the three that go asks.
    ///
    /// Compare the issuers of the two hosts: a private one for both is `tls-mitm-corporate`. GOINSECURE has no say here: it does not reach the
    /// database (`tls-mitm-goproxy-goinsecure-does-not-apply`). Without any certificate it is `sumdb-blocked`.
    ///
    /// Get the filter's CA from whoever runs the network and put it where go looks, or have the host exempted. Do not switch the database off
    /// for it.
    "tls-mitm-sumdb-only", Error, quiet in "sumdb-blocked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = failed_lookup(view).filter(|(_, request)| request.status.is_none())?;
    let refused = distrusted(view, request)?;
    let host = &refused.host;
    let all = view.trace.all::<Judged>().map(|(_, judged)| judged);
    let others: Vec<&Judged> = all.filter(|judged| judged.host != *host).collect();
    let trusted = others.first().filter(|_| others.iter().all(|judged| judged.error.is_none()))?;
    let of = |judged: &Judged| {
        let last = judged.chain.len().checked_sub(1);
        let last = last.and_then(|last| view.certificate(judged, last));
        last.map_or_else(|| "nobody".to_owned(), |certificate| certificate.issuer().to_string())
    };
    let title = format!("{} alone shows a certificate that go does not trust.", asked.database);
    Some(
        Found::new(Step::Sum, title)
            .seen(format!("{host}: issued by {}, refused", of(refused)))
            .seen(format!("{}: issued by {}, trusted", trusted.host, of(trusted)))
            .fix(format!(
                "sudo cp CA.pem {} && sudo update-ca-certificates",
                word(&format!("/usr/local/share/ca-certificates/{host}.crt"))
            ))
            .not("GOSUMDB=off: all modules would go unchecked"),
    )
}
