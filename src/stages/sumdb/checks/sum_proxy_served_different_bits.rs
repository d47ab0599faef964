//! A module proxy that serves other bytes than the database has recorded.

use super::seen::{differing, giver, other, side_by_side};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// The module proxy sent bytes whose hash is not the one that the checksum database has. The proxy holds another copy: of a tag before
    /// or after it was moved, packed by itself, or damaged.
    ///
    /// Fetch the same version from the default proxy and from the origin, and compare the hashes: two that agree name the odd one. If the
    /// origin is odd, the tag was moved (`sum-tag-moved`); if the proxy is one of a third party, see
    /// `sum-third-party-proxy-served-different-bits`.
    ///
    /// Clear that version in the proxy, and fetch it meanwhile from another one.
    "sum-proxy-served-different-bits", Error, quiet in "gosum-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = differing(view)?;
    let (database, _) = other(sum)?;
    let from = giver(view, sum).filter(|entry| *entry != "direct")?;
    let named = format!("{}@{}", sum.module, sum.version);
    let title = format!("{from} serves other bytes for {named} than {database} has recorded.");
    let found = side_by_side(Found::new(Step::Sum, title), view, sum);
    Some(
        found
            .fix("go clean -modcache")
            .fix(format!("GOPROXY=direct go mod download {}", word(&named)))
            .not("GOSUMDB=off: the bytes would be taken unchecked, for this module and all others"),
    )
}
