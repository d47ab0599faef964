//! SARIF 2.1.0, for code scanning: every remark is a result at the line that names the path.

use serde_json::{Value, json};

use super::{
    place::{fingerprint, place},
    text::harmless,
};
use crate::{
    findings::{Finding, Severity},
    report::{
        Act, Batch, Change, Edit, FixStep, Item, Remark, Source, Status, StepVerdict, steps_of,
    },
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
    let mut driver = json!({
        "name": "goget-doctor",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|named| rule(named, REPOSITORY)).collect::<Vec<_>>(),
    });
    if !REPOSITORY.is_empty() {
        driver["informationUri"] = json!(REPOSITORY);
    }
    driver
}

/// Where the sources are, as Cargo.toml says; empty where it does not.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Whether a batch may tell the name.
fn may_come(named: &Named) -> bool {
    named.told_by.iter().any(|teller| [Teller::Run, Teller::Lint].contains(teller))
}

/// A rule with its page, and a link to it where there is a repository that has it.
fn rule(rule: &Named, repository: &str) -> Value {
    let page = rule.page.trim();
    let first = page.split("\n\n").next().unwrap_or(page).replace('\n', " ");
    let mut value = json!({
        "id": id(rule.name),
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": first.trim() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(rule.severity.unwrap_or(Severity::Note)) },
    });
    if !repository.is_empty() {
        let family = rule.family.word();
        let page = format!("{repository}/blob/main/docs/findings/{family}.md#{}", rule.name);
        value["helpUri"] = json!(page);
    }
    value
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
    let steps = flow(item);
    if !steps.is_empty() {
        result["codeFlows"] = json!([{ "threadFlows": [{ "locations": steps }] }]);
    }
    if let Some(finding) = remark.finding.filter(|finding| !finding.fix.is_empty()) {
        let fixes: Vec<Value> = finding.fix.iter().map(|fix| typed(fix)).collect();
        result["properties"] = json!({ "fixes": fixes, "steps": finding.steps() });
    }
    let edits: Vec<Value> =
        item.edits.iter().filter(|edit| edit.name == remark.name).map(edit).collect();
    if !edits.is_empty() {
        result["fixes"] = json!(edits);
    }
    if let Some(index) = rules.iter().position(|rule| rule.name == remark.name) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// What each step saw on the way to the result, all at the line that names the path.
fn flow(item: &Item) -> Vec<Value> {
    let steps = item.report.steps.iter().filter(|step| !step.says.is_empty());
    let located = steps.map(|step| {
        let text = format!("{}: {}", step.path, step.says);
        json!({
            "location": {
                "physicalLocation": location(item.source.as_ref()),
                "message": { "text": harmless(&text) },
            },
            "kinds": [step.step],
            "importance": if step.verdict == StepVerdict::Fail { "essential" } else { "important" },
        })
    });
    located.collect()
}

/// A cure and what kind it is: a line for a shell, or words.
fn typed(fix: &str) -> Value {
    let steps = steps_of(&[fix.to_owned()]);
    let is_text = |step: &FixStep| match &step.act {
        Act::Ask { .. } | Act::Edit { change: Change::Put { .. }, .. } => true,
        Act::Edit { .. } | Act::Run { .. } | Act::Set { .. } => false,
    };
    let kind = if steps.iter().any(is_text) { "text" } else { "command" };
    json!({ "kind": kind, "text": harmless(fix) })
}

/// An edit that cures it, for those who apply it.
fn edit(edit: &Edit) -> Value {
    let ((line, column), (end_line, end_column)) = (edit.from, edit.to);
    json!({
        "description": { "text": harmless(&edit.says) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&edit.file) },
            "replacements": [{
                "deletedRegion": {
                    "startLine": line,
                    "startColumn": column,
                    "endLine": end_line,
                    "endColumn": end_column,
                },
                "insertedContent": { "text": edit.text },
            }],
        }],
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_link_to_their_pages_where_there_is_a_repository() {
        let named = catalogue::all().iter().find(|named| may_come(named)).unwrap();
        let linked = rule(named, "https://git.example.com/doctor");
        let page = linked["helpUri"].as_str().unwrap();
        assert!(page.starts_with("https://git.example.com/doctor/blob/main/docs/findings/"));
        assert!(page.ends_with(&format!("#{}", named.name)), "{page}");
        assert_eq!(rule(named, "")["helpUri"], Value::Null);
    }

    #[test]
    fn cures_have_a_kind() {
        let kind = |fix: &str| typed(fix)["kind"].as_str().unwrap().to_owned();
        for fix in ["go env -w GOPROXY=direct", "GOPROXY=direct go get x", "export A=b"] {
            assert_eq!(kind(fix), "command", "{fix}");
        }
        assert_eq!(kind("deploy the file again"), "text");
        assert_eq!(kind("vcs: git"), "text");
    }
}
