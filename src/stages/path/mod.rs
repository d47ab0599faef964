//! The path itself, and whom go asks for it.

mod address;
mod checks;
mod cleaned;
pub(crate) mod words;

pub(crate) use cleaned::argument as meant_path;

use super::stage::{Stage, Telling};
use crate::{findings::Group, trace::Step};

pub(crate) const STAGE: Stage = Stage {
    fact: words::one,
    steps: &[Telling::of(Step::Path), Telling::of(Step::Route)],
    // No setting cures a path that cannot be one.
    checks: &[Group::at(Step::Cli, checks::ALL)],
    ..Stage::NONE
};
