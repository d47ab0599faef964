//! A certificate has an RSA key under 1024 bits.

use crate::findings::{Found, check, view::View};

check! {
    /// A certificate of the chain, or the root that should vouch for it, has an RSA key under 1024
    /// bits. Such keys can be broken, and go refuses them since 1.24.
    ///
    /// The owner makes a new key of 2048 bits, or on the curve P-256. Until then
    /// `GODEBUG=rsa1024min=0` takes the short one.
    "tls-rsa-key-too-short", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let (before, _) = text.split_once("-bit keys are insecure")?;
    let bits = before.rsplit(' ').next().filter(|bits| bits.parse::<u32>().is_ok())?;
    let title =
        format!("A certificate in the chain of {} has an RSA key of {bits} bits.", view.server());
    Some(
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("GODEBUG=rsa1024min=0 {}", view.again()))
            .fix("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key   # the owner"),
    )
}
