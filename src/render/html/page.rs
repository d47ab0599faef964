//! The pages of the causes that came up, in the file itself.

use super::text;
use crate::{report::Batch, stages::catalogue};

/// Each page once, folded, in the order in which the causes come up; nothing where none did.
pub(super) fn pages(batch: &Batch) -> String {
    let findings = batch.items.iter().flat_map(|item| &item.report.findings);
    let mut names: Vec<&str> = Vec::new();
    for finding in findings {
        if !names.contains(&&*finding.name) {
            names.push(&finding.name);
        }
    }
    let pages: String = names.iter().filter_map(|name| page(name)).collect();
    if pages.is_empty() { pages } else { format!("<h2 id=\"pages\">What they mean</h2>\n{pages}") }
}

/// Whether there is a page of that name.
pub(super) fn is_known(name: &str) -> bool {
    catalogue::all().iter().any(|named| named.name == name)
}

fn page(name: &str) -> Option<String> {
    let named = catalogue::all().iter().find(|named| named.name == name)?;
    let paragraphs = named.page.trim().split("\n\n").map(|part| {
        let is_code = part.lines().all(|line| line.starts_with("    ")) || part.starts_with("```");
        let part = text_of(part.trim_matches('`').trim_start_matches("sh\n"));
        if is_code { format!("<pre>{part}</pre>\n") } else { format!("<p>{part}</p>\n") }
    });
    let paragraphs: String = paragraphs.collect();
    Some(format!(
        "<details class=\"page\" id=\"page-{name}\">\n<summary><code>{name}</code> {}</summary>\n{paragraphs}</details>\n",
        text(&named.summary.replace('`', ""))
    ))
}

fn text_of(part: &str) -> String {
    part.lines().map(text).collect::<Vec<_>>().join("\n")
}
