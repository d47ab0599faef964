//! The handshake is never answered.

use super::{Case, Found};

check! {
    /// The connection opens and nothing answers go's first TLS message for ten seconds. Either the
    /// server hangs, or something on the way drops the message: with the post-quantum key share
    /// that go sends since 1.24 it no longer fits one packet, and some old firewalls cannot take
    /// that.
    ///
    /// `GODEBUG=tlsmlkem=0` makes the message small again: if go works with it, it is the firewall.
    "tls-handshake-timeout", Error, quiet in "tls-reset"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (last, text) = case.unanswered()?;
    let title =
        format!("{} accepts the connection and never answers the TLS handshake.", case.server());
    (text == "net/http: TLS handshake timeout").then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("GODEBUG=tlsmlkem=0 go get {}", case.argument()))
    })
}
