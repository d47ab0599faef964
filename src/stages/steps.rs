//! What each step says of itself.

use super::{
    STAGES,
    stage::{StepSeen, Telling},
};
use crate::{
    findings::{StepVerdict, Words},
    trace::{Event, Step},
};

/// What is said of a step that go did not come to.
pub(crate) const NOT_REACHED: &str = "not reached";

/// The words for a step with these events.
pub(crate) fn of(step: Step, seen: &StepSeen<'_>) -> Words {
    telling(step).and_then(|telling| telling.words).map_or_else(|| one(seen), |words| words(seen))
}

/// The words for a step that left no event, by those of its path.
pub(crate) fn skipped(step: Step, events: &[&Event]) -> Words {
    let says = telling(step).and_then(|telling| (telling.skipped)(events)).unwrap_or(NOT_REACHED);
    Words::new(StepVerdict::Skip, says)
}

/// The words for a step that leaves one fact.
fn one(seen: &StepSeen<'_>) -> Words {
    let words = |event: &&Event| STAGES.iter().find_map(|stage| (stage.fact)(&event.fact, seen));
    seen.events.iter().find_map(words).unwrap_or_default()
}

fn telling(step: Step) -> Option<&'static Telling> {
    STAGES.iter().flat_map(|stage| stage.steps).find(|telling| telling.step == step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_a_run_belongs_to_one_stage() {
        for step in Step::ALL {
            let told = STAGES.iter().flat_map(|stage| stage.steps).filter(|it| it.step == *step);
            assert_eq!(told.count(), usize::from(step.is_of_runs()), "{step:?}");
        }
    }

    #[test]
    fn stages_and_their_steps_are_in_gos_order() {
        let steps: Vec<Step> =
            STAGES.iter().flat_map(|stage| stage.steps).map(|it| it.step).collect();
        assert!(steps.is_sorted(), "{steps:?}");
    }
}
