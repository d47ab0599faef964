//! What the walk along GOPROXY says of itself: for the version, its go.mod and its zip.

use crate::{
    findings::{Line, StepVerdict, Words},
    go::cmd::{proxy_list::FallsThrough, walk::Next},
    stages::{stage::StepSeen, trial},
    trace::{EntryLeft, EntryMet, Met, Of as _, Told as _, Tried},
};

/// The words for a walk: what the last entry came to, and of several what each did.
pub(crate) fn walk(seen: &StepSeen<'_>) -> Words {
    let met: Vec<Line> =
        seen.events.iter().filter_map(|event| EntryMet::of(&event.fact)).map(line).collect();
    let met = if met.len() > 1 { met } else { Vec::new() };
    let tried = seen.events.iter().filter_map(|event| Tried::of(&event.fact)).map(trial::line);
    let lines = met.into_iter().chain(tried).collect();
    let words = match seen.events.iter().copied().told::<EntryMet>().last() {
        Some(met) => Words { aside: met.entry.clone(), ..said(met) },
        None => Words::new(StepVerdict::Skip, "not known"),
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
