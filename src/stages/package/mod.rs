//! The package in its repository or zip, as GOPATH mode looks for it.

mod checks;
mod words;

use super::stage::{Stage, Telling};
use crate::{findings::Group, trace::Step};

pub(crate) const STAGE: Stage = Stage {
    checks: &[Group::at(Step::Package, checks::ALL)],
    fact: words::one,
    steps: &[Telling::of(Step::Package)],
    ..Stage::NONE
};
