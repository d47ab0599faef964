//! A step in words.

use super::{Line, StepVerdict};

/// A step in words.
#[derive(Default)]
pub(crate) struct Words {
    pub verdict: Option<StepVerdict>,
    pub says: String,
    pub aside: String,
    pub lines: Vec<Line>,
}

impl Words {
    pub(crate) fn new(verdict: StepVerdict, says: impl Into<String>) -> Self {
        Self { verdict: Some(verdict), says: says.into(), ..Self::default() }
    }

    pub(crate) fn judged(error: Option<&impl ToString>, passed: impl Into<String>) -> Self {
        match error {
            Some(error) => Self::new(StepVerdict::Fail, error.to_string()),
            None => Self::new(StepVerdict::Pass, passed),
        }
    }
}
