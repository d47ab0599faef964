//! What each step says of itself.

use super::{
    discovery::{
        words::{one as of_discovery, suffix, verify},
        words_page,
    },
    package::words::package as of_package,
    path::words::words as of_path,
    proxy::words::questions,
    wire::words,
};
use crate::{
    findings::{StepVerdict, Words},
    trace::{By, Concluded, Conclusion, Event, Fact, Step, Told as _, Trace, package, settings},
};

/// What is said of a step that go did not come to.
pub(crate) const NOT_REACHED: &str = "not reached";

/// The words for a step with these events, of `path`.
pub(crate) fn of(step: Step, path: &str, events: &[&Event], trace: &Trace) -> Words {
    match step {
        Step::Fetch => words::words(events, trace),
        Step::Verify => verify(events, trace),
        Step::Proxy => questions(events, trace),
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
    Words { verdict: Some(StepVerdict::Skip), says: says.to_owned(), ..Words::default() }
}

/// Whether the table or the suffix gave the root, so that no page was needed.
fn decided_without_page(events: &[&Event]) -> bool {
    matches!(concluded(events), Some(Conclusion::Found { root }) if root.by != By::Meta)
}

fn concluded<'a>(events: &[&'a Event]) -> Option<&'a Conclusion> {
    events.iter().copied().told::<Concluded>().next().map(|concluded| &concluded.conclusion)
}

/// The words for the steps that leave one fact.
fn one(fact: &Fact, path: &str, trace: &Trace) -> Option<Words> {
    Some(match fact {
        Fact::Settings(settings::Fact::Settings(read)) => {
            Words::judged(read.error.as_ref(), "read")
        }
        Fact::Path(fact) => of_path(fact, trace),
        Fact::Discovery(fact) => return of_discovery(fact, path),
        Fact::Package(package::Fact::PackageSought(sought)) => of_package(sought),
        _ => return None,
    })
}
