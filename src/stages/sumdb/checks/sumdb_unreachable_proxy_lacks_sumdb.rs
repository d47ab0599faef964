//! A database that is out of reach, while no proxy passes it on.

use super::seen::{curl, distrusted, failed_lookup, is_relayed, shown, way};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The module came from a proxy that does not pass the checksum database on, so go asked the database itself, and no answer came from
    /// there: this network does not let it. Where direct connections are blocked, the proxy has to carry both.
    ///
    /// `supported` at the proxy tells: 404 or 410 is this; 200 means that it does pass the database on; another status is
    /// `sumdb-proxy-endpoint-broken`. An answer that refuses is `sumdb-blocked`.
    ///
    /// Nothing on this machine cures it: ask whoever runs the module proxy to pass `/sumdb/` on, or whoever runs the network for a way to
    /// the database. An HTTP proxy that leads there is named in `HTTPS_PROXY`.
    "sumdb-unreachable-proxy-lacks-sumdb", Error, quiet in "sumdb-blocked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = failed_lookup(view).filter(|_| !is_relayed(view))?;
    let is_silent = request.status.is_none() && distrusted(view, request).is_none();
    let way = way(view).filter(|_| is_silent)?;
    let lacking = way.asked.first()?;
    let title = format!("{} is out of reach, and no proxy passes it on.", asked.database);
    Some(
        Found::new(Step::Sum, title)
            .seen(shown(lacking))
            .seen(shown(request))
            .fix(curl(request))
            .not("GOSUMDB=off: all modules would go unchecked"),
    )
}
