//! The root certificates that go reads.

mod checks;
mod errors;

use super::stage::Stage;
use crate::{
    findings::{
        Group,
        text::table::{Table, Turn},
    },
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    checks: &[Group::at(Step::Tls, checks::ALL)],
    alone: checks::ALONE,
    texts: &[Table::new(Turn::Chain, errors::ROWS)],
    ..Stage::NONE
};
