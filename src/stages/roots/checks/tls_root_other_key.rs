//! A root has the right name and another key.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// One of go's roots has the name of the CA that issued the server's certificate, and did not
    /// sign it: the CA was made anew under its old name, and this machine still has the old one.
    ///
    /// Fetch the CA's new certificate from whoever runs it and put it in the place of the old one.
    "tls-root-other-key", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted().filter(|_| view.root_found().is_none())?;
    let error = judged.error.as_deref()?;
    let tried = |what: &str| error.contains(&format!("{what}\" while trying to verify candidate"));
    if !tried("verification failure") && !tried("verification error") {
        return None;
    }
    let last = view.certificate(judged, judged.chain.len().checked_sub(1)?)?;
    let host = word(&judged.host);
    let title = format!(
        "This machine knows a CA {}, but with another key than the one that signed.",
        last.issuer()
    );
    Some(Found::new(Step::Fetch, title).seen(error).fix(format!(
        "sudo cp new-ca.pem /usr/local/share/ca-certificates/{host}.crt && \
         sudo update-ca-certificates"
    )))
}
