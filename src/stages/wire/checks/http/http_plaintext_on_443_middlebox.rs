//! HTTP in clear on the port of https.

use crate::findings::{Found, check, view::View};

check! {
    /// What answers on port 443 speaks plain HTTP: a server whose listener lacks `ssl`, or
    /// something on the way that answers in the server's place (a captive portal, a provider's
    /// filter).
    ///
    /// On an own server, give the listener its certificate (nginx: `listen 443 ssl`). Otherwise try
    /// from another network.
    "http-plaintext-on-443-middlebox", Error, quiet in "no-tls-on-443"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let (host, port) = (view.server_name(), view.port());
    let title = format!("What answers on port {port} of {host} speaks plain HTTP.");
    (text == "http: server gave HTTP response to HTTPS client").then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix("listen 443 ssl;   # in nginx, with ssl_certificate and ssl_certificate_key")
            .fix(format!("curl -v http://{host}:{port}/   # shows who answers"))
    })
}
