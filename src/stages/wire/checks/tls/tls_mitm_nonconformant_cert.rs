//! A certificate that breaks the rules, as inspecting proxies make them.

use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// The certificate has a negative serial number, which the standard forbids. Go has refused to
    /// read such certificates since 1.23. Some proxies that look into TLS (Fiddler, whistle,
    /// appliances) and some hand-made CAs issue them.
    ///
    /// Update the proxy, or issue the certificate again. Until then `GODEBUG=x509negativeserial=1`
    /// lets it pass.
    "tls-mitm-nonconformant-cert", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::Unreadable { at, negative_serial: true }) = view.refused()? else {
        return None;
    };
    Some(
        Found::new(
            Step::Fetch,
            "A certificate of the server has a negative serial number, which \
             go does not read.",
        )
        .seen(format!("certificate {at} of the {} that {} sent", judged.chain.len(), judged.host))
        .fix(format!("GODEBUG=x509negativeserial=1 {}", view.again())),
    )
}
