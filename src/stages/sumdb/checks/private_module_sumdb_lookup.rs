//! A module that the checksum database cannot fetch.

use super::seen::{closed_lookup, giver_of, shown};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The checksum database was asked about a module that it cannot fetch: its answer says that it would need a login, or finds no
    /// repository, while the module came here. The module is private; the database learned its name, and go refuses what cannot be checked.
    ///
    /// A version that the database has not seen yet is told by `unknown revision` in its answer (`proxy-negative-cache-new-tag`). Where the
    /// repository was public and is gone, it is `upstream-repo-deleted-still-in-proxy`. A database that refuses everything is
    /// `sumdb-blocked`.
    ///
    /// Name the module in GOPRIVATE, or, where it comes from a module proxy of your own, in GONOSUMDB alone. GONOPROXY keeps go from asking
    /// a proxy only, and GOSUMDB=off would leave all public modules unchecked.
    "private-module-sumdb-lookup", Error, quiet in "sumdb-blocked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = closed_lookup(view)?;
    let (module, database) = (&asked.module, &asked.database);
    let from = giver_of(view, module);
    // What the public proxy has was public once.
    if from == Some("https://proxy.golang.org") {
        return None;
    }
    let list = if from == Some("direct") { "GOPRIVATE" } else { "GONOSUMDB" };
    let title = format!("{database} cannot fetch {module}: the module is private to it.");
    Some(
        Found::new(Step::Sum, title)
            .seen(shown(request))
            .seen(format!("here it came from {}", from.unwrap_or("GOPROXY")))
            .fix(view.add_to(list, module))
            .not("GOSUMDB=off: all public modules would go unchecked"),
    )
}
