//! The result of a run, ready to be shown: what every renderer gets. Made from a trace alone.

pub mod access;
mod batch;
mod build;
pub mod certs;
mod data;
mod details;
pub mod diff;
mod edit;
pub mod env;
pub mod fix;
mod groups;
mod log;
pub mod meta;
pub mod netrc;
mod played;
pub mod protocol;
pub mod round;
#[cfg(feature = "serve")]
pub mod serve;
mod source;
mod steps;
mod walk;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::findings::{
    Act, Change, Finding, FixStep, Keeper, Line, Severity, StepVerdict, steps as steps_of,
};
pub use crate::stages::levels::{Level, Levels, Named};
pub use crate::trace::{By, Root, SCHEMA, Verdict};
use crate::{go::version::Version, trace::Step};
pub use batch::{Batch, Gone, Item, Remark, Status};
pub use data::Data;
pub use details::{Certificate, Chain, Details, HostTime, Phase, Request};
pub use edit::Edit;
pub use groups::Group;
pub use played::{Authority, Command, Played, Sum, Sums};
pub use source::Source;
pub use walk::{Asked, Outcome, Visit};

/// Optional parts of a report; what no requested output reads is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wants {
    /// What each step saw.
    pub steps: Steps,
    /// The details of the steps for machines.
    pub data: bool,
    /// go's own lines.
    pub log: bool,
    /// Requests and certificates to be drawn.
    pub drawn: bool,
}

impl Wants {
    /// All that a report can hold.
    pub const ALL: Self = Self { steps: Steps::All, data: true, log: true, drawn: true };
}

/// For which paths steps are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// For no path.
    None,
    /// For the paths with which something is wrong.
    Faulty,
    /// For every path.
    All,
}

impl Steps {
    /// Whether those of a path are told, with which nothing is wrong or something.
    pub fn of(self, sound: bool) -> bool {
        self == Self::All || self == Self::Faulty && !sound
    }
}

/// The verdict on one path, with the evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// Why that release.
    #[serde(skip)]
    pub go_because: String,
    /// The path asked for, as it was given.
    pub path: String,
    /// What go comes to, as far as was asked.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The module proxy that go asks before it would come here; none where it asks directly.
    #[serde(skip)]
    pub asked_first: Option<String>,
    /// The candidate that decides, where there are candidates.
    #[serde(skip)]
    pub decides: Option<String>,
    /// What the go command came to behind the root, where the run goes so far.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub played: Option<Box<Played>>,
    /// What came out for each module path that go looks up, longest first.
    pub candidates: Vec<Candidate>,
    /// What each step saw.
    pub steps: Vec<StepReport>,
    /// What is wrong and what to change, what would cure the failure first.
    pub findings: Vec<Finding>,
    /// The names of findings that are not among them, because they are allowed in this run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Cow<'static, str>>,
    /// The verdicts of all releases, oldest first, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Releases>,
    /// Other releases of interest that would end otherwise, as far as what was seen tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disagree: Vec<Other>,
    /// The lines that go itself would print with `-v` and `-x`.
    #[serde(skip)]
    pub log: Vec<String>,
    /// The last stage that was judged.
    pub decided: Cow<'static, str>,
}

/// A release of interest that would end otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Other {
    /// The release.
    pub go: Version,
    /// Why it is of interest.
    pub because: String,
    /// What it would come to.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// A run of consecutive releases with the same verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Releases {
    /// The releases, oldest first.
    pub go: Vec<Version>,
    /// What they come to.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The lines that the first of them would print.
    #[serde(skip)]
    pub log: Vec<String>,
}

impl Releases {
    /// `1.8–1.13`, or the one release.
    pub fn range(&self) -> String {
        match self.go.as_slice() {
            [] => String::new(),
            [only] => only.to_string(),
            [first, .., last] => format!("{first}–{last}"),
        }
    }
}

/// What came out for one module path that go looks up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The module path.
    pub path: String,
    /// Its repository root.
    pub root: Option<Root>,
    /// go's error text for it.
    pub error: Option<String>,
}

/// What one step saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepReport {
    /// The step.
    pub step: Step,
    /// The module path it was made for; the path asked for where it belongs to the whole run.
    pub path: String,
    /// How it ended.
    pub verdict: StepVerdict,
    /// What the step saw, in one sentence.
    pub says: String,
    /// Where what it says comes from (a file and line, a variable), shown to the right.
    #[serde(skip)]
    pub aside: String,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// The details, for people.
    #[serde(skip)]
    pub lines: Vec<Line>,
    /// The details, for machines.
    pub data: Data,
}
