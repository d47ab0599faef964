//! The readers of a trace, stage by stage: what each step says of itself, what is wrong, and what
//! go's own texts mean. Pure functions of the trace.
//!
//! A check prints nothing that it has not seen: no finding without an event that makes it true.

pub(crate) mod asked;
pub mod catalogue;
pub(crate) mod discovery;
pub(crate) mod errors;
pub mod files;
pub(crate) mod identity;
pub(crate) mod levels;
pub(crate) mod package;
pub(crate) mod path;
pub(crate) mod proxy;
pub(crate) mod roots;
pub(crate) mod settings;
pub(crate) mod steps;
pub(crate) mod sumdb;
pub(crate) mod vcs;
pub(crate) mod wire;

use std::sync::LazyLock;

use crate::{
    findings::{Check, Finding, view::View},
    trace::Trace,
};

/// The families of checks, in the order in which a cure would help: what go never came past first.
const FAMILIES: &[&[Check]] = &[
    path::checks::ALL,
    settings::checks::ALL,
    wire::checks::proxy::ALL,
    wire::checks::connect::ALL,
    wire::checks::tls::ALL,
    roots::checks::ALL,
    wire::checks::http::ALL,
    discovery::checks::answer::ALL,
    discovery::checks::page::ALL,
    discovery::checks::tag::ALL,
    discovery::checks::prefix::ALL,
    discovery::checks::govcs::ALL,
    vcs::checks::ALL,
];

static ALL: LazyLock<Vec<&'static Check>> = LazyLock::new(|| {
    let mut all: Vec<_> = FAMILIES.iter().copied().flatten().collect();
    all.sort_by_key(|check| check.rank);
    all
});

/// Every check of a lookup; where several find something, the first is shown first: by rank, then
/// family by family.
pub fn all() -> impl Iterator<Item = &'static Check> {
    ALL.iter().copied()
}

/// What `trace` shows to be wrong, what would cure the failure first.
pub fn findings(trace: &Trace) -> Vec<Finding> {
    let view = View::new(trace);
    all().filter_map(|check| check.finding(&view)).collect()
}

/// What is wrong with the settings themselves, for a run that looked nothing up.
pub fn settings_findings(trace: &Trace) -> Vec<Finding> {
    let view = View::new(trace);
    let checks = SETTINGS.iter().chain(all());
    checks.filter_map(|check| check.finding(&view)).collect()
}

/// What is wrong with the roots alone, for a run that looked at nothing else.
pub fn roots_findings(trace: &Trace) -> Vec<Finding> {
    let view = View::new(trace);
    roots::checks::ALONE.iter().filter_map(|check| check.finding(&view)).collect()
}

/// Every check of the settings, which needs no lookup; some have the name and the page of one that sees what they lead to.
pub const SETTINGS: &[Check] = settings::checks::lints::ALL;

/// Every check of the roots alone; each has the name and the page of one that asks a server.
pub const ROOTS: &[Check] = roots::checks::ALONE;

/// Every finding once, by the check that tells most about it.
pub fn pages() -> impl Iterator<Item = &'static Check> {
    let is_new = |check: &&Check| all().all(|other| other.name != check.name);
    all().chain(SETTINGS.iter().filter(is_new))
}

/// The check with this name.
pub fn by_name(name: &str) -> Option<&'static Check> {
    pages().find(|check| check.name == name)
}
