//! JSON: one object for one path, an envelope for several.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::text::visible_json;
use crate::{
    go::version::Version,
    problem::Problem,
    report::{Batch, Item, Status},
    trace::SCHEMA,
};

/// What a command found out for several paths.
#[derive(Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Envelope<'a> {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The program that says so.
    pub tool: Tool<'a>,
    /// The command that found it out.
    pub command: Cow<'a, str>,
    /// The release whose rules were applied; none where there are no results.
    pub go: Option<Version>,
    /// When the run began (RFC 3339).
    pub started: Cow<'a, str>,
    /// What came out for each path, in the order of the input.
    pub results: Cow<'a, [Item]>,
    /// Why there is less than was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Cow<'a, Problem>>,
    /// How many paths ended how.
    pub summary: Summary,
    /// The exit status.
    pub exit: u8,
}

/// The program that says so.
#[derive(Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Tool<'a> {
    /// `goget-doctor`.
    pub name: Cow<'a, str>,
    /// Its release.
    pub version: Cow<'a, str>,
}

/// How many paths ended how.
#[derive(Debug, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Paths that go would get, without an error.
    pub passed: usize,
    /// Paths that go would fail for, or with an error.
    pub failed: usize,
    /// Paths whose faults are all in the baseline.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub known: usize,
    /// Paths without a verdict.
    pub unknown: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A batch in its envelope.
pub fn envelope(batch: &Batch) -> String {
    document(&Envelope {
        schema: SCHEMA,
        tool: Tool {
            name: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
        },
        command: batch.command.into(),
        go: batch.items.first().map(|item| item.report.go),
        started: (&batch.started).into(),
        results: (&batch.items).into(),
        problem: batch.incomplete.as_ref().map(Cow::Borrowed),
        summary: Summary {
            passed: batch.count(Status::Passed),
            failed: batch.count(Status::Failed),
            known: batch.count(Status::Known),
            unknown: batch.count(Status::Open),
        },
        exit: batch.exit(),
    })
}

/// Anything that is serialized without fail, indented, with a line end.
pub fn document(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| visible_json(text + "\n")).unwrap_or_default()
}
