//! The round, ready to be shown: its parts, the modules of the build, and what is wrong, what stops go first.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Batch, Item, Remark, Status, Wants};
use crate::{
    findings::{Finding, Severity},
    go::version::Version,
    stages::{catalogue::NO_VERDICT, levels::Levels},
    trace::{PartLooked, SCHEMA, Trace},
};

/// What came of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// When it began (RFC 3339).
    pub started: String,
    /// What every fetch needs: settings, git and ssh, roots, the module proxies, the checksum database.
    pub parts: Vec<Item>,
    /// What the build requires.
    pub modules: Vec<Item>,
    /// The file of the build; none outside of a module.
    pub file: Option<String>,
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble<'a> {
    /// What it is.
    pub remark: Remark<'a>,
    /// The parts and module paths that have it.
    pub at: Vec<&'a str>,
    /// Whether the first of them is a module path.
    pub of_module: bool,
}

/// What came of a round, for machines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundView<'a> {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The program that says so.
    pub tool: Tool,
    /// `round`.
    pub command: Cow<'a, str>,
    /// The release whose rules were applied.
    pub go: Option<Version>,
    /// When it began (RFC 3339).
    pub started: Cow<'a, str>,
    /// The file of the build; null outside of a module.
    pub file: Option<Cow<'a, str>>,
    /// What every fetch needs.
    pub parts: Vec<PartView<'a>>,
    /// What came out for each module of the build.
    pub results: Cow<'a, [Item]>,
    /// What is wrong, each once, what stops go first.
    pub findings: Vec<Finding>,
    /// How many parts and modules ended how.
    pub summary: Summary,
    /// The exit status.
    pub exit: u8,
}

/// The program that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `goget-doctor`.
    pub name: String,
    /// Its release.
    pub version: String,
}

impl Tool {
    /// The name and release of this program.
    pub(crate) fn own() -> Self {
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        Self { name: name.to_owned(), version: version.to_owned() }
    }
}

/// How many parts and modules ended how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How many are well.
    pub passed: usize,
    /// How many go fails at, or have an error.
    pub failed: usize,
    /// How many are without a verdict.
    pub unknown: usize,
}

/// A part of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView<'a> {
    /// What it is: `settings`, `git and ssh`, `roots`, or the server that was asked.
    pub name: Cow<'a, str>,
    /// Whether it is as go needs it; null where nobody knows.
    pub ok: Option<bool>,
    /// go's text, where it fails there.
    pub error: Option<Cow<'a, str>>,
    /// What is missing for a verdict, or the limit that was reached.
    pub missing: Option<Cow<'a, str>>,
    /// The names of what is wrong with it.
    pub findings: Vec<Cow<'a, str>>,
    /// How long its requests took, in microseconds.
    pub micros: u64,
}

impl Round {
    /// Whether traces are those of a saved round.
    pub fn is_in(traces: &[Trace]) -> bool {
        traces.iter().any(|trace| trace.first::<PartLooked>().is_some())
    }

    /// A round that was saved: the parts come as they were looked at, the modules by their paths.
    pub fn of(traces: &[Trace], wants: Wants) -> Self {
        let of_part = |trace: &&Trace| trace.first::<PartLooked>().is_some();
        let (parts, mut modules): (Vec<&Trace>, Vec<&Trace>) = traces.iter().partition(of_part);
        modules.sort_by_key(|trace| &trace.header.path.0);
        let items = |traces: &[&Trace]| traces.iter().map(|it| Item::wanted(it, wants)).collect();
        let started = parts.first().map(|trace| trace.header.started.clone()).unwrap_or_default();
        Self { started, parts: items(&parts), modules: items(&modules), file: None }
    }

    /// Gives its findings the levels of this run.
    pub fn level(&mut self, levels: &Levels) {
        let all = self.parts.iter_mut().chain(&mut self.modules);
        all.for_each(|item| item.report.level(levels));
    }

    /// All results in a batch, for the formats that know nothing else.
    pub fn batch(&self) -> Batch {
        let items = [self.parts.as_slice(), &self.modules].concat();
        Batch::new(items).by("round", self.started.clone())
    }

    /// What is wrong, each once: errors first, then as the parts come, so that a cause goes before what comes of it.
    pub fn troubles(&self) -> Vec<Trouble<'_>> {
        let mut troubles: Vec<Trouble<'_>> = Vec::new();
        let parts = self.parts.iter().map(|item| (item, false));
        for (item, of_module) in parts.chain(self.modules.iter().map(|item| (item, true))) {
            let path = item.report.path.as_str();
            for remark in item.remarks() {
                let same = |it: &&mut Trouble<'_>| is_same(&it.remark, &remark, of_module);
                match troubles.iter_mut().find(same) {
                    Some(known) => known.at.push(path),
                    None => troubles.push(Trouble { remark, at: vec![path], of_module }),
                }
            }
        }
        troubles.sort_by_key(|trouble| rank(&trouble.remark));
        troubles
    }
}

/// Whether two remarks tell one thing. Modules are told together by name: their titles hold their paths.
fn is_same(known: &Remark<'_>, new: &Remark<'_>, of_module: bool) -> bool {
    let named = known.name == new.name && (of_module || known.title == new.title);
    named && (new.finding.is_some() || known.title == new.title)
}

/// What goes first: what is known before what is not.
fn rank(remark: &Remark<'_>) -> (Severity, bool) {
    let severity = if remark.name == NO_VERDICT { Severity::Warning } else { remark.severity };
    (severity, remark.name == NO_VERDICT)
}

impl<'a> RoundView<'a> {
    /// The round for machines.
    pub fn of(round: &'a Round) -> Self {
        let batch = round.batch();
        let findings = round.troubles().into_iter().filter_map(|it| it.remark.finding.cloned());
        Self {
            schema: SCHEMA,
            tool: Tool::own(),
            command: "round".into(),
            go: round.parts.first().map(|item| item.report.go),
            started: (&round.started).into(),
            file: round.file.as_deref().map(Cow::Borrowed),
            parts: round.parts.iter().map(PartView::of).collect(),
            results: (&round.modules).into(),
            findings: findings.collect(),
            summary: Summary {
                passed: batch.count(Status::Passed),
                failed: batch.count(Status::Failed),
                unknown: batch.count(Status::Open),
            },
            exit: batch.exit(),
        }
    }
}

impl<'a> PartView<'a> {
    fn of(item: &'a Item) -> Self {
        let (report, verdict) = (&item.report, &item.report.verdict);
        Self {
            name: report.path.as_str().into(),
            ok: verdict.ok(),
            error: verdict.error().map(Cow::Borrowed),
            missing: verdict.missing().or(verdict.limit()).map(Cow::Borrowed),
            findings: report.findings.iter().map(|finding| Cow::Borrowed(&*finding.name)).collect(),
            micros: item.hosts.iter().map(|host| host.micros).sum(),
        }
    }
}
