//! A module proxy that is asked too often.

use super::seen::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy answered 429: this address has asked too often. Offices and CI share one address, and each build with an empty cache
    /// asks for all modules again. Behind a comma go stops at a 429.
    ///
    /// `vanity-host-rate-limited` says the same of the import path's host. A 403 with words about a quota does not pass by waiting
    /// (`goproxy-403-policy-block`).
    ///
    /// Wait as long as `Retry-After` says; then keep the module cache between builds, or put a proxy of your own in between.
    "goproxy-rate-limited", Error, quiet in "goproxy-403-comma"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|refused| refused.status() == Some(429))?;
    let title = format!("{} limits how often it is asked from here.", refused.met.entry);
    let found = refused.found(view, title);
    Some(match refused.header("retry-after") {
        Some(after) => found.seen(format!("Retry-After: {after}")).fix(refused.curl()),
        None => found.fix(refused.curl()),
    })
}
