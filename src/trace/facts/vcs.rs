//! A version control tool that ran.

use serde::{Deserialize, Serialize};

use crate::trace::Blob;

/// A version control tool that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// The working directory.
    pub dir: String,
    /// How it ended.
    pub end: RanEnd,
    /// The beginning of its standard error.
    pub stderr: Blob,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// How a tool ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum RanEnd {
    /// By itself, with this status; `None` where a signal ended it.
    Exited {
        /// The exit status.
        status: Option<i32>,
    },
    /// No such program in PATH.
    Missing,
    /// It could not be run.
    NotStarted {
        /// The system's reason.
        why: String,
    },
    /// It was killed after this time.
    TimedOut {
        /// The limit, in seconds.
        seconds: u64,
    },
}
