//! The catalogue of causes: what each means, and the command that would tell.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{Cause, rows, seen::Seen, settle::Settle};

/// The cause called `name`, with the command for what `seen` is about.
pub(super) fn cause(name: &str, seen: &Seen<'_>) -> Option<Cause> {
    let entry = CATALOGUE.get(name)?;
    Some(Cause { name: entry.name, why: entry.why, settle: entry.settle.command(seen) })
}

/// A cause, as the catalogue of names takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name of the finding.
    pub name: &'static str,
    /// One-sentence summary.
    pub why: &'static str,
    /// The page, in Markdown; none where a check has it.
    pub page: Option<&'static str>,
    /// Other causes of the texts of go that this one explains, sorted.
    pub alike: Vec<&'static str>,
}

/// Every cause that a log can tell, sorted by name.
pub fn known() -> impl Iterator<Item = Known> {
    CATALOGUE.values().map(|entry| Known {
        name: entry.name,
        why: entry.why,
        page: PAGES.iter().find(|(name, _)| *name == entry.name).map(|(_, page)| *page),
        alike: rows::alike(entry.name).into_iter().collect(),
    })
}

// `PAGES`: each file of `pages/` as its name and its text, sorted.
include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Whether there is a cause of this name.
pub fn is_known(name: &str) -> bool {
    CATALOGUE.contains_key(name)
}

/// The names, sorted.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CATALOGUE.keys().copied()
}

struct Entry {
    name: &'static str,
    settle: Settle,
    why: &'static str,
}

/// A line each: name, what settles it, what it means.
static CATALOGUE: LazyLock<BTreeMap<&'static str, Entry>> = LazyLock::new(|| {
    let lines = include_str!("causes.txt").lines().filter_map(entry);
    lines.map(|entry| (entry.name, entry)).collect()
});

fn entry(line: &'static str) -> Option<Entry> {
    let (name, rest) = line.split_once('|')?;
    let (settle, why) = rest.split_once('|')?;
    Some(Entry { name, settle: Settle::named(settle)?, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_of_a_cause() {
        for (name, _) in PAGES {
            assert!(is_known(name), "src/explain/pages/{name}.md is of no cause");
        }
    }

    #[test]
    fn every_line_is_read() {
        assert_eq!(CATALOGUE.len(), include_str!("causes.txt").lines().count());
        for entry in CATALOGUE.values() {
            assert!(entry.why.ends_with('.'), "{}", entry.name);
        }
    }
}
