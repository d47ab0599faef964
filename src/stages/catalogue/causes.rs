//! The catalogue of causes: what each means, and the command that would tell.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{findings::text::settle::Settle, stages::errors};

/// The cause called `name`.
pub(crate) fn cause(name: &str) -> Option<&'static Cause> {
    CATALOGUE.get(name)
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
        alike: errors::alike(entry.name).into_iter().collect(),
    })
}

// `PAGES`: each file of `pages/` as its name and its text, sorted.
include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Whether there is a cause of this name.
pub(crate) fn is_known(name: &str) -> bool {
    CATALOGUE.contains_key(name)
}

/// The names, sorted.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    CATALOGUE.keys().copied()
}

/// What may be behind a text of go.
pub(crate) struct Cause {
    pub(crate) name: &'static str,
    /// The command that would tell.
    pub(crate) settle: Settle,
    /// One-sentence summary.
    pub(crate) why: &'static str,
}

/// A line each: name, what settles it, what it means.
static CATALOGUE: LazyLock<BTreeMap<&'static str, Cause>> = LazyLock::new(|| {
    let lines = include_str!("causes.txt").lines().filter_map(cause_of);
    lines.map(|entry| (entry.name, entry)).collect()
});

fn cause_of(line: &'static str) -> Option<Cause> {
    let (name, rest) = line.split_once('|')?;
    let (settle, why) = rest.split_once('|')?;
    Some(Cause { name, settle: Settle::named(settle)?, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_of_a_cause() {
        for (name, _) in PAGES {
            assert!(is_known(name), "src/stages/catalogue/pages/{name}.md is of no cause");
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
