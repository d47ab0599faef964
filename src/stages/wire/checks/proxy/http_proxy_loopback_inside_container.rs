//! The proxy is this container itself.

use super::refusals::refused;
use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// `HTTPS_PROXY` names a loopback address and go runs in a container: there, 127.0.0.1 is the
    /// container, not the machine on which the proxy listens. The variable came along from the
    /// host.
    ///
    /// Name the host as the container sees it (`host.docker.internal`, the bridge's address), or
    /// run the build with the host's network.
    "http-proxy-loopback-inside-container", Error, quiet in "proxy-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, proxy) = refused(view)?;
    let marker = view.container().filter(|_| is_loopback(proxy))?;
    let title = "The proxy's address is a loopback one, which in a container is \
         the container itself.";
    Some(
        Found::new(last.step, title)
            .seen(format!("the proxy in force is {proxy}, and nobody listens there"))
            .seen(format!("{marker} exists: this is a container"))
            .fix(format!("export HTTPS_PROXY={}", word(&over_the_bridge(proxy)))),
    )
}

fn is_loopback(proxy: &str) -> bool {
    ["://127.", "://localhost", "://[::1]"].iter().any(|host| proxy.contains(host))
}

fn over_the_bridge(proxy: &str) -> String {
    let (scheme, rest) = proxy.split_once("://").unwrap_or(("http", proxy));
    let port = rest.rsplit_once(':').map_or("", |(_, port)| port);
    format!("{scheme}://host.docker.internal:{port}")
}
