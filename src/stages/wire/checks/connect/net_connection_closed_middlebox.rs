//! The connection is closed in the handshake.

use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, Question},
};

check! {
    /// The TCP connection opens and is closed again before a TLS handshake: the server has no
    /// certificate for the port or no service behind it, or a filter on the way hangs up.
    ///
    /// Look at the server's log for the moment. From another network it may work.
    /// Ask the server's owner, and the network's operator where it works from elsewhere.
    "net-connection-closed-middlebox", Error, quiet in "https-eof-http-works"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|_| view.offered(true).is_none())?;
    let in_handshake = last.handshaken.is_none() && last.judged.is_none() && !last.is_unconnected();
    let direct_https = last.is_direct() && last.asked.url.starts_with("https:");
    let host = view.server();
    let title = format!("{host} closes the connection in the TLS handshake.");
    let closed = last.fault() == Some(&Fault::Eof);
    (closed && in_handshake && direct_https && view.tag_over_http().is_none()).then(|| {
        let mut found = Found::new(last.step, title).seen(text);
        if view.probed(&Question::OverHttp).is_some() {
            found = found.seen(format!("http://{host} has no page with a go-import tag either"));
        }
        found.fix(format!("openssl s_client -connect {host}:443 -servername {host} </dev/null"))
    })
}
