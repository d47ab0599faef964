//! The settings in force.

pub(crate) mod checks;
pub(crate) mod effect;
mod errors;
mod errors_start;
mod words;

use super::stage::{Stage, Telling};
use crate::{
    findings::{
        Group,
        text::table::{Table, Turn},
    },
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    fact: words::one,
    steps: &[Telling::of(Step::Settings)],
    checks: &[Group::at(Step::Settings, checks::ALL)],
    alone: checks::lints::ALL,
    texts: &[Table::new(Turn::Start, errors_start::ROWS), Table::new(Turn::Start, errors::ROWS)],
};
