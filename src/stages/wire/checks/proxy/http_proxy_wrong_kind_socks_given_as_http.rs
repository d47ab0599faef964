//! A SOCKS port is spoken to as an HTTP proxy.

use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// `HTTPS_PROXY` has `http://` in front of a port on which a SOCKS server listens. Tor says so
    /// in its answer; others close the connection or send bytes that are no HTTP.
    ///
    /// Write `socks5://` in the value.
    "http-proxy-wrong-kind-socks-given-as-http", Error, quiet in "proxy-503"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, _) = view.unanswered()?;
    let status = &last.tunnelled?.status_line;
    let proxy = last.asked.proxy.as_deref()?;
    let (_, address) = proxy.split_once("://")?;
    let title = "HTTPS_PROXY names a SOCKS port as if it were an HTTP proxy.";
    status.contains("is not an HTTP Proxy").then(|| {
        Found::new(last.step, title)
            .seen(format!("{proxy} answered: {status}"))
            .fix(format!("export HTTPS_PROXY={}", word(&format!("socks5://{address}"))))
    })
}
