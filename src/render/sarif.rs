//! SARIF 2.1.0, for code scanning: every remark is a result at the line that names the path.

use serde_json::{Value, json};

use super::{
    place::{fingerprint, place},
    text::harmless,
};
use crate::{
    findings::{Finding, Severity},
    report::{Batch, Item, Remark, Source, Status},
    stages::catalogue::{self, Named, Teller},
};

/// The batch as one run of this program.
pub fn render(batch: &Batch) -> String {
    let rules: Vec<_> = catalogue::all().iter().filter(|named| may_come(named)).collect();
    let results: Vec<Value> =
        batch.items.iter().flat_map(|item| results(item, batch, &rules)).collect();
    super::json::document(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(&rules) },
            "invocations": [invocation(batch)],
            "results": results,
            "columnKind": "unicodeCodePoints",
        }],
    }))
}

fn driver(rules: &[&Named]) -> Value {
    json!({
        "name": "goget-doctor",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|named| rule(named)).collect::<Vec<_>>(),
    })
}

/// Whether a batch may tell the name.
fn may_come(named: &Named) -> bool {
    named.told_by.iter().any(|teller| [Teller::Run, Teller::Lint].contains(teller))
}

fn rule(rule: &Named) -> Value {
    let page = rule.page.trim();
    let first = page.split("\n\n").next().unwrap_or(page).replace('\n', " ");
    json!({
        "id": id(rule.name),
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": first.trim() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity.unwrap_or(Severity::Note)) },
    })
}

fn invocation(batch: &Batch) -> Value {
    let notes = batch.incomplete.iter().map(|problem| {
        let text = harmless(&problem.to_string());
        json!({ "level": "error", "message": { "text": text } })
    });
    json!({
        "executionSuccessful": batch.incomplete.is_none(),
        "toolExecutionNotifications": notes.collect::<Vec<_>>(),
    })
}

fn results(item: &Item, batch: &Batch, rules: &[&Named]) -> Vec<Value> {
    let known = batch.status(item) == Status::Known;
    let results = item.remarks().into_iter().map(|remark| {
        let mut result = result(item, &remark, rules);
        if known {
            result["baselineState"] = json!("unchanged");
        }
        result
    });
    results.collect()
}

fn result(item: &Item, remark: &Remark<'_>, rules: &[&Named]) -> Value {
    let path = harmless(&item.report.path);
    let fingerprint = fingerprint(remark.name, &item.report.path);
    let mut result = json!({
        "ruleId": id(remark.name),
        "level": level(remark.severity),
        "message": { "text": message(item, remark) },
        "locations": [{
            "physicalLocation": location(item.source.as_ref()),
            "logicalLocations": [{ "fullyQualifiedName": path, "kind": "module" }],
        }],
        "partialFingerprints": { "gogetDoctor/v1": fingerprint },
    });
    if let Some(index) = rules.iter().position(|rule| rule.name == remark.name) {
        result["ruleIndex"] = json!(index);
    }
    result
}

fn message(item: &Item, remark: &Remark<'_>) -> String {
    let mut lines = vec![format!("{}: {}", item.report.path, remark.title)];
    if let Some(Finding { evidence, fix, .. }) = remark.finding {
        lines.extend(
            item.report
                .verdict
                .error()
                .iter()
                .map(|error| format!("{}: {error}", item.report.says())),
        );
        lines.extend(evidence.iter().map(|seen| format!("seen: {seen}")));
        lines.extend(fix.iter().map(|fix| format!("cure: {fix}")));
    }
    let lines: Vec<String> = lines.iter().map(|line| harmless(line)).collect();
    lines.join("\n")
}

fn location(source: Option<&Source>) -> Value {
    let (file, line) = place(source);
    json!({
        "artifactLocation": { "uri": uri(file) },
        "region": { "startLine": line },
    })
}

/// A file's name as a relative reference (RFC 3986).
fn uri(file: &str) -> String {
    let one = |byte: u8| match byte {
        b'\\' if cfg!(windows) => "/".to_owned(),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    file.bytes().map(one).collect()
}

fn id(name: &str) -> String {
    format!("goget-doctor/{name}")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
