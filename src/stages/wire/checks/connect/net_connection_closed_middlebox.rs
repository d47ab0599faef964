//! The connection is closed in the handshake.

use crate::{
    findings::{Found, check, view::Case},
    trace::Question,
};

check! {
    /// The TCP connection opens and is closed again before a TLS handshake: the server has no
    /// certificate for the port or no service behind it, or a filter on the way hangs up.
    ///
    /// Look at the server's log for the moment. From another network it may work.
    "net-connection-closed-middlebox", Error, quiet in "https-eof-http-works"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (last, text) = case.unanswered().filter(|_| case.offered(true).is_none())?;
    let in_handshake = last.handshaken.is_none() && last.judged.is_none() && !last.is_unconnected();
    let direct_https = last.is_direct() && last.asked.url.starts_with("https:");
    let host = case.server();
    let title = format!("{host} closes the connection in the TLS handshake.");
    (text == "EOF" && in_handshake && direct_https && case.tag_over_http().is_none()).then(|| {
        let mut found = Found::new(last.step, title).seen(text);
        if case.probed(&Question::OverHttp).is_some() {
            found = found.seen(format!("http://{host} has no page with a go-import tag either"));
        }
        found.fix(format!("openssl s_client -connect {host}:443 -servername {host} </dev/null"))
    })
}
