//! How a step ended, and its details for people.

use serde::{Deserialize, Serialize};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepVerdict {
    /// The step failed, and go with it.
    Fail,
    /// The step passed.
    Pass,
    /// The rule does not apply here, or was not reached.
    Skip,
    /// The step passed, and something about it deserves a look.
    Warn,
}

/// One detail of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What it is about: `resolve`, `tls`, `chain`; empty for a continuation.
    pub label: String,
    /// What was seen.
    pub text: String,
    /// A remark to the right of it.
    pub aside: String,
    /// How long it took, in microseconds.
    pub micros: Option<u64>,
}
