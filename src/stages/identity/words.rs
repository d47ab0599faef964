//! What the walk along GOPROXY says of itself: for the version, its go.mod and its zip.

use crate::{
    findings::{Line, StepVerdict, Words},
    go::cmd::{proxy_list::FallsThrough, walk::Next},
    stages::{stage::StepSeen, trial},
    trace::{CacheRead, EntryLeft, EntryMet, Met, Told as _},
};

/// The words for a walk: what the last entry came to, and of several what each did.
pub(crate) fn walk(seen: &StepSeen<'_>) -> Words {
    let told = || seen.events.iter().copied();
    let met: Vec<Line> = told().told::<EntryMet>().map(line).collect();
    let met = if met.len() > 1 { met } else { Vec::new() };
    let tried = told().told().map(trial::line);
    let lines = told().told::<CacheRead>().map(cached).chain(met).chain(tried).collect();
    let believed = told().told::<CacheRead>().filter(|read| read.refused.is_none()).last();
    let words = match (told().told::<EntryMet>().last(), believed) {
        (Some(met), _) => Words { aside: met.entry.clone(), ..said(met) },
        (None, Some(read)) => {
            Words { aside: CACHE.to_owned(), ..Words::new(StepVerdict::Pass, &read.version) }
        }
        (None, None) => Words::new(StepVerdict::Skip, "not known"),
    };
    Words { lines, ..words }
}

fn said(met: &EntryMet) -> Words {
    match &met.met {
        Met::Found { version } => Words::new(StepVerdict::Pass, version),
        Met::NotFound { error } | Met::Failed { error } => Words::new(StepVerdict::Fail, error),
        Met::Skipped { error } => Words::new(StepVerdict::Skip, error),
        Met::Stopped { why } => {
            Words::new(StepVerdict::Skip, format!("cannot be known without {why}"))
        }
    }
}

/// Something in the module cache, and whether go believes it.
pub(crate) fn cached(read: &CacheRead) -> Line {
    let aside = read.refused.as_ref().map_or_else(
        || "believed, nobody is asked for it".to_owned(),
        |why| format!("not used: {why}"),
    );
    Line { label: CACHE.into(), text: read.file.clone(), aside, micros: None }
}

/// What the module cache is called on the screen.
const CACHE: &str = "module cache";

fn line(met: &EntryMet) -> Line {
    let text = format!("{}: {}", met.entry, said(met).says);
    Line { label: "entry".into(), text, aside: met.asked.query.clone(), micros: None }
}

/// Why go goes on behind an entry, or stops there.
pub(crate) fn next(left: &EntryLeft) -> &'static str {
    match (left.next, left.falls_through) {
        (Next::Answered, _) => "answers",
        (Next::Entry, FallsThrough::Any) => "next, because of \"|\"",
        (Next::Entry, FallsThrough::NotFound) => "next: not found, and \",\" goes on after that",
        (Next::End, _) => "the last entry",
        (Next::Stop, _) => "stops: \",\" goes on only where there is no such module",
    }
}
