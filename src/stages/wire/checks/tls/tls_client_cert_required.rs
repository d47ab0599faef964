//! The server wants a certificate from the client.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Fault,
};

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
    let Some(Fault::Alert(alert)) = last.fault() else { return None };
    (*alert == REQUIRED || wanted && REFUSALS.contains(alert)).then(|| {
        let path = if view.is_of_server() { "PATH" } else { &path };
        let with_suffix = word(&format!("{path}.git"));
        let asked = "the server asked for a certificate in the handshake, and go sent none";
        let found = Found::new(last.step, title).seen(text);
        let found = if wanted { found.seen(asked) } else { found };
        found
            .fix(format!(
                "go get {with_suffix}   # git asks then, with http.sslCert and http.sslKey"
            ))
            .not("git config http.sslCert alone: this request is go's own")
    })
}

/// TLS 1.3 has an alert of its own: `certificate_required`.
const REQUIRED: u8 = 116;

/// What servers say in TLS 1.2, which has none, to the one who was asked and had no certificate:
/// `handshake_failure`, `bad_certificate`, `certificate_unknown`, `access_denied`.
const REFUSALS: [u8; 4] = [40, 42, 46, 49];
