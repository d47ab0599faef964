//! The pages of the findings, and the list of them.

use serde::Serialize;

use super::{
    Painter,
    page::{Lead, Page},
    painter::Role,
    text::columns,
};
use crate::{
    findings::{Check, Severity},
    trace::SCHEMA,
};

/// A finding as its page tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    schema: u32,
    /// Its name.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// It in a sentence.
    pub summary: String,
    /// Its page, in Markdown.
    pub page: String,
    /// The scenarios of the lab that show it.
    pub scenarios: Vec<String>,
}

impl Entry {
    /// The finding of `check`, which `scenarios` show.
    pub fn new(check: &Check, scenarios: Vec<String>) -> Self {
        let page = check.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        Self {
            schema: SCHEMA,
            name: check.name,
            severity: check.severity,
            summary: check.summary(),
            page: page.collect::<Vec<_>>().join("\n"),
            scenarios,
        }
    }

    /// The paragraphs of the page, each in one line.
    fn paragraphs(&self) -> impl Iterator<Item = String> {
        let blocks = self.page.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
        blocks.map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The page for people.
pub fn page(entry: &Entry, painter: &Painter) -> String {
    let mut page = Page::new(painter);
    let lead =
        Lead { painted: painter.paint(Role::Strong, entry.name), columns: columns(entry.name) };
    page.row(&lead, 2, "", severity(entry.severity));
    for paragraph in entry.paragraphs() {
        page.blank();
        page.row(&Lead::default(), 2, &painter.text(&paragraph), "");
    }
    for (index, scenario) in entry.scenarios.iter().enumerate() {
        if index == 0 {
            page.blank();
        }
        let label = if index == 0 { "try" } else { "or" };
        page.pasted(Role::Faint, label, &format!("goget-doctor lab run {scenario}"));
    }
    page.finish()
}

/// The names, one a line, with what each is about.
pub fn list(entries: &[Entry], painter: &Painter) -> String {
    let widest = entries.iter().map(|entry| columns(entry.name)).max().unwrap_or(0);
    let column = if painter.is_narrow() { 2 } else { widest + 2 };
    let mut page = Page::new(painter);
    for entry in entries {
        let lead =
            Lead { painted: painter.paint(Role::Strong, entry.name), columns: columns(entry.name) };
        page.row(&lead, column, &painter.text(&entry.summary), "");
    }
    page.finish()
}

/// All pages in one Markdown document.
pub fn document(entries: &[Entry]) -> String {
    let head = "# Findings\n\n\
                What goget-doctor finds. `goget-doctor explain NAME` prints one page.\n\n\
                Generated from the checks; `UPDATE=1 cargo test --test offline findings::` writes it anew.\n";
    std::iter::once(head.to_owned()).chain(entries.iter().map(section)).collect()
}

fn section(entry: &Entry) -> String {
    let Entry { name, page, scenarios, .. } = entry;
    let (severity, page) = (severity(entry.severity), page.trim());
    let example = scenarios.first().map(|s| format!("\nExample: `goget-doctor lab run {s}`\n"));
    format!("\n## {name}\n\n{severity}\n\n{page}\n{}", example.unwrap_or_default())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error: go fails because of it",
        Severity::Warning => "warning: it works, and not for long or not for everyone",
        Severity::Note => "note",
    }
}
