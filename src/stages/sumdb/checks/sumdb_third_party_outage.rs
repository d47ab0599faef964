//! A checksum database that fails.

use super::seen::{curl, failed_lookup, is_relayed, shown};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The checksum database failed with a 5xx. The module itself came, and cannot be checked now. Lines that are in go.sum need no
    /// database: only new modules are affected.
    ///
    /// A URL with `/sumdb/` in it is the proxy's relay (`sumdb-proxy-endpoint-broken`). No answer at all is `sumdb-blocked`. Ask from another
    /// network: an outage is the same everywhere.
    ///
    /// Wait and repeat. The public database has a second name, which go verifies with the same key: `GOSUMDB=sum.golang.google.cn`.
    "sumdb-third-party-outage", Error, quiet in "sumdb-blocked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, request) = failed_lookup(view).filter(|_| !is_relayed(view))?;
    let status = request.status.filter(|status| *status >= 500)?;
    let title =
        format!("{} fails with {status}: the module came, and cannot be checked.", asked.database);
    let found = Found::new(Step::Sum, title).seen(shown(request)).fix(curl(request));
    let again = format!("GOSUMDB=sum.golang.google.cn go mod download {}", asked.module);
    Some(if asked.database == "sum.golang.org" {
        found.fix(again)
    } else {
        found.fix(view.again())
    })
}
