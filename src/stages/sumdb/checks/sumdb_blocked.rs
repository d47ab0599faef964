//! A database that refuses to be asked, or cannot be reached.

use super::seen::{curl, distrusted, failed_lookup, is_relayed, shown, way};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The checksum database cannot be asked from here: no answer came, something on the way refuses with 401, 403 or 451, or answers with a
    /// page of its own in the place of a record. Modules came, their check did not.
    ///
    /// If the proxy in use passes the database on, go never contacts it itself (`sumdb-unreachable-proxy-lacks-sumdb`,
    /// `sumdb-proxy-endpoint-broken`). A certificate of a filter is `tls-mitm-sumdb-only`. For a private module the question itself is wrong:
    /// `private-module-sumdb-lookup`.
    ///
    /// Ask the public database under its other name, which go verifies with the same built-in key, or through a proxy that passes it on.
    /// GOSUMDB=off would leave all modules unchecked.
    "sumdb-blocked", Error, quiet in "sumdb-410"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = failed_lookup(view).filter(|_| !is_relayed(view))?;
    let no_proxy = way(view).is_none_or(|way| way.asked.is_empty());
    let blocked = match request.status {
        // A page in the place of a record.
        Some(status) => matches!(status, 200 | 401 | 403 | 451),
        None => no_proxy && distrusted(view, request).is_none(),
    };
    if !blocked {
        return None;
    }
    let title = format!("{} cannot be asked from here.", asked.database);
    let found = Found::new(Step::Sum, title).seen(shown(request)).fix(curl(request));
    let found = if asked.database == "sum.golang.org" {
        found.fix(view.set("GOSUMDB", "sum.golang.google.cn"))
    } else {
        found.fix(view.again())
    };
    Some(found.not("GOSUMDB=off: all modules would go unchecked"))
}
