//! What each step saw, in words: one report for each step of each module path.

use std::{borrow::Cow, ops::RangeInclusive};

use crate::{
    findings::{StepVerdict, words::Words},
    stages::{
        stage::StepSeen,
        steps,
        wire::{words, words_chain},
    },
    trace::{
        ArgumentRead, Blob, BodyRead, Chain, CommandEnded, Event, Judged, Of as _, Shown, Step,
        Told as _, Trace, wire,
    },
};

use super::{Data, StepReport, Wants};

/// The steps of the whole run under `path`, then those of each candidate.
pub(super) fn of(trace: &Trace, path: &str, wants: Wants) -> Vec<StepReport> {
    let mut steps: Vec<_> = [Step::Settings, Step::Path]
        .iter()
        .filter_map(|step| whole_run(trace, *step, path, wants))
        .collect();
    for candidate in candidates(trace) {
        let own = |event: &&Event| event.path.as_deref() == Some(candidate);
        let events: Vec<&Event> = trace.events.iter().filter(own).collect();
        let found = trace.first::<CommandEnded>().is_none() || events.iter().any(is_of_discovery);
        let shown = Step::ALL.iter().filter(|step| is_shown(**step, &events));
        let shown = shown.filter(|step| found || !DISCOVERY.contains(step));
        steps.extend(shown.map(|step| lookup(trace, *step, candidate, &events, wants)));
    }
    steps
}

/// The steps of discovery, to which go comes only where it asks directly.
const DISCOVERY: RangeInclusive<Step> = Step::StaticTable..=Step::Root;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as an iterator gives it")]
fn is_of_discovery(event: &&Event) -> bool {
    DISCOVERY.contains(&event.step)
}

/// Whether the lookup with these events has a report of `step`.
fn is_shown(step: Step, events: &[&Event]) -> bool {
    match step.shown() {
        Shown::Lookup => true,
        Shown::Reached => events.iter().any(|event| event.step == step),
        Shown::Run | Shown::Logs => false,
    }
}

fn candidates(trace: &Trace) -> Vec<&str> {
    let mut paths: Vec<&str> = Vec::new();
    for path in trace.events.iter().filter_map(|event| event.path.as_deref()) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}

fn whole_run(trace: &Trace, step: Step, path: &str, wants: Wants) -> Option<StepReport> {
    let own = |event: &&Event| event.path.is_none() && event.step == step;
    let events: Vec<&Event> = trace.events.iter().filter(own).collect();
    if events.is_empty() || (step == Step::Path && is_plain_lookup(&events)) {
        return None;
    }
    let words = steps::of(step, &StepSeen { path, events: &events, trace });
    Some(report(step, path, &events, words, wants))
}

/// Where the argument simply is a path to look up, its candidates say all there is to say.
fn is_plain_lookup(events: &[&Event]) -> bool {
    let plain = |read: &ArgumentRead| read.error.is_none() && read.missing.is_none();
    events.iter().copied().told().any(|read| plain(read) && !read.standard)
}

fn lookup(trace: &Trace, step: Step, path: &str, events: &[&Event], wants: Wants) -> StepReport {
    let own: Vec<&Event> = events.iter().copied().filter(|event| event.step == step).collect();
    let words = if own.is_empty() {
        steps::skipped(step, events)
    } else {
        steps::of(step, &StepSeen { path, events: &own, trace })
    };
    report(step, path, &own, words, wants)
}

fn report(step: Step, path: &str, events: &[&Event], words: Words, wants: Wants) -> StepReport {
    let Words { verdict, says, aside, lines } = words;
    StepReport {
        step,
        path: path.to_owned(),
        verdict: verdict.unwrap_or(StepVerdict::Skip),
        says,
        aside,
        micros: words::micros(events),
        lines,
        data: if wants.data { data(events) } else { Data::default() },
    }
}

fn data(events: &[&Event]) -> Data {
    Data::of(events.iter().map(|event| (slim(event), words_chain::described(event))))
}

/// The event without the bytes of pages and certificates, which stay in the trace.
fn slim(event: &Event) -> Cow<'_, Event> {
    let fact = match wire::Fact::of(&event.fact) {
        Some(wire::Fact::BodyRead(body)) => {
            let (page, error) = (Blob::default(), body.error.clone());
            BodyRead { error, page, fault: body.fault.clone(), ..*body }.into()
        }
        Some(wire::Fact::Judged(judged)) => {
            Judged { chain: Chain::default(), ..judged.clone() }.into()
        }
        _ => return Cow::Borrowed(event),
    };
    Cow::Owned(Event { path: None, fact, ..*event })
}
