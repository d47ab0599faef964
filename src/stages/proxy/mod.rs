//! Module proxies.

mod checks;
mod errors;
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
    checks: &[Group::at(Step::Proxy, checks::ALL)],
    texts: &[Table::new(Turn::File, errors::ROWS), Table::new(Turn::Status, errors::STATUSES)],
    steps: &[Telling::of(Step::Proxy).by(words::questions)],
    ..Stage::NONE
};
