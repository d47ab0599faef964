//! The server wants a certificate from the client.

use crate::findings::{Found, check, view::View};

check! {
    /// The server wants to see a client certificate (mutual TLS). go's page fetch has none and
    /// cannot be given one; git can (`http.sslCert`).
    ///
    /// A path with `.git` in it needs no page: go asks git right away. Or let a module proxy, or a
    /// vanity host without that demand, stand in between.
    "tls-client-cert-required", Error, quiet in "tls-reset"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let host = view.server();
    let path = view.path();
    let title = format!(
        "{host} wants a certificate from the client, and go's page fetch \
         cannot show one."
    );
    let wanted = last.wants_certificate();
    let refused = REFUSALS.iter().any(|alert| text.strip_prefix(REMOTE) == Some(alert));
    (text == REQUIRED || wanted && refused).then(|| {
        let path = if view.is_of_server() { "PATH" } else { &path };
        let asked = "the server asked for a certificate in the handshake, and go sent none";
        let found = Found::new(last.step, title).seen(text);
        let found = if wanted { found.seen(asked) } else { found };
        found
            .fix(format!("go get {path}.git   # git asks then, with http.sslCert and http.sslKey"))
            .not("git config http.sslCert alone: this request is go's own")
    })
}

/// TLS 1.3 has an alert of its own.
const REQUIRED: &str = "remote error: tls: certificate required";

const REMOTE: &str = "remote error: tls: ";

/// What servers say in TLS 1.2, which has none, to the one who was asked and had no certificate.
const REFUSALS: [&str; 4] =
    ["handshake failure", "bad certificate", "unknown certificate", "access denied"];
