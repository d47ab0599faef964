//! Annotations for GitHub Actions: a workflow command a line.

use super::text::harmless;
use crate::{
    findings::Severity,
    report::{Batch, Item, Remark, Status},
};

/// A command for each remark, then one that sums up.
pub fn render(batch: &Batch) -> String {
    let remarks = batch.items.iter().flat_map(|item| {
        let known = batch.status(item) == Status::Known;
        item.remarks().into_iter().map(move |remark| annotation(item, &remark, known))
    });
    let incomplete = batch.incomplete.iter().map(|problem| {
        command("error", &[("title", "goget-doctor: incomplete")], &problem.to_string())
    });
    let sum = command("notice", &[("title", "goget-doctor")], &batch.counted());
    remarks.chain(incomplete).chain([sum]).collect()
}

fn annotation(item: &Item, remark: &Remark<'_>, known: bool) -> String {
    let line = item.source.as_ref().map(|source| source.line.to_string());
    let mut properties = Vec::new();
    if let (Some(source), Some(line)) = (&item.source, &line) {
        properties.extend([("file", source.file.as_str()), ("line", line.as_str())]);
    }
    let title = format!("{}: {}", item.report.path, remark.name);
    properties.push(("title", title.as_str()));
    command(level(remark.severity, known), &properties, &message(item, remark))
}

fn message(item: &Item, remark: &Remark<'_>) -> String {
    let mut lines = vec![harmless(remark.title)];
    if let Some(finding) = remark.finding {
        lines.extend(
            item.report
                .verdict
                .error()
                .iter()
                .map(|e| format!("{}: {}", item.report.says(), harmless(e))),
        );
        lines.extend(finding.fix.iter().map(|fix| format!("cure: {}", harmless(fix))));
    }
    lines.join("\n")
}

fn level(severity: Severity, known: bool) -> &'static str {
    match severity {
        _ if known => "notice",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// `::NAME KEY=VALUE,…::TEXT`, escaped so that no text ends the command or begins another.
fn command(name: &str, properties: &[(&str, &str)], text: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(text))
}

/// The lines of a message stay lines; everything else that a terminal obeys is made visible.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(harmless).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&harmless(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_command() {
        let hostile = "100%,\r\n::error::x\u{1b}[31m";
        let line = command("error", &[("title", hostile)], hostile);
        assert_eq!(
            line,
            "::error title=100%25%2C\\r\\n%3A%3Aerror%3A%3Ax\\x1b[31m::100%25,\\r%0A::error::x\\x1b[31m\n"
        );
    }
}
