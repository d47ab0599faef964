//! go.sum and the checksum database.

mod errors;
mod words;

use super::stage::{Stage, Telling};
use crate::{
    findings::text::table::{Table, Turn},
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    texts: &[Table::new(Turn::Sum, errors::ROWS)],
    steps: &[Telling::of(Step::Sum).by(words::sums)],
    ..Stage::NONE
};
