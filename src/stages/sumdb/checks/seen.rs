//! What the checks of sums look at: the sum on which go fails, who gave the bits, the request that failed.

use crate::{
    findings::{Found, view::View},
    go::std::net::url::host_of,
    shell::word,
    stages::sumdb::rows,
    trace::{
        EntryMet, Judged, Met, Refusal, Sought, SumCompared, SumOf, SumRecord, SumRequest,
        SumsAsked, WayBy, WaySought,
    },
};

/// The sum on which go fails.
pub(super) fn refused<'a>(view: &View<'a>) -> Option<&'a SumCompared> {
    let compared = view.trace.all::<SumCompared>().map(|(_, sum)| sum);
    compared.filter(|sum| view.fails() && sum.error.is_some()).last()
}

/// The sum of real bytes on which go fails, not that of an empty go.mod.
pub(super) fn differing<'a>(view: &View<'a>) -> Option<&'a SumCompared> {
    refused(view).filter(|sum| !is_of_nothing(sum))
}

/// Whether the sum is that of a go.mod without a byte.
pub(super) fn is_of_nothing(sum: &SumCompared) -> bool {
    sum.of == SumOf::GoMod && sum.computed == "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="
}

/// The entry of GOPROXY that gave what the sum is of.
pub(super) fn giver<'a>(view: &View<'a>, sum: &SumCompared) -> Option<&'a str> {
    let sought = match sum.of {
        SumOf::GoMod => Sought::GoMod,
        SumOf::Zip => Sought::Zip,
    };
    let gave = |met: &EntryMet| {
        let has = matches!(met.met, Met::Found { .. } | Met::Failed { .. });
        has && met.asked.sought == sought && met.asked.query == sum.version
    };
    // Behind a `|` another entry may have given the right ones.
    let refused = |met: &&EntryMet| match (&met.met, &sum.error) {
        (Met::Failed { error: told }, Some(why)) => told.contains(why),
        _ => false,
    };
    let met = view.trace.all::<EntryMet>();
    let own = met.filter(|(event, met)| event.path.as_deref() == Some(&sum.module) && gave(met));
    let own: Vec<&EntryMet> = own.map(|(_, met)| met).collect();
    let met = own.iter().copied().rfind(refused).or_else(|| own.last().copied());
    met.map(|met| met.entry.as_str())
}

/// The sum that the database has, where it is another one.
pub(super) fn other(sum: &SumCompared) -> Option<(&str, &str)> {
    let recorded = sum.database.as_ref()?;
    let hash = recorded.hashes.iter().find(|hash| hash.starts_with("h1:"))?;
    (*hash != sum.computed).then_some((&recorded.name, hash))
}

/// The finding with the sums one under the other, the odd one marked.
pub(super) fn side_by_side(found: Found, view: &View<'_>, sum: &SumCompared) -> Found {
    let rows = rows::of(sum, view.trace);
    let widest = rows.iter().map(|row| row.place.chars().count()).max().unwrap_or(0) + 1;
    rows.iter().fold(found, |found, row| {
        let differs = if row.differs { "  differs" } else { "" };
        found.seen(format!("{:widest$} {}{differs}", format!("{}:", row.place), row.hash))
    })
}

/// A lookup on which go fails, and the request that made it fail, which may be an earlier lookup's: one that failed, or one
/// for a record that was answered with something else.
pub(super) fn failed_lookup<'a>(view: &View<'a>) -> Option<(&'a SumsAsked, &'a SumRequest)> {
    let asked = failed(view)?;
    let error = asked.error.as_deref()?;
    let failing =
        |request: &&SumRequest| request.error.as_deref().is_some_and(|text| error.contains(text));
    let mut all = view.trace.all::<SumsAsked>().flat_map(|(_, asked)| &asked.asked);
    let is_unread = |request: &&SumRequest| {
        asked.record.is_none() && request.status == Some(200) && is_for_record(request)
    };
    let unread = || last_request(asked).filter(is_unread);
    Some((asked, all.find(failing).or_else(unread)?))
}

/// A lookup on which go fails though all that it asked for came, with the record that is not proved.
pub(super) fn unproved<'a>(view: &View<'a>) -> Option<(&'a SumsAsked, &'a SumRecord)> {
    let asked = failed(view).filter(|_| failed_lookup(view).is_none())?;
    Some((asked, asked.record.as_ref()?))
}

/// A lookup that the database answers with 404 or 410, and says that it may not read the repository, or finds none.
pub(super) fn closed_lookup<'a>(view: &View<'a>) -> Option<(&'a SumsAsked, &'a SumRequest)> {
    failed_lookup(view).filter(|(_, request)| {
        matches!(request.status, Some(404 | 410)) && is_for_record(request) && request.closed
    })
}

/// The chain without a trusted root that the host of `request` showed, where that is why it has no answer.
pub(super) fn distrusted<'a>(view: &View<'a>, request: &SumRequest) -> Option<&'a Judged> {
    let url = request.url.without_login();
    let host = host_of(url.split("://").nth(1)?.split('/').next()?);
    let untrusted = |judged: &&Judged| {
        let why = judged.why.as_ref();
        why.is_some_and(|why| matches!(why, Refusal::UnknownAuthority { .. } | Refusal::NoRoots))
    };
    let all = view.trace.all::<Judged>().map(|(_, judged)| judged);
    all.filter(untrusted).find(|judged| judged.host == host && request.status.is_none())
}

/// The last request of a lookup for a record.
pub(super) fn last_request(asked: &SumsAsked) -> Option<&SumRequest> {
    asked.asked.iter().rfind(|request| is_for_record(request))
}

/// A lookup on which go fails.
pub(super) fn failed<'a>(view: &View<'a>) -> Option<&'a SumsAsked> {
    let all = view.trace.all::<SumsAsked>().map(|(_, asked)| asked);
    all.filter(|asked| view.fails() && asked.error.is_some()).last()
}

/// The way to the database.
pub(super) fn way<'a>(view: &View<'a>) -> Option<&'a WaySought> {
    view.trace.first()
}

/// Whether a module proxy passes the database on.
pub(super) fn is_relayed(view: &View<'_>) -> bool {
    way(view).is_some_and(|way| way.by == Some(WayBy::Proxy))
}

/// Whether the request is for a record, not for a tile.
pub(super) fn is_for_record(request: &SumRequest) -> bool {
    request.url.expose().contains("/lookup/")
}

/// The request and what came of it, for the evidence.
pub(super) fn shown(request: &SumRequest) -> String {
    let error = request.error.as_ref().map(|error| error.replace("\n\t", " "));
    error.unwrap_or_else(|| format!("{}: 200 OK, and what came is no record", request.url))
}

/// The command that makes the request by hand.
pub(super) fn curl(request: &SumRequest) -> String {
    format!("curl -sS -i {}", word(&request.url.without_login()))
}

/// The entry of GOPROXY that gave a module's file at last.
pub(super) fn giver_of<'a>(view: &View<'a>, module: &str) -> Option<&'a str> {
    let sum = view.trace.all::<SumCompared>().map(|(_, sum)| sum);
    giver(view, sum.filter(|sum| sum.module == module).last()?)
}
