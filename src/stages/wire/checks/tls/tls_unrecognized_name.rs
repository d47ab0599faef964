//! The server has nothing under this name.

use crate::findings::{Found, check, view::View};

check! {
    /// The server ends the handshake with the alert "unrecognized name": it is set up for other
    /// hosts, and not for the one in the import path.
    ///
    /// Add the host to the server's configuration with a certificate for it, or correct the name's
    /// address.
    "tls-unrecognized-name", Error, quiet in "tls-too-old"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let host = view.server();
    let title = format!("The server is not set up for the name {host}.");
    (text == "remote error: tls: unrecognized name").then(|| {
        let mut found = Found::new(last.step, title).seen(text);
        if let Some(dialled) = last.dialled.last() {
            found = found.seen(format!("the server is {}", dialled.address));
        }
        found.fix(format!("server_name {host};   # in nginx, with a certificate for it"))
    })
}
