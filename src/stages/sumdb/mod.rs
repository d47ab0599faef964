//! go.sum and the checksum database.

mod errors;

use super::stage::{Stage, Telling};
use crate::{
    findings::text::table::{Table, Turn},
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    steps: &[Telling::of(Step::Sum)],
    texts: &[Table::new(Turn::Sum, errors::ROWS)],
    ..Stage::NONE
};
