//! A checksum database that alone has other bytes.

use super::odd::{Odd, odd};
use crate::findings::{Found, check, view::View};

check! {
    /// The checksum database that GOSUMDB names has another hash for the version than everybody who serves it: the module proxy and the
    /// repository itself agree. It is the database of a mirror, which recorded what that mirror once had.
    ///
    /// If the public database says so, the tag was moved before the proxy fetched it (`sum-tag-moved`). If another proxy or the repository
    /// has the database's hash, the proxy in use is odd (`sum-proxy-served-different-bits`).
    ///
    /// Take the public database, or tell who runs this one: a record cannot be changed, so that the version needs a new number there.
    "sumdb-differs-from-all", Error, quiet in "sumdb-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let seen = odd(view, Odd::Database)?;
    let database = seen.database()?;
    let title = format!("{database} alone has other bytes for {}.", seen.named());
    let found = seen.found(view, title).fix(view.unset("GOSUMDB"));
    Some(found.not("GOSUMDB=off: all modules would go unchecked"))
}
