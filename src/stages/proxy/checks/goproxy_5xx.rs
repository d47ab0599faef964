//! A module proxy that fails.

use super::seen::refused;
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy failed: 500, 502, 503 or 504. Behind a comma go goes on only after 404 and 410, so the next entry of GOPROXY is not
    /// asked.
    ///
    /// `goproxy-unreachable-comma-no-fallback` is a proxy that gives no answer at all. `vanity-host-5xx` is the page of the import path. If
    /// the URL has `/sumdb/` in it, the checksum database is asked (`sumdb-proxy-endpoint-broken`).
    ///
    /// Wait and repeat, or tell the proxy's owner, with the words of its answer. `|` in place of the comma makes go ask the next entry
    /// after every failure.
    "goproxy-5xx", Error, quiet in "goproxy-500-bar"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view)?;
    let status = refused.status().filter(|code| (500..600).contains(code))?;
    let title = format!("{}, a proxy of GOPROXY, fails with {status}.", refused.met.entry);
    Some(refused.found(view, title).fix(refused.curl()))
}
