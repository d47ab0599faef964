//! Markdown, for the summary of a job or a comment on a change.

use super::text::{duration, harmless};
use crate::{
    findings::Finding,
    report::{Batch, Group, HostTime},
};

/// A table of what did not pass, each cause in full with the paths that it stops, and the time by host.
pub fn render(batch: &Batch) -> String {
    let mut parts = vec![format!("## goget-doctor: {}\n", batch.summary())];
    parts.extend(batch.judges().map(|judged| format!("\nJudged: {judged}.\n")));
    parts.extend(batch.next().map(|next| format!("\nNext: {}\n", code(&next))));
    let incomplete = batch.incomplete.iter();
    parts.extend(incomplete.map(|it| format!("\n**Incomplete.** {}\n", code(&it.to_string()))));
    let groups = batch.groups();
    let told: Vec<&Group<'_>> = groups.iter().filter(|group| group.is_told()).collect();
    if !told.is_empty() {
        parts.push("\n| | path | place | |\n| --- | --- | --- | --- |\n".to_owned());
        parts.extend(told.iter().take(ROWS).map(|group| row(group)));
        parts.extend(more(told.len(), ROWS, "causes"));
        parts.extend(told.iter().take(SECTIONS).map(|group| section(group)));
    }
    parts.push(hosts(batch));
    parts.concat()
}

/// The first path of the group, and how many more there are.
fn row(group: &Group<'_>) -> String {
    let Some(item) = group.items.first() else { return String::new() };
    let place = item.source.as_ref().map(|source| format!("{}:{}", source.file, source.line));
    let place = place.map(|place| cell(&place)).unwrap_or_default();
    let names: Vec<_> = item.remarks().iter().map(|remark| format!("`{}`", remark.name)).collect();
    let more = match group.items.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let (says, path) = (group.status.says(), cell(&item.report.path));
    format!("| {says} | {path}{more} | {place} | {} |\n", names.join(" "))
}

fn section(group: &Group<'_>) -> String {
    let Some(item) = group.items.first() else { return String::new() };
    let mut parts = vec![format!("\n### {}\n", code(&item.report.path))];
    if !item.required_by.is_empty() {
        parts.push(format!("\nRequired by {}\n", code(&item.required_by.join(" -> "))));
    }
    if group.items.len() > 1 {
        parts.push(all(group));
    }
    let error = item.report.verdict.error();
    parts.extend(error.map(|it| format!("\n{}\n{}", item.report.says(), block(&[it.to_owned()]))));
    for remark in item.remarks() {
        match remark.finding {
            Some(finding) => parts.push(one(finding)),
            None if error.is_none() => parts.push(format!("\n{}\n", code(remark.title))),
            None => {}
        }
    }
    parts.concat()
}

/// How many causes have a row, and how many of them are told in full: the summary of a job holds 1 MiB.
const ROWS: usize = 200;
const SECTIONS: usize = 25;

/// How many paths of a cause are named.
const NAMED: usize = 1000;

/// What is left out.
fn more(count: usize, shown: usize, what: &str) -> Option<String> {
    let left = count.checked_sub(shown).filter(|left| *left > 0)?;
    Some(format!("\n{left} more {what}; the formats for machines have them.\n"))
}

/// The paths of a group, folded.
fn all(group: &Group<'_>) -> String {
    let named = group.items.iter().take(NAMED).map(|item| item.report.path.clone());
    let left = group.items.len().saturating_sub(NAMED);
    let paths: Vec<String> = named.chain((left > 0).then(|| format!("and {left} more"))).collect();
    let count = group.items.len();
    format!("\n<details><summary>{count} paths</summary>\n\n{}\n</details>\n", block(&paths))
}

fn one(finding: &Finding) -> String {
    let title = format!("\n**{}** {}\n", finding.name, prose(&finding.title));
    let said = [("seen", &finding.evidence), ("cure", &finding.fix), ("not", &finding.not)];
    let said = said.into_iter().filter(|(_, lines)| !lines.is_empty());
    let said = said.map(|(label, lines)| format!("\n{label}\n{}", block(lines)));
    std::iter::once(title).chain(said).collect()
}

fn hosts(batch: &Batch) -> String {
    let row = |host: HostTime| {
        let time = duration(host.micros);
        format!("| {} | {} | {time} |\n", cell(&host.host), host.requests)
    };
    let rows = batch.hosts().into_iter().map(row).collect::<Vec<_>>().concat();
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

/// Text for the cell of a table, which ends at a bar even in code.
fn cell(text: &str) -> String {
    // Behind a backslash of its own a bar would end it all the same.
    if text.contains("\\|") { prose(text) } else { code(text).replace('|', "\\|") }
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
    // No address becomes a link by itself.
    let text = harmless(text).replace("://", ":\u{0}//").replace("www.", "www\u{0}.");
    for c in text.chars() {
        if c == '\u{0}' {
            out.push('\\');
        } else if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '/' | '-' | ':' | '\'' | '"')
        {
            out.extend(['\\', c]);
        } else {
            out.push(c);
        }
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
