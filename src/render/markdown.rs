//! Markdown, for the summary of a job or a comment on a change.

use super::text::{duration, harmless};
use crate::report::{Batch, Finding, Item, Status};

/// A table of what did not pass, each of it in full, and the time by host.
pub fn render(batch: &Batch) -> String {
    let mut out = format!("## goget-doctor: {}\n", batch.summary());
    if let Some(problem) = &batch.incomplete {
        out += &format!("\n**Incomplete.** {}\n", code(&problem.to_string()));
    }
    let told: Vec<&Item> = batch.items.iter().filter(|item| is_told(item, batch)).collect();
    if !told.is_empty() {
        out += "\n| | path | place | |\n| --- | --- | --- | --- |\n";
        told.iter().for_each(|item| out += &row(item, batch));
        told.iter().for_each(|item| out += &section(item));
    }
    out + &hosts(batch)
}

fn is_told(item: &Item, batch: &Batch) -> bool {
    batch.status(item) != Status::Passed || !item.report.findings.is_empty()
}

fn row(item: &Item, batch: &Batch) -> String {
    let place = item.source.as_ref().map(|source| format!("{}:{}", source.file, source.line));
    let place = place.map(|place| cell(&place)).unwrap_or_default();
    let names: Vec<_> = item.remarks().iter().map(|remark| format!("`{}`", remark.name)).collect();
    let (says, path) = (batch.status(item).says(), cell(&item.report.path));
    format!("| {says} | {path} | {place} | {} |\n", names.join(" "))
}

fn section(item: &Item) -> String {
    let mut out = format!("\n### {}\n", code(&item.report.path));
    if let Some(error) = &item.report.error {
        out += &format!("\ngo says\n{}", block(std::slice::from_ref(error)));
    }
    for remark in item.remarks() {
        match remark.finding {
            Some(finding) => out += &one(finding),
            None if item.report.error.is_none() => out += &format!("\n{}\n", code(remark.title)),
            None => {}
        }
    }
    out
}

fn one(finding: &Finding) -> String {
    let mut out = format!("\n**{}** {}\n", finding.name, prose(&finding.title));
    for (label, lines) in
        [("seen", &finding.evidence), ("cure", &finding.fix), ("not", &finding.not)]
    {
        if !lines.is_empty() {
            out += &format!("\n{label}\n{}", block(lines));
        }
    }
    out
}

fn hosts(batch: &Batch) -> String {
    let rows: String = batch
        .hosts()
        .iter()
        .map(|host| {
            format!("| {} | {} | {} |\n", cell(&host.host), host.requests, duration(host.micros))
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "\n<details><summary>Time by host</summary>\n\n| host | requests | time |\n| --- | --- | --- |\n{rows}\n</details>\n"
    )
}

/// Text from outside as a span of code, in which nothing is marked up.
fn code(text: &str) -> String {
    let text = harmless(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let blank =
        if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// The same in a table, whose cells end at a bar even in code.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Lines as a block of code.
fn block(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().flat_map(|text| text.lines()).map(harmless).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", lines.join("\n"))
}

/// A sentence of ours, which may hold text from outside.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '/' | '-' | ':' | '\'' | '"') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
