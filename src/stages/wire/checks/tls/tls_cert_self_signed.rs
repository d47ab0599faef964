//! The server's certificate signs itself.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::crypto::x509::Certificate,
    trace::Step,
};

check! {
    /// The server's certificate is signed with its own key: no CA vouches for it, and go trusts it
    /// only where it stands among the roots itself.
    ///
    /// Get a certificate from a CA that everyone knows. Inside a company, make an own CA, sign with
    /// it, and make the CA known. Adding the very certificate to the roots works too, until it is
    /// renewed.
    "tls-cert-self-signed", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted().filter(|_| view.has_roots() && view.root_found().is_none())?;
    let leaf = view.certificate(judged, 0).filter(Certificate::is_self_issued)?;
    let (host, port) = (word(&judged.host), view.port());
    let fetch = format!(
        "openssl s_client -connect {host}:{port} -servername {host} \
         </dev/null | openssl x509 > {host}.crt"
    );
    Some(
        Found::new(
            Step::Fetch,
            format!("The certificate of {host} signs itself, and go does not know it."),
        )
        .seen(format!("subject and issuer are both {}", leaf.subject()))
        .fix(format!("{fetch} && SSL_CERT_FILE=$PWD/{host}.crt {}", view.again()))
        .fix(format!("{}   # not verified at all", view.add_to("GOINSECURE", &judged.host)))
        .not("http.sslVerify, GIT_SSL_NO_VERIFY: those are git's; this request is go's own"),
    )
}
