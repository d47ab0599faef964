//! What `fix` does, or would do, about a saved run, for machines.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::round::Tool;
use crate::{
    findings::{Finding, FixStep},
    go::version::Version,
};

/// The steps for a saved run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FixView<'a> {
    /// Always [`SCHEMA`](crate::trace::SCHEMA).
    pub schema: u32,
    /// The program that says so.
    pub tool: Tool,
    /// `fix`.
    pub command: Cow<'a, str>,
    /// The release whose rules were applied.
    pub go: Option<Version>,
    /// The saved run.
    pub run: Cow<'a, str>,
    /// Whether the steps were to be taken.
    pub apply: bool,
    /// The steps, in the order in which they are taken.
    pub todo: Vec<StepView<'a>>,
    /// The commands that take back what was done.
    pub undo: Vec<Cow<'a, str>>,
    /// What the run found.
    pub findings: Cow<'a, [Finding]>,
    /// The exit status.
    pub exit: u8,
}

/// A step, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView<'a> {
    /// The path that the run was for.
    pub path: Cow<'a, str>,
    /// The name of the finding.
    pub finding: Cow<'a, str>,
    /// The step.
    #[serde(flatten)]
    pub step: FixStep,
    /// The file that it changes.
    pub touches: Option<String>,
    /// `ready`, `done`, `left` to people, or `failed`.
    pub state: Cow<'a, str>,
    /// Why it is left or failed.
    pub why: Option<Cow<'a, str>>,
}
