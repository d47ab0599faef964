//! Something on the way signs every host's certificate.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// Two hosts that have nothing to do with each other present certificates of the same CA, which
    /// is in none of go's roots: something on the way looks into TLS (Zscaler, Netskope, Umbrella,
    /// a company's firewall) and signs with its own CA. The browser knows that CA; this machine's
    /// or this container's bundle does not.
    ///
    /// Get the CA's certificate from whoever runs the network and add it to the bundle.
    /// `SSL_CERT_FILE` takes the place of the bundle, so name a file that holds both the public
    /// roots and this one.
    "tls-mitm-corporate", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let other = view.same_issuer()?;
    let last = view.certificate(judged, judged.chain.len().checked_sub(1)?)?;
    let issuer = last.issuer();
    let title = format!(
        "Your network looks into TLS: {issuer} signs for every host, and \
         go does not know it."
    );
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!("{}: issued by {issuer}", judged.host))
            .seen(format!("{}: issued by {issuer} too", other.host))
            .fix(
                "sudo cp company-ca.pem \
                 /usr/local/share/ca-certificates/company-ca.crt && sudo \
                 update-ca-certificates",
            )
            .not(
                "GOINSECURE, GOSUMDB=off: the first does not reach GOPROXY, the \
                 second takes a protection away",
            ),
    )
}
