//! A record that the database's own log does not prove.

use super::seen::{curl, last_request, unproved};
use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The database's answers are signed and do not fit each other: the record is not the one in the log, a tile is not what the head says, or
    /// two heads belong to two logs. Whoever answers shows some people other records than others, or mixes old and new answers; a cache in
    /// front of the database that keeps tiles or lookups apart for long does so as well.
    ///
    /// Without a signature that holds it is `sumdb-wrong-key`. A tile or record that does not come at all is `sumdb-proxy-endpoint-broken` or
    /// `sumdb-third-party-outage`. Where an earlier run left a head that does not fit, it is `sumdb-local-state-corrupt`.
    ///
    /// Nothing on this machine cures it. Ask from another network or without the proxy in between; if the answers still do not fit, tell the
    /// operator of the database and keep go's text, which is the proof. To turn the check off would take what nobody vouches for.
    "sumdb-answer-unproved", Error, quiet in "sumdb-other-key"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (asked, record) = unproved(view).filter(|(_, record)| record.head.is_some())?;
    if asked.known.is_some() {
        return None;
    }
    let database = &asked.database;
    let title = if asked.misbehaves {
        format!("{database} shows two logs, and neither is part of the other.")
    } else {
        format!("{database} does not prove its record of {}@{}.", asked.module, asked.version)
    };
    let request = last_request(asked)?;
    let found = Found::new(Step::Sum, title).seen(format!("record {}: {}", record.id, request.url));
    let heads = [("the head with it", &record.head), ("the newest head so far", &asked.head)];
    let found = heads.into_iter().fold(found, |found, (name, head)| match head {
        Some(head) => found.seen(format!("{name}: {} records, {}", head.size, head.hash)),
        None => found,
    });
    let why = asked.error.as_deref().filter(|_| !asked.misbehaves).unwrap_or_default();
    let found = why.lines().next().map(str::to_owned).into_iter().fold(found, Found::seen);
    Some(found.fix(curl(request)).not("GOSUMDB=off: all modules would go unchecked"))
}
