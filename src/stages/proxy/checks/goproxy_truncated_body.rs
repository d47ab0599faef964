//! An answer of a module proxy that broke off.

use super::seen::refused;
use crate::{
    findings::{Found, check, view::View},
    trace::{Fault, ProxyAnswer},
};

check! {
    /// The proxy's answer ended before its announced length. The proxy, a cache before it, or a limit on long answers cut it off. go keeps
    /// nothing of it.
    ///
    /// A connection that is reset is `net-connection-reset-nat-or-mtu`. Bytes that are all there and no archive are `goproxy-zip-not-a-zip`.
    /// If it is always the same module and length, the cache holds a cut copy; if it changes, the connection breaks.
    ///
    /// Fetch the file by hand and compare its length with the one announced, then have that entry of the cache cleared.
    "goproxy-truncated-body", Error, quiet in "goproxy-zip-page"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view)?;
    let ProxyAnswer::Broken { .. } = &refused.asked.answer else { return None };
    let body = refused.exchange?.body.filter(|body| body.fault != Some(Fault::Gzip))?;
    let (entry, endpoint) = (&refused.met.entry, &refused.asked.endpoint);
    let title = format!("The answer of {entry} for {endpoint} breaks off.");
    let announced = refused.header("content-length").unwrap_or("no length");
    let found = refused.found(view, title);
    let found = found.seen(format!("{} bytes came; announced: {announced}", body.bytes));
    Some(found.fix(format!("{} -o /dev/null", refused.curl().replace(" -i", " -v"))))
}
