//! The connection is reset in the handshake.

use crate::{
    findings::{Found, check, view::View},
    trace::Fault,
};

check! {
    /// The TCP connection opens, and in the TLS handshake it is reset. Servers hardly do that; a
    /// firewall that reads the server's name in go's first message, or that cannot take a message
    /// of that size, does.
    ///
    /// Try from another network. If it were for the message's length, a short one would be answered;
    /// that was tried (`tls-large-clienthello-middlebox`). Ask the network's operator.
    "net-connection-reset-middlebox", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|_| view.offered(true).is_none())?;
    let in_handshake = last.handshaken.is_none() && last.judged.is_none() && !last.is_unconnected();
    let is_reset = last.fault().map(Fault::inner) == Some(&Fault::Reset)
        && last.asked.url.starts_with("https:");
    let host = view.server();
    let title = "Something on the way, or the server, resets the connection in the TLS handshake.";
    (in_handshake && is_reset && view.tag_over_http().is_none()).then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("openssl s_client -connect {host}:443 -servername {host} </dev/null"))
    })
}
