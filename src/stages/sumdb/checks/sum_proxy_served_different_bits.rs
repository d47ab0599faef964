//! A module proxy that serves other bytes than the checksum database or go.sum has recorded.

use super::{
    odd::{Odd, is_open, odd},
    seen::{differing, giver, other, side_by_side},
};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// The module proxy sent bytes whose hash is not the one that the checksum database or go.sum has, and somebody else has the recorded
    /// ones. The proxy holds another copy: of a tag before or after it was moved, packed by itself, or damaged.
    ///
    /// The same version is asked of the other entries of GOPROXY: one that agrees with the record shows that the proxy is odd. If the
    /// repository has the proxy's bytes, the tag was moved (`sum-tag-moved`), or the database is odd (`sumdb-differs-from-all`). If nobody
    /// else may be asked, this says no more than that the proxy and the database differ.
    ///
    /// Clear that version in the proxy, and fetch it meanwhile from another one. Ask the proxy's operator to do so.
    "sum-proxy-served-different-bits", Error, quiet in "sumdb-of-mirror"
}

const NOT: &str = "GOSUMDB=off: the bytes would be taken unchecked, for this module and all others";

fn find(view: &View<'_>) -> Option<Found> {
    let Some(seen) = odd(view, Odd::Proxy) else { return unsettled(view) };
    let (named, believed) = (seen.named(), seen.believed());
    let title = format!("{} serves other bytes for {named} than {believed} has.", seen.giver);
    let found = seen.found(view, title);
    Some(seen.taken_from_holder(view).into_iter().fold(found, Found::fix).not(NOT))
}

/// The proxy and the database differ, and nobody else is known to have either.
fn unsettled(view: &View<'_>) -> Option<Found> {
    let sum = differing(view).filter(|_| is_open(view))?;
    let (database, _) = other(sum)?;
    let from = giver(view, sum).filter(|entry| *entry != "direct")?;
    let named = format!("{}@{}", sum.module, sum.version);
    let title = format!("{from} serves other bytes for {named} than {database} has recorded.");
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    Some(found.fix(format!("goget-doctor resolve --direct {}", word(&named))).not(NOT))
}
