//! Whether what was fetched is the module that was asked for.

mod checks;
mod errors;
pub(crate) mod words;

use super::stage::{Stage, Telling};
use crate::{
    findings::{
        Group,
        text::table::{Table, Turn},
    },
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    checks: &[Group::at(Step::Version, checks::ALL)],
    texts: &[Table::new(Turn::Choice, errors::ROWS), Table::new(Turn::Rest, errors::LAST)],
    steps: &[
        Telling::of(Step::Version).by(words::walk),
        Telling::of(Step::Module).by(words::walk),
        Telling::of(Step::Zip).by(words::walk),
    ],
    ..Stage::NONE
};
