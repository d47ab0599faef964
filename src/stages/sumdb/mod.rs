//! go.sum and the checksum database.

mod checks;
mod errors;
mod rows;
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
    checks: &[Group::at(Step::Sum, checks::ALL)],
    texts: &[Table::new(Turn::Sum, errors::ROWS)],
    steps: &[Telling::of(Step::Sum).by(words::sums)],
    ..Stage::NONE
};
