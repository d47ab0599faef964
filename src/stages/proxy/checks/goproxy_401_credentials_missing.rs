//! A module proxy that wants a login.

use super::seen::refused;
use crate::{
    findings::{
        Found, check,
        view::{View, has_login, word},
    },
    trace::{Apart, EndpointAsked},
};

check! {
    /// The module proxy wants a login, and go sent none, or none that it takes. go has no prompt: it takes the login from the proxy's URL,
    /// from netrc, or from GOAUTH (since 1.24).
    ///
    /// A 403 with a login that was sent is a refusal (`goproxy-403-policy-block`). If netrc has the host and go still sent nothing, the
    /// entry lacks a login or a password, or its name does not fit: from go 1.21 on a URL with a port needs `machine host:port`.
    ///
    /// Where a login was sent, the same is asked without one: if that is answered, the proxy is open to all, and the login in the way.
    ///
    /// Complete the entry: `machine goproxy.example.com login USER password TOKEN`. `goget-doctor netrc HOST` shows what go would send.
    "goproxy-401-credentials-missing", Error, quiet in "goproxy-403-comma"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|refused| refused.status() == Some(401))?;
    let (entry, exchange) = (&refused.met.entry, refused.exchange?);
    let host = refused.storage().unwrap_or(refused.authority());
    let host = host.rsplit('@').next().unwrap_or(host);
    let sent = has_login(&exchange.asked.headers);
    let title = if sent {
        format!("{entry} does not accept the login that go sends.")
    } else {
        format!("{entry} wants a login, and go has none for {host}.")
    };
    let mut openly = view.endpoints(Apart::WithoutLogin);
    if openly.any(EndpointAsked::is_served) && view.reads_netrc() && !entry.contains('@') {
        let title = format!("{entry} does not accept the login that go sends, and needs none.");
        let found = refused.found(view, title).seen("asked without a login: 200 OK");
        return Some(found.fix(forget(host)));
    }
    // go takes the first line for a host, so the one that is there has to go.
    let fix = if sent && view.reads_netrc() && !entry.contains('@') {
        format!("{} && {}", forget(host), view.log_in(host))
    } else {
        view.log_in(host)
    };
    let scheme = refused.header("www-authenticate").unwrap_or("nothing about how");
    let found = refused.found(view, title).seen(format!("WWW-Authenticate: {scheme}"));
    Some(found.fix(fix).not("a default line in netrc: go does not read it; git and curl do"))
}

/// The command that takes the line for a host out of netrc.
fn forget(host: &str) -> String {
    format!("sed -i {} ~/.netrc", word(&format!("/machine {host} /d")))
}
