//! The repository and the tools that read it.

mod checks;
mod errors;
mod errors_ssh;
mod errors_transfer;
mod login;
mod objects;
mod seen;
mod ssh;
mod tls;
mod trouble;
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
    checks: &[
        Group::at(Step::Repository, checks::tool::ALL),
        Group::at(Step::Repository, checks::refs::ALL),
        Group::at(Step::Repository, checks::ssh::ALL),
        Group::at(Step::Repository, checks::way::ALL),
        Group::at(Step::Repository, checks::login::ALL),
    ],
    alone: checks::alone::ALL,
    steps: &[Telling::of(Step::Repository).by(words::repository)],
    texts: &[
        Table::new(Turn::Choice, errors::PROXYS_OWN),
        Table::new(Turn::Choice, errors_ssh::ROWS),
        Table::new(Turn::Choice, errors_transfer::ROWS),
        Table::new(Turn::Choice, errors::ROWS),
    ],
    ..Stage::NONE
};
