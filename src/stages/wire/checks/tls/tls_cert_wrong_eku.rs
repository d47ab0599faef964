//! The certificate is not good for servers.

use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// The certificate, or one above it, may be used for other things than servers: its extended
    /// key usages lack `serverAuth`. It was made for clients, or for mail.
    ///
    /// Issue it again with `extendedKeyUsage=serverAuth`.
    "tls-cert-wrong-eku", Error, quiet in "cert-common-name-only"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::WrongUsage) = view.refused()? else { return None };
    let leaf = view.certificate(judged, 0)?;
    let title = "The server's certificate may not be used by servers.";
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!(
                "subject {}, without the extended key usage serverAuth in its chain",
                leaf.subject()
            ))
            .fix(
                "extendedKeyUsage = serverAuth   # in the extensions with which it \
                 is issued again",
            ),
    )
}
