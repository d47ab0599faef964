//! Another protocol on the port of https.

use crate::findings::{Found, check, view::View};

check! {
    /// What answers on port 443 sends bytes that are no TLS: another service listens there (ssh, a
    /// VPN), or a proxy that expects its own protocol first.
    ///
    /// Move that service, or put a reverse proxy with TLS on the port.
    "tls-not-spoken-on-443", Error, quiet in "plain-http-on-443"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|(last, _)| last.is_direct())?;
    let (host, port) = (view.server_name(), view.port());
    let title = format!("What answers on port {port} of {host} speaks no TLS.");
    (text == "tls: first record does not look like a TLS handshake").then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("nc -w 3 {host} {port} </dev/null | head -c 80   # shows what it is"))
    })
}
