//! A record without a hash for what was downloaded.

use super::seen::{curl, refused};
use crate::{
    findings::{Found, check, view::View},
    trace::{Step, SumBy, SumOf, SumsAsked},
};

check! {
    /// The database has a record of the version, proved and signed, and in it is no `h1:` hash of what was downloaded: of its zip, or of its
    /// go.mod. Since 1.26 go refuses that; before, it took the download as if it had been checked.
    ///
    /// Another hash in the record is `sum-proxy-served-different-bits` or `sum-direct-differs-from-proxy`. No record at all is a lookup that
    /// failed (`private-module-sumdb-lookup`).
    ///
    /// Nothing on this machine cures it: records are never changed. Ask the operator of the database; for a module of your own, publish the
    /// next version, which gets a record of its own.
    "sumdb-record-incomplete", Error, quiet in "sumdb-proxy-other-bits"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sum = refused(view).filter(|sum| sum.by == SumBy::Database)?;
    let recorded = sum.database.as_ref()?;
    if recorded.hashes.iter().any(|hash| hash.starts_with("h1:")) {
        return None;
    }
    let what = match sum.of {
        SumOf::GoMod => "go.mod",
        SumOf::Zip => "zip",
    };
    let (name, named) = (&recorded.name, format!("{}@{}", sum.module, sum.version));
    let mut asked = view.trace.all::<SumsAsked>().map(|(_, asked)| asked);
    let asked = asked.find(|asked| asked.module == sum.module && asked.record.is_some())?;
    let record = asked.record.as_ref()?;
    let title = format!("The record of {named} in {name} has no hash of its {what}.");
    let found = Found::new(Step::Sum, title).seen(format!("{what} that came: {}", sum.computed));
    let found = record
        .lines
        .iter()
        .fold(found, |found, line| found.seen(format!("{name}, record {}: {line}", record.id)));
    let look = asked.asked.first().map(curl);
    let found = look.into_iter().fold(found, Found::fix);
    Some(found.not("GOSUMDB=off: all modules would go unchecked"))
}
