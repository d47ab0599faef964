//! What each step says of itself.

use super::{
    discovery::words::{root, suffix, table, tag, verify},
    discovery::words_page,
    package::words::package,
    path::words::{argument, routed},
    wire::words,
};
use crate::{
    findings::{Verdict, Words},
    trace::{By, Conclusion, Event, Fact, Step, Trace},
};

/// What is said of a step that go did not come to.
pub(crate) const NOT_REACHED: &str = "not reached";

/// The words for a step with these events, of `path`.
pub(crate) fn of(step: Step, path: &str, events: &[&Event], trace: &Trace) -> Words {
    match step {
        Step::Fetch => words::words(events, trace),
        Step::Verify => verify(events, trace),
        Step::Meta => words_page::words(events),
        Step::VcsSuffix => suffix(events),
        _ => events.iter().find_map(|event| one(&event.fact, path, trace)).unwrap_or_default(),
    }
}

/// The words for a step that left no event.
pub(crate) fn skipped(step: Step, events: &[&Event]) -> Words {
    let reached = |wanted: Step| events.iter().any(|event| event.step == wanted);
    let ended = concluded(events);
    let says = match (step, ended) {
        (Step::Verify, Some(_)) if reached(Step::Validate) => "the path is the prefix itself",
        (Step::Govcs, Some(Conclusion::Found { .. })) => "not asked for a module proxy",
        (
            Step::VcsSuffix
            | Step::Fetch
            | Step::Meta
            | Step::Match
            | Step::Verify
            | Step::Validate,
            Some(_),
        ) if decided_without_page(events) => "not needed",
        _ => NOT_REACHED,
    };
    Words { verdict: Some(Verdict::Skip), says: says.to_owned(), ..Words::default() }
}

/// Whether the table or the suffix gave the root, so that no page was needed.
fn decided_without_page(events: &[&Event]) -> bool {
    matches!(concluded(events), Some(Conclusion::Found { root }) if root.by != By::Meta)
}

fn concluded<'a>(events: &[&'a Event]) -> Option<&'a Conclusion> {
    events.iter().find_map(|event| match &event.fact {
        Fact::Concluded { conclusion } => Some(conclusion),
        _ => None,
    })
}

/// The words for the steps that leave one fact.
fn one(fact: &Fact, path: &str, trace: &Trace) -> Option<Words> {
    Some(match fact {
        Fact::Settings { error, .. } => Words::judged(error.as_ref(), "read"),
        Fact::ArgumentRead(read) => argument(read),
        Fact::PathChecked { error } => Words::judged(error.as_ref(), "valid module path"),
        Fact::Routed { route, error } => routed(route.as_ref(), error.as_ref(), trace),
        Fact::TableLooked { row, root, error } => {
            table(row.as_ref(), root.as_ref(), error.as_ref(), path)
        }
        Fact::Matched { import, error, .. } => {
            let tag = import.as_ref().map(tag).unwrap_or_default();
            Words::judged(error.as_ref(), format!("go-import {tag}"))
        }
        Fact::Validated { error } => {
            Words::judged(error.as_ref(), "repo root, VCS and subdirectory may stand")
        }
        Fact::GovcsJudged { vcs, private, rule, error, .. } => {
            let side = if *private { "private" } else { "public" };
            let rule = rule.as_ref().map(|rule| format!("GOVCS {rule}")).unwrap_or_default();
            let words =
                Words::judged(error.as_ref(), format!("{vcs} is allowed for this {side} path"));
            Words { aside: rule, ..words }
        }
        Fact::PackageSought(sought) => package(sought),
        Fact::Concluded { conclusion } => root(conclusion),
        _ => return None,
    })
}
