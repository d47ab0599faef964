//! A stage as a value: what its folder gives to reports, to checks and to `explain`.

use crate::{
    findings::{Check, Group, Words, text::table::Table},
    trace::{Event, Fact, Step, Trace},
};

/// A stage of go's work, as its folder reads it.
pub(crate) struct Stage {
    /// What its facts say, those that say alone what there is to say of their step.
    pub(crate) fact: fn(&Fact, &StepSeen<'_>) -> Option<Words>,
    /// Its steps.
    pub(crate) steps: &'static [Telling],
    /// The checks of a lookup.
    pub(crate) checks: &'static [Group],
    /// The checks of what the stage reads, for a run that looked nothing up.
    pub(crate) alone: &'static [Check],
    /// go's texts.
    pub(crate) texts: &'static [Table],
}

impl Stage {
    /// A stage that tells nothing yet.
    pub(crate) const NONE: Self =
        Self { fact: |_, _| None, steps: &[], checks: &[], alone: &[], texts: &[] };
}

/// A step of a run, with its events.
pub(crate) struct StepSeen<'a> {
    /// The module path, or what was asked for.
    pub(crate) path: &'a str,
    pub(crate) events: &'a [&'a Event],
    pub(crate) trace: &'a Trace,
}

/// How a step is told.
pub(crate) struct Telling {
    pub(crate) step: Step,
    /// The words for its events; `None` where one fact says all.
    pub(crate) words: Option<fn(&StepSeen<'_>) -> Words>,
    /// Why go does without the step, by the events of its path; `None` where go did not come to it.
    pub(crate) skipped: fn(&[&Event]) -> Option<&'static str>,
}

impl Telling {
    /// A step of which one fact says all.
    pub(crate) const fn of(step: Step) -> Self {
        Self { step, words: None, skipped: |_| None }
    }

    /// The step, told of all its events by `words`.
    pub(crate) const fn by(self, words: fn(&StepSeen<'_>) -> Words) -> Self {
        Self { words: Some(words), ..self }
    }

    /// The step, with what is said where go does without it.
    pub(crate) const fn or(self, skipped: fn(&[&Event]) -> Option<&'static str>) -> Self {
        Self { skipped, ..self }
    }
}
