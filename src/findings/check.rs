//! A check: a pure function from the trace to a finding, with its page and its look-alike.

use super::{Finding, Severity, view::View};
use crate::{secret::redact_url, trace::Step};

/// A check: what it is called, how bad it is, its page, and how it is found.
#[derive(Clone, Copy)]
pub struct Check {
    /// The kebab-case name, which never changes.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do about it, in Markdown.
    pub page: &'static str,
    /// Its place among the findings of a run, before that of its family.
    pub rank: Rank,
    /// A scenario of the lab that looks alike, and in which it is not found.
    pub quiet_in: &'static str,
    pub(crate) find: fn(&View<'_>) -> Option<Found>,
}

/// What a finding is to the failure of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A cause, or a symptom of one: a cure would help this run.
    Cause,
    /// What works, and may not for long or not for everyone.
    Aside,
}

/// Checks of one stage, and the step at which go fails on what they find.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    pub(crate) step: Step,
    pub(crate) checks: &'static [Check],
}

impl Group {
    pub(crate) const fn at(step: Step, checks: &'static [Check]) -> Self {
        Self { step, checks }
    }
}

/// Declares the check of a file. The doc comment is its page. `aside` comes before `quiet` where
/// the finding is one.
macro_rules! check {
    ($(#[doc = $line:literal])+ $name:literal, $severity:ident, quiet in $lookalike:literal) => {
        $crate::findings::check! {
            $(#[doc = $line])+ $name, $severity, Cause, quiet in $lookalike
        }
    };
    ($(#[doc = $line:literal])+ $name:literal, $severity:ident, aside, quiet in $lookalike:literal) => {
        $crate::findings::check! {
            $(#[doc = $line])+ $name, $severity, Aside, quiet in $lookalike
        }
    };
    (
        $(#[doc = $line:literal])+
        $name:literal, $severity:ident, $rank:ident, quiet in $lookalike:literal
    ) => {
        $(#[doc = $line])+
        pub(crate) const CHECK: $crate::findings::Check = $crate::findings::Check {
            name: $name,
            severity: $crate::findings::Severity::$severity,
            page: concat!($($line, "\n"),+),
            rank: $crate::findings::Rank::$rank,
            quiet_in: $lookalike,
            find,
        };
    };
}

pub(crate) use check;

/// Declares the checks of a family, one file each; of those that find something, the first is shown first.
macro_rules! checks {
    ($($module:ident),+ $(,)?) => {
        $(pub(crate) mod $module;)+

        pub(crate) const ALL: &[$crate::findings::Check] = &[$($module::CHECK),+];
    };
}
pub(crate) use checks;

/// The first sentence of a page, in one line.
pub(crate) fn first_sentence(page: &str) -> String {
    let text = page.split("\n\n").next().unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

impl Check {
    /// The first sentence of the page.
    pub fn summary(&self) -> String {
        first_sentence(self.page)
    }

    pub(crate) fn finding(&self, view: &View<'_>) -> Option<Finding> {
        let found = (self.find)(view)?;
        // Whatever a check quotes, a setting or go's own text, may hold the password of a URL.
        let masked = |texts: Vec<String>| texts.iter().map(|text| redact_url(text)).collect();
        Some(Finding {
            name: self.name.into(),
            severity: if found.mild { Severity::Warning } else { self.severity },
            usual: None,
            title: redact_url(&found.title),
            evidence: masked(found.evidence),
            fix: masked(found.fix),
            not: masked(found.not),
            step: found.step,
            look: view.look().filter(|_| self.name.starts_with("tls-")),
        })
    }
}

/// What a check found.
pub(crate) struct Found {
    step: Step,
    title: String,
    evidence: Vec<String>,
    fix: Vec<String>,
    not: Vec<String>,
    mild: bool,
}

impl Found {
    pub(crate) fn new(step: Step, title: impl Into<String>) -> Self {
        let (evidence, fix, not) = (Vec::new(), Vec::new(), Vec::new());
        Self { step, title: title.into(), evidence, fix, not, mild: false }
    }

    pub(crate) fn seen(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    pub(crate) fn fix(mut self, line: impl Into<String>) -> Self {
        self.fix.push(line.into());
        self
    }

    /// Makes it a warning, where go succeeds all the same.
    pub(crate) fn mild(self) -> Self {
        Self { mild: true, ..self }
    }

    pub(crate) fn not(mut self, line: impl Into<String>) -> Self {
        self.not.push(line.into());
        self
    }
}
