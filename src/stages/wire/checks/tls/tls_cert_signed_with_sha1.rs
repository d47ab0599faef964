//! A certificate of the chain is signed with SHA-1.

use crate::{
    findings::{Found, check, view::View},
    go::version::{Change, Version},
    trace::Step,
};

check! {
    /// A certificate that the server sent is signed with SHA-1. A root with the issuer's name is
    /// known; go does not take the signature, since 1.18. Browsers and OpenSSL refuse such
    /// certificates too.
    ///
    /// The owner issues the certificate again, signed with SHA-256. Up to go 1.23
    /// `GODEBUG=x509sha1=1` takes SHA-1 once more.
    "tls-cert-signed-with-sha1", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let error = judged.error.as_deref()?;
    if !error.contains("insecure algorithm SHA1") {
        return None;
    }
    let host = &judged.host;
    let title = format!("{host} shows a certificate that is signed with SHA-1.");
    let found = Found::new(Step::Fetch, title).seen(error);
    let found = if takes_setting(view.trace.header.go) {
        found.fix(format!("GODEBUG=x509sha1=1 {}", view.again()))
    } else {
        found.not("GODEBUG=x509sha1=1: gone since go 1.24, and it ends go 1.27")
    };
    Some(found.fix(format!(
        "openssl x509 -req -sha256 -in {host}.csr -CA ca.pem -CAkey ca.key -days 365 \
         -out {host}.crt   # the issuer, with the names in -extfile"
    )))
}

fn takes_setting(go: Version) -> bool {
    !go.under("x509sha1=1").has(Change::Sha1SignaturesRefused)
}
