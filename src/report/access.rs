//! What git and ssh would use for a repository: the report of `env --git`.

use serde::{Deserialize, Serialize};

use crate::{
    go::version::Version,
    trace::{AccessSeen, SCHEMA, Trace},
};

/// What git and ssh would use for a repository, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release as which git is started.
    pub go: Version,
    /// What the programs told.
    #[serde(flatten)]
    pub seen: AccessSeen,
}

impl AccessView {
    /// What a run without a lookup saw.
    pub fn of(trace: &Trace) -> Self {
        let seen = trace.first::<AccessSeen>().cloned().unwrap_or_default();
        Self { schema: SCHEMA, go: trace.header.go, seen }
    }

    /// Whether git is there and tells its settings.
    pub fn is_told(&self) -> bool {
        self.seen.git.is_some() && self.seen.error.is_none()
    }
}
