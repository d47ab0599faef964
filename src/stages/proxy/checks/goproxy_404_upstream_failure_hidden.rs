//! A 404 of a module proxy that hides another failure.

use super::seen::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy says 404, and means that its own fetch failed: many proxies turn every failure behind them, a login, a certificate,
    /// a network that is blocked, into "not found", so that go goes on to the next entry. Here the answer itself says what failed.
    ///
    /// A 404 without such words may be true: `goproxy-lacks-module`. If the proxy has not even `golang.org/x/text`, it serves only what was
    /// pushed to it (`goproxy-hosted-repo-not-a-proxy`). If the module is private and the proxy is not yours, see
    /// `private-module-asked-of-public-proxy`.
    ///
    /// Show the answer to the proxy's owner: the machine where the proxy runs lacks the login, the CA or the way. Ask past it meanwhile.
    "goproxy-404-upstream-failure-hidden", Error, quiet in "goproxy-404-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|it| matches!(it.status(), Some(404 | 410)))?;
    let word = refused.hidden()?;
    let entry = &refused.met.entry;
    let title = format!("{entry} says 404, and its own fetch failed: {word}.");
    let found = refused.found(view, title);
    Some(found.fix(format!("GOPROXY=direct {}", view.again())).fix(refused.curl()))
}
