//! A step in words.

use super::{Line, Verdict};

/// A step in words.
#[derive(Default)]
pub(crate) struct Words {
    pub verdict: Option<Verdict>,
    pub says: String,
    pub aside: String,
    pub lines: Vec<Line>,
}

impl Words {
    pub(crate) fn new(verdict: Verdict, says: impl Into<String>) -> Self {
        Self { verdict: Some(verdict), says: says.into(), ..Self::default() }
    }

    pub(crate) fn judged(error: Option<&impl ToString>, passed: impl Into<String>) -> Self {
        match error {
            Some(error) => Self::new(Verdict::Fail, error.to_string()),
            None => Self::new(Verdict::Pass, passed),
        }
    }
}
