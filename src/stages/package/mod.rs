//! The package in its repository or zip, as GOPATH mode looks for it.

mod words;

use super::stage::{Stage, Telling};
use crate::trace::Step;

pub(crate) const STAGE: Stage =
    Stage { fact: words::one, steps: &[Telling::of(Step::Package)], ..Stage::NONE };
