//! SARIF 2.1.0, for code scanning: every remark is a result at the line that names the path.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::text::harmless;
use crate::{
    findings::{Finding, Severity},
    report::{Batch, Item, Remark, Rule, Source, Status},
    stages::catalogue,
};

/// Where a result is put whose path stands in no file: code scanning wants a place.
const NO_FILE: &str = "go.mod";

/// The batch as one run of this program.
pub fn render(batch: &Batch) -> String {
    let rules = catalogue::rules();
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

fn driver(rules: &[Rule]) -> Value {
    json!({
        "name": "goget-doctor",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(rule: &Rule) -> Value {
    let page = rule.page.trim();
    let first = page.split("\n\n").next().unwrap_or(page).replace('\n', " ");
    json!({
        "id": id(rule.name),
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": first.trim() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity) },
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

fn results(item: &Item, batch: &Batch, rules: &[Rule]) -> Vec<Value> {
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

fn result(item: &Item, remark: &Remark<'_>, rules: &[Rule]) -> Value {
    let path = harmless(&item.report.path);
    let fingerprint = fingerprint(remark.name, &item.report.path);
    let mut result = json!({
        "ruleId": id(remark.name),
        "level": level(remark.severity),
        "message": { "text": message(item, remark) },
        "locations": [{
            "physicalLocation": place(item.source.as_ref()),
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
        lines.extend(item.report.error.iter().map(|error| format!("go says: {error}")));
        lines.extend(evidence.iter().map(|seen| format!("seen: {seen}")));
        lines.extend(fix.iter().map(|fix| format!("cure: {fix}")));
    }
    let lines: Vec<String> = lines.iter().map(|line| harmless(line)).collect();
    lines.join("\n")
}

fn place(source: Option<&Source>) -> Value {
    let source = source.filter(|source| source.file != "-");
    let (file, line) = source.map_or((NO_FILE, 1), |source| (source.file.as_str(), source.line));
    json!({
        "artifactLocation": { "uri": uri(file) },
        "region": { "startLine": line.max(1) },
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

/// The same for the same finding of the same path, wherever its line has moved to.
fn fingerprint(name: &str, path: &str) -> String {
    let sum = digest(&SHA256, format!("{name}\0{path}").as_bytes());
    let hex: Vec<String> = sum.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    hex.concat()
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
