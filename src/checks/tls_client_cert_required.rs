//! The server wants a certificate from the client.

use super::{Case, Found};

check! {
    /// The server wants to see a client certificate (mutual TLS). go's page fetch has none and
    /// cannot be given one; git can (`http.sslCert`).
    ///
    /// A path with `.git` in it needs no page: go asks git right away. Or let a module proxy, or a
    /// vanity host without that demand, stand in between.
    "tls-client-cert-required", Error, quiet in "tls-reset"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (last, text) = case.unanswered()?;
    let host = case.server();
    let path = case.path();
    let title = format!(
        "{host} wants a certificate from the client, and go's page fetch \
         cannot show one."
    );
    let asked = text == "remote error: tls: certificate required";
    asked.then(|| {
        let path = if case.is_of_server() { "PATH" } else { &path };
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("go get {path}.git   # git asks then, with http.sslCert and http.sslKey"))
            .not("git config http.sslCert alone: this request is go's own")
    })
}
