//! The handshake is never answered.

use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, Phase},
};

check! {
    /// The connection opens and nothing answers go's first TLS message for ten seconds: the server
    /// hangs, or something on the way drops the message. If it were for its length, with the
    /// post-quantum keys that go sends since 1.23, the short message of before would be answered;
    /// that was tried (`tls-large-clienthello-middlebox`).
    ///
    /// Look at the server and its log. From another network it may work.
    /// Ask the server's owner, and the network's operator where it works from elsewhere.
    "tls-handshake-timeout", Error, quiet in "tls-reset"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|_| view.offered(true).is_none())?;
    let host = view.server();
    let title = format!("{host} accepts the connection and never answers the TLS handshake.");
    (last.fault() == Some(&Fault::Timeout(Phase::Handshake))).then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("openssl s_client -connect {host}:443 -servername {host} </dev/null"))
    })
}
