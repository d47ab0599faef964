//! What the settings say of themselves.

use crate::{
    findings::Words,
    stages::stage::StepSeen,
    trace::{Fact, Of as _, Settings},
};

pub(crate) fn one(fact: &Fact, _: &StepSeen<'_>) -> Option<Words> {
    let read = Settings::of(fact)?;
    Some(Words::judged(read.error.as_ref(), "read"))
}
