//! Whether what was fetched is the module that was asked for.

mod errors;
pub(crate) mod words;

use super::stage::{Stage, Telling};
use crate::{
    findings::text::table::{Table, Turn},
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    texts: &[Table::new(Turn::Choice, errors::ROWS), Table::new(Turn::Rest, errors::LAST)],
    steps: &[
        Telling::of(Step::Version).by(words::walk),
        Telling::of(Step::Module).by(words::walk),
        Telling::of(Step::Zip).by(words::walk),
    ],
    ..Stage::NONE
};
