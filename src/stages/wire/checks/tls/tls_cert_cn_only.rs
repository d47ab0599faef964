//! The certificate names its host in the common name only.

use crate::{
    findings::{Found, check, view::View},
    trace::{Refusal, Step},
};

check! {
    /// The certificate has no subject alternative names; its common name would match. Go has
    /// ignored common names since 1.15, and since 1.17 there is no switch to bring them back. curl
    /// and old browsers may still accept such a certificate.
    ///
    /// Issue the certificate anew with a subject alternative name. With OpenSSL: `openssl req …
    /// -addext subjectAltName=DNS:HOST`; an `openssl x509 -req` without extensions makes an X.509
    /// v1 certificate, which cannot have any.
    "tls-cert-cn-only", Error, quiet in "cert-wrong-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (judged, Refusal::CommonNameOnly) = view.refused()? else { return None };
    let leaf = view.certificate(judged, 0)?;
    let host = &judged.host;
    let title = "The certificate names its host in the Common Name only, which go ignores.";
    let names = crate::shell::quoted(&format!("subjectAltName=DNS:{host}"));
    let fix = format!(
        "echo {names} > san.ext && openssl x509 -req -in server.csr -CA rootCA.pem -CAkey rootCA.key -CAcreateserial \
         -days 365 -extfile san.ext -out server.pem"
    );
    Some(
        Found::new(Step::Fetch, title)
            .seen(format!(
                "subject {}, X.509 version {}, no alternative names",
                leaf.subject(),
                leaf.version()
            ))
            .fix(fix)
            .not("GODEBUG=x509ignoreCN=0: gone since go 1.17")
            .not("making the CA known: the name is checked first"),
    )
}
