//! The server speaks no TLS that go takes.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::tls::names,
};

check! {
    /// The server knows TLS 1.1 at best; go wants at least 1.2 since go 1.18. Browsers want that
    /// too.
    ///
    /// Enable TLS 1.2 or 1.3 on the server.
    "tls-server-too-old", Error, quiet in "tls-unrecognized-name"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let too_old = text == "remote error: tls: protocol version not supported"
        || text.starts_with("tls: server selected unsupported protocol version 30");
    let title = format!("{} speaks no TLS newer than 1.1; go wants 1.2 or 1.3.", view.server());
    too_old.then(|| {
        let found = Found::new(last.step, title).seen(text);
        let chosen = view.offered(false).and_then(|offered| offered.version);
        let chosen = chosen
            .map(|version| format!("offered everything, it chose {}", names::version(version)));
        chosen
            .into_iter()
            .fold(found, Found::seen)
            .fix("ssl_protocols TLSv1.2 TLSv1.3;   # in nginx, on the server")
            .not("GODEBUG=tls10server=1: that is for servers written in go")
    })
}
