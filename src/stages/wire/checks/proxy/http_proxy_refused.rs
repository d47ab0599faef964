//! Nobody listens where the proxy should be.

use super::refusals::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// The proxy of `HTTPS_PROXY` does not accept connections: it has stopped, or the port is
    /// another one. go has no way around it.
    ///
    /// Start the proxy, correct the variable, or unset it where no proxy is needed. `NO_PROXY`
    /// excepts single hosts.
    "http-proxy-refused", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, proxy) = refused(view)?;
    let title = format!("Nobody listens at the proxy {proxy}.");
    view.container().is_none().then(|| {
        Found::new(last.step, title)
            .seen(last.go_text().unwrap_or_default())
            .fix(format!("unset HTTPS_PROXY https_proxy && {}", view.again()))
    })
}
