//! An answer of a module proxy whose encoding is not what it says.

use super::seen::{Refused, refused};
use crate::{
    findings::{Found, check, view::View},
    trace::Fault,
};

check! {
    /// The proxy's answer says that it is compressed and is not, or is compressed and does not say so. Caches and web servers in front of a
    /// proxy do that when they keep one form and serve the other.
    ///
    /// A body that ends early is `goproxy-truncated-body`; a body that is readable and is no answer of the protocol is
    /// `goproxy-answers-non-protocol-body`. Ask with and without compression, and compare the header with the first two bytes (`1f 8b` is
    /// gzip).
    ///
    /// Have that cache cleared, and let it keep both forms apart (`Vary: Accept-Encoding`), or hand the bytes on untouched.
    "goproxy-corrupt-encoding", Error, quiet in "goproxy-info-broken"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view)?;
    let what = wrong(&refused)?;
    let (entry, endpoint) = (&refused.met.entry, &refused.asked.endpoint);
    let title = format!("The answer of {entry} for {endpoint} {what}.");
    let encoding = refused.header("content-encoding").unwrap_or("none");
    let found = refused.found(view, title).seen(format!("Content-Encoding: {encoding}"));
    let curl = refused.curl().replace(" -i", " -D - -H 'Accept-Encoding: gzip'");
    Some(found.fix(format!("{curl} | head -c 600 | od -c | head -40")))
}

fn wrong(refused: &Refused<'_>) -> Option<&'static str> {
    let body = refused.exchange?.body?;
    if body.fault == Some(Fault::Gzip) {
        return Some("is said to be compressed, and is not");
    }
    let packed = refused.is_body() && refused.page().starts_with(&[0x1f, 0x8b]);
    packed.then_some("is compressed, and does not say so")
}
