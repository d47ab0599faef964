//! Why the doctor itself could not do its work. A failure of go is never one of these.

use serde::Serialize;

/// What went wrong, why, and what to do next. The command ends with status 2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{what}: {why}; {next}")]
pub struct Problem {
    /// The input or action that failed, named.
    pub what: String,
    /// The reason.
    pub why: String,
    /// What to do about it.
    pub next: String,
}

impl Problem {
    /// A problem with `what`, because of `why`; `next` is what to do about it.
    pub fn new(what: impl Into<String>, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), next: next.into() }
    }
}
