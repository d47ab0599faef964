//! A line for each remark, as compilers print them: `FILE:LINE: SEVERITY: NAME: PATH: TEXT`, for editors and problem
//! matchers.

use super::text::harmless;
use crate::{
    findings::Severity,
    report::{Batch, Item, Remark, Status},
};

/// A line for each remark, then one that sums up. What the baseline knows is a note.
pub fn render(batch: &Batch) -> String {
    let remarks: String = batch.items.iter().map(|item| lines(batch, item)).collect();
    remarks + &end(batch)
}

/// A line for each remark on an item of the batch.
pub fn lines(batch: &Batch, item: &Item) -> String {
    let known = batch.status(item) == Status::Known;
    item.remarks().iter().map(|remark| line(item, remark, known)).collect()
}

/// The line that sums up, behind why there is less than was asked for.
pub fn end(batch: &Batch) -> String {
    let incomplete = batch.incomplete.iter();
    let incomplete = incomplete.map(|problem| {
        format!("goget-doctor: error: incomplete: {}\n", harmless(&problem.to_string()))
    });
    let sum = format!("goget-doctor: note: {}\n", batch.counted());
    incomplete.chain([sum]).collect()
}

fn line(item: &Item, remark: &Remark<'_>, known: bool) -> String {
    let path = harmless(&item.report.path);
    let (severity, name, text) =
        (level(remark.severity, known), remark.name, harmless(remark.title));
    match &item.source {
        Some(source) => {
            let file = file(&source.file);
            format!("{file}:{}: {severity}: {name}: {path}: {text}\n", source.line)
        }
        None => format!("{}: {severity}: {name}: {text}\n", self::file(&item.report.path)),
    }
}

/// A name that no CI service takes for a command to it: none begins with `::` or `##[`.
fn file(name: &str) -> String {
    let name = harmless(name);
    if name.starts_with([':', '#']) { format!("./{name}") } else { name }
}

fn level(severity: Severity, known: bool) -> &'static str {
    match severity {
        _ if known => "note",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
