//! The one catalogue of names: each name that any command prints, with its page and with who tells it.
//!
//! A name comes from a check of a run, of the settings or of the roots, from a rule for files of paths, from a rule
//! of the protocol of module proxies, or from the causes
//! that `explain --log` gives. One name has one page, whoever tells it.

pub(crate) mod causes;
mod cure;
mod family;
mod teller;
mod verdict;

use std::sync::LazyLock;

use super::{
    files::rules::{self, Rule as FileRule},
    protocol,
};
use crate::{
    findings::{Check, Severity, first_sentence},
    problem, stages,
};

use causes::Known;
pub(crate) use cure::cure;
pub(crate) use verdict::{GO_FAILS, NO_VERDICT};

pub use causes::known;
pub use family::Family;
pub use teller::{Teller, sentence};
pub use verdict::BARE;

/// A name that a command prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The kebab-case name, which never changes.
    pub name: &'static str,
    /// The family whose document holds the page.
    pub family: Family,
    /// How bad a run finds it; none where no run tells it.
    pub severity: Option<Severity>,
    /// One-sentence summary.
    pub summary: String,
    /// Meaning, look-alikes and cure, in Markdown.
    pub page: &'static str,
    /// The commands' parts that tell it, in the order of `Teller`; at least one.
    pub told_by: Vec<Teller>,
    /// Other names that may be behind a text of go that this one explains, in alphabetical order.
    pub alike: Vec<&'static str>,
    /// Scenario of the lab that looks alike, and in which a run does not find it.
    pub quiet_in: Option<&'static str>,
}

impl Named {
    /// Whether `--deny`, `--warn` and `--allow` take it: all but the two names of a verdict without a finding.
    pub fn is_finding(&self) -> bool {
        BARE.iter().all(|(name, _)| *name != self.name)
    }
}

/// Every name once: those of runs in the order of the checks, then of settings, of files, of proxies and of logs.
pub fn all() -> &'static [Named] {
    static CATALOGUE: LazyLock<Vec<Named>> = LazyLock::new(gathered);
    &CATALOGUE
}

/// The entry called `name`.
pub fn find(name: &str) -> Option<&'static Named> {
    all().iter().find(|named| named.name == name)
}

/// The name that was most likely meant by `name`, which is none.
pub fn nearest(name: &str) -> Option<&'static str> {
    problem::nearest(name, all().iter().map(|named| named.name))
}

fn gathered() -> Vec<Named> {
    let known: Vec<Known> = causes::known().collect();
    let mut all: Vec<Named> = stages::pages().map(of_check).collect();
    all.extend(rules::ALL.iter().map(of_fault));
    all.extend(protocol::ALL.iter().map(of_rule));
    all.extend(BARE.map(of_verdict));
    let is_new = |known: &&Known| all.iter().all(|named| named.name != known.name);
    let of_logs: Vec<_> = known.iter().filter(is_new).map(of_log).collect();
    all.extend(of_logs);
    for named in &mut all {
        named.told_by = teller::of(named.name);
        let told = known.iter().find(|known| known.name == named.name);
        named.alike = told.map(|known| known.alike.clone()).unwrap_or_default();
    }
    all
}

fn of_check(check: &Check) -> Named {
    let quiet_in = Some(check.quiet_in);
    Named { quiet_in, ..entry(check.name, Some(check.severity), check.summary(), check.page) }
}

fn of_fault(fault: &FileRule) -> Named {
    let summary = first_sentence(fault.page);
    entry(fault.name, Some(fault.severity), summary, fault.page)
}

fn of_rule(rule: &protocol::Rule) -> Named {
    entry(rule.name, Some(rule.severity), first_sentence(rule.page), rule.page)
}

fn of_verdict((name, page): (&'static str, &'static str)) -> Named {
    entry(name, Some(Severity::Error), first_sentence(page), page)
}

fn of_log(known: &Known) -> Named {
    entry(known.name, None, known.why.to_owned(), known.page.unwrap_or_default())
}

fn entry(
    name: &'static str,
    severity: Option<Severity>,
    summary: String,
    page: &'static str,
) -> Named {
    let (told_by, alike) = (Vec::new(), Vec::new());
    Named {
        name,
        family: Family::of(name),
        severity,
        summary,
        page,
        told_by,
        alike,
        quiet_in: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_name_comes_once_and_somebody_tells_it() {
        let names: BTreeSet<_> = all().iter().map(|named| named.name).collect();
        assert_eq!(names.len(), all().len());
        for named in all() {
            assert!(!named.told_by.is_empty(), "{}", named.name);
            assert_eq!(named.severity.is_none(), named.told_by == [Teller::Log], "{}", named.name);
            assert!(Family::listed(named.name).is_some(), "{}: no family", named.name);
            assert!(named.summary.ends_with(['.', ':']), "{}: {}", named.name, named.summary);
        }
    }

    #[test]
    fn a_page_of_a_log_stands_aside_where_a_check_has_one() {
        for known in causes::known() {
            let is_rule = rules::ALL.iter().any(|rule| rule.name == known.name);
            let checked = stages::by_name(known.name).is_some() || is_rule;
            assert_eq!(known.page.is_none(), checked, "{}: one name, one page", known.name);
        }
    }
}
