//! The readers of a trace, stage by stage: what each step says of itself, what is wrong, and what
//! go's own texts mean. Pure functions of the trace.
//!
//! A check prints nothing that it has not seen: no finding without an event that makes it true.

mod asked;
pub mod catalogue;
pub(crate) mod errors;
pub mod files;
pub(crate) mod levels;
pub mod protocol;
pub(crate) mod stage;
pub(crate) mod steps;
pub(crate) mod trial;

use std::sync::LazyLock;

use crate::{
    findings::{Check, Finding, Group, view::View},
    trace::{Part, PartLooked, Trace},
};
pub(crate) use path::meant_path;
use stage::Stage;

/// Makes the list of stages: each is a folder, whose `mod.rs` gives it as a value.
macro_rules! stages {
    ($($stage:ident),+ $(,)?) => {
        $(pub(crate) mod $stage;)+

        /// Every stage, in go's order.
        const STAGES: &[Stage] = &[$($stage::STAGE),+];
    };
}

stages! { settings, path, wire, roots, proxy, discovery, vcs, identity, sumdb, package }

/// The checks of all stages: by rank, then in the order in which a cure would help: what go never came past first.
static ALL: LazyLock<Vec<&'static Check>> = LazyLock::new(|| {
    let mut groups: Vec<&Group> = STAGES.iter().flat_map(|stage| stage.checks).collect();
    groups.sort_by_key(|group| group.step);
    let mut all: Vec<_> = groups.into_iter().flat_map(|group| group.checks).collect();
    all.sort_by_key(|check| check.rank);
    all
});

/// Every check of a lookup; where several find something, the first is shown first: by rank, then
/// step by step.
pub fn all() -> impl Iterator<Item = &'static Check> {
    ALL.iter().copied()
}

/// What `trace` shows to be wrong, what would cure the failure first.
pub fn findings(trace: &Trace) -> Vec<Finding> {
    match trace.first::<PartLooked>().map(|looked| looked.part) {
        Some(Part::Settings) => settings_findings(trace),
        Some(Part::Roots) => roots_findings(trace),
        Some(Part::Tools) => by(TOOLS, trace),
        Some(Part::Database | Part::Entry) | None => by(all(), trace),
    }
}

fn by<'a>(checks: impl IntoIterator<Item = &'a Check>, trace: &Trace) -> Vec<Finding> {
    let view = View::new(trace);
    checks.into_iter().filter_map(|check| check.finding(&view)).collect()
}

/// What is wrong with the settings themselves, for a run that looked nothing up.
pub fn settings_findings(trace: &Trace) -> Vec<Finding> {
    let view = View::new(trace);
    let mut findings: Vec<Finding> = Vec::new();
    for found in SETTINGS.iter().chain(all()).filter_map(|check| check.finding(&view)) {
        let again = |it: &Finding| it.name == found.name && it.title == found.title;
        if !findings.iter().any(again) {
            findings.push(found);
        }
    }
    findings
}

/// What is wrong with the roots alone, for a run that looked at nothing else.
pub fn roots_findings(trace: &Trace) -> Vec<Finding> {
    by(ROOTS, trace)
}

/// Every check of the settings, which needs no lookup; some have the name and the page of one that sees what they lead to.
pub const SETTINGS: &[Check] = settings::STAGE.alone;

/// Every check of the roots alone; each has the name and the page of one that asks a server.
pub const ROOTS: &[Check] = roots::STAGE.alone;

/// Every check of git and ssh as they are, for no repository; each has the name and the page of one that asks one.
const TOOLS: &[Check] = vcs::STAGE.alone;

/// Every finding once, by the check that tells most about it.
pub fn pages() -> impl Iterator<Item = &'static Check> {
    let is_new = |check: &&Check| all().all(|other| other.name != check.name);
    all().chain(SETTINGS.iter().filter(is_new))
}

/// The check with this name.
pub fn by_name(name: &str) -> Option<&'static Check> {
    pages().find(|check| check.name == name)
}
