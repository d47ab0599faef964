//! The proxy cannot reach the host.

use super::refusals::{answer, past_proxy, refusal};
use crate::findings::{Found, check, view::View};

check! {
    /// The HTTP proxy answers CONNECT with a 5xx status: it could not resolve or reach the host, or
    /// is overloaded. go prints the reason phrase alone, `Bad Gateway` or `Service Unavailable`.
    ///
    /// The host may be down, or one that only this network knows: then except it with `NO_PROXY`.
    "http-proxy-connect-5xx", Error, quiet in "status-500"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, tunnelled, code) = refusal(view)?;
    let proxy = last.asked.proxy.as_deref()?;
    let is_socks = tunnelled.status_line.contains("is not an HTTP Proxy");
    let target = &tunnelled.target;
    let title = format!("Your HTTP proxy could not connect to {target}.");
    ((500..600).contains(&code) && !is_socks).then(|| {
        Found::new(last.step, title).seen(answer(proxy, tunnelled)).fix(past_proxy(target))
    })
}
