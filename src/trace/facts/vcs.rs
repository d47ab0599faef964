//! A version control tool that ran.

use serde::{Deserialize, Serialize};

use crate::trace::Blob;

facts_of_stage! { Pinged }

/// A version control tool that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// The working directory.
    pub dir: String,
    /// How it ended.
    pub end: RanEnd,
    /// The beginning of its standard output, where that is kept.
    #[serde(default, skip_serializing_if = "Blob::is_empty")]
    pub stdout: Blob,
    /// The beginning of its standard error.
    pub stderr: Blob,
    /// How much came, in bytes: outputs, and what was received into its folder.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bytes: u64,
    /// How long it took, in microseconds.
    pub micros: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(bytes: &u64) -> bool {
    *bytes == 0
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
    /// The tool could not be run.
    NotStarted {
        /// The system's reason.
        why: String,
    },
    /// A limit of ours ended it.
    Stopped {
        /// The limit.
        limit: String,
    },
    /// The tool was killed after this time.
    TimedOut {
        /// The limit, in seconds.
        seconds: u64,
    },
}

/// A repository that a VCS tool was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pinged {
    /// The URL asked for.
    pub url: String,
    /// The tool's run.
    pub ran: Ran,
}
