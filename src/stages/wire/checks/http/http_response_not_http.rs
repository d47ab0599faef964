//! What answers in TLS is no HTTP server.

use crate::{
    findings::{Found, check, view::View},
    trace::{BadHead, Fault},
};

check! {
    /// The TLS handshake succeeds, and what comes then is no HTTP response: another service stands
    /// behind the port (ssh, a mail server), or a TLS proxy hands the connection to the wrong one.
    ///
    /// The bytes that came are shown; they often name the service. Ask the server's owner which service it is.
    "http-response-not-http", Error, quiet in "plain-http-on-443"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let title = format!("What {} answers over https is no HTTP.", view.server());
    let garbled = last.fault() == Some(&Fault::Head(BadHead::NotHttp));
    (garbled && last.handshaken.is_some()).then(|| {
        let host = view.server();
        Found::new(last.step, title).seen(text).fix(format!(
            "openssl s_client -quiet -connect {host}:443 -servername {host} \
             </dev/null"
        ))
    })
}
