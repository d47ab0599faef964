//! A Code Quality report of GitLab: every remark is an issue at the line that names the path.

use serde_json::{Value, json};

use super::{
    place::{fingerprint, place},
    text::harmless,
};
use crate::{
    findings::Severity,
    report::{Batch, Item, Remark, Status},
};

/// The batch as an array of issues. What the baseline knows is left out, as what was there before.
pub fn render(batch: &Batch) -> String {
    let new = batch.items.iter().filter(|item| batch.status(item) != Status::Known);
    let issues = new.flat_map(|item| item.remarks().into_iter().map(|it| issue(item, &it)));
    let incomplete = batch.incomplete.iter().map(|problem| {
        let text = problem.to_string();
        placed("incomplete", "blocker", &text, place(None), &fingerprint("incomplete", ""))
    });
    let issues: Vec<Value> = issues.chain(incomplete).collect();
    Value::from(issues).to_string() + "\n"
}

fn issue(item: &Item, remark: &Remark<'_>) -> Value {
    let path = &item.report.path;
    let place = place(item.source.as_ref());
    let text = format!("{path}: {}", remark.title);
    placed(remark.name, level(remark.severity), &text, place, &fingerprint(remark.name, path))
}

fn placed(name: &str, severity: &str, text: &str, place: (&str, usize), print: &str) -> Value {
    let (file, line) = place;
    json!({
        "description": harmless(text),
        "check_name": name,
        "fingerprint": print,
        "severity": severity,
        "location": { "path": harmless(file.strip_prefix("./").unwrap_or(file)), "lines": { "begin": line } },
    })
}

/// GitLab's words: `info`, `minor`, `major`, `critical`, `blocker`.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
