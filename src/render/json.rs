//! JSON: one object for one path, an envelope for several.

use serde::Serialize;

use crate::{
    go::version::Version,
    problem::Problem,
    report::{Batch, Item, Status},
    trace::SCHEMA,
};

/// What a command found out for several paths.
#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    tool: Tool,
    command: &'a str,
    go: Option<Version>,
    started: &'a str,
    results: &'a [Item],
    /// Why there is less than was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a Problem>,
    summary: Summary,
    exit: u8,
}

/// The program that says so.
#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// How many paths ended how.
#[derive(Serialize)]
struct Summary {
    passed: usize,
    failed: usize,
    /// Paths whose faults are all in the baseline.
    #[serde(skip_serializing_if = "is_zero")]
    known: usize,
    unknown: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A batch in its envelope.
pub fn envelope(batch: &Batch) -> String {
    document(&Envelope {
        schema: SCHEMA,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        command: batch.command,
        go: batch.items.first().map(|item| item.report.go),
        started: &batch.started,
        results: &batch.items,
        problem: batch.incomplete.as_ref(),
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
    text.map(|text| text + "\n").unwrap_or_default()
}
