//! A module proxy that fails where it passes the checksum database on.

use super::seen::{curl, failed_lookup, is_for_record, is_relayed, shown, way};
use crate::{
    findings::{Found, check, view::View},
    trace::{Step, SumRequest},
};

check! {
    /// The module proxy was asked whether it passes the checksum database on (`/sumdb/NAME/supported`), or for an answer of it, and failed.
    /// Only 404 and 410 make go ask the next entry or the database itself; 400, 403, 500 and 502 behind a comma end the download.
    ///
    /// The URL has `/sumdb/` in it and begins with the proxy's. Without it the database was asked directly (`sumdb-blocked`,
    /// `sumdb-third-party-outage`). A proxy that said 200 to `supported` is then asked for all of it: its later 404 or 500 is final.
    ///
    /// The proxy must answer 404 there if it passes nothing on. Until it does, name the URL of the database in GOSUMDB: go then asks it and
    /// no proxy.
    "sumdb-proxy-endpoint-broken", Error, quiet in "sumdb-not-behind-proxy"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (database, request) = unsupported(view).or_else(|| unanswered(view))?;
    let title = format!("The module proxy fails where it should pass on what {database} says.");
    let gosumdb = view.value("GOSUMDB").split_whitespace().next().unwrap_or(database);
    let found = Found::new(Step::Sum, title).seen(shown(request));
    let itself = view.record_asked(true);
    let found = match itself {
        Some(asked) => found.seen(match &asked.sums.error {
            Some(error) => format!("{database} itself: {}", error.replace("\n\t", " ")),
            None => format!("{database} itself has a record of it"),
        }),
        None => found,
    };
    let helps = itself.is_none_or(|asked| asked.sums.error.is_none());
    let cure = helps.then(|| view.set("GOSUMDB", &format!("{gosumdb} https://{database}")));
    Some(cure.into_iter().fold(found, Found::fix).fix(curl(request)))
}

/// The question whether the database is passed on, where that ends the search for the way.
fn unsupported<'a>(view: &View<'a>) -> Option<(&'a str, &'a SumRequest)> {
    let way = way(view).filter(|way| view.fails() && way.error.is_some())?;
    let asked = way.asked.iter().rev();
    let broken = |request: &&SumRequest| !matches!(request.status, Some(404 | 410));
    Some((&way.database, { asked }.find(broken)?))
}

/// A record or tile that the proxy does not pass on; that the database has no record is an answer of the database.
fn unanswered<'a>(view: &View<'a>) -> Option<(&'a str, &'a SumRequest)> {
    let (asked, request) = failed_lookup(view).filter(|_| is_relayed(view))?;
    let is_said = is_for_record(request) && matches!(request.status, Some(404 | 410));
    (!is_said).then_some((&asked.database, request))
}
