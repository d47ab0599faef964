//! Why go does without a step of discovery.

use crate::trace::{By, Concluded, Conclusion, Event, Step, Told as _};

/// Steps towards a page and its tag, where the table or the suffix gives the root.
pub(crate) fn page(events: &[&Event]) -> Option<&'static str> {
    match concluded(events)? {
        Conclusion::Found { root } if root.by != By::Meta => Some("not needed"),
        _ => None,
    }
}

/// The page of the prefix.
pub(crate) fn verify(events: &[&Event]) -> Option<&'static str> {
    let validated = events.iter().any(|event| event.step == Step::Validate);
    let own = (validated && concluded(events).is_some()).then_some("the path is the prefix itself");
    own.or_else(|| page(events))
}

/// GOVCS, which go asks in direct mode.
pub(crate) fn govcs(events: &[&Event]) -> Option<&'static str> {
    let found = matches!(concluded(events)?, Conclusion::Found { .. });
    found.then_some("not asked for a module proxy")
}

fn concluded<'a>(events: &[&'a Event]) -> Option<&'a Conclusion> {
    events.iter().copied().told::<Concluded>().next().map(|concluded| &concluded.conclusion)
}
