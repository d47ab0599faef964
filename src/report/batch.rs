//! Several paths at once: what came out for each, where it is named, and what CI needs to know.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    Edit, Report, Source, Wants,
    details::{Details, HostTime},
};
use crate::{
    findings::{Finding, Severity},
    problem::Problem,
    stages::catalogue::{GO_FAILS, NO_VERDICT},
    trace::{Missing, NOBODY_ASKED, Stage, Trace, Verdict},
};

/// All that a command found out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// The command that found it out.
    pub command: &'static str,
    /// When the run began (RFC 3339).
    pub started: String,
    /// What was checked, where, and by which settings: names and values, for who reads it elsewhere.
    pub about: Vec<(&'static str, String)>,
    /// In the order of the input, without those that were let go.
    pub items: Vec<Item>,
    /// What is known of those.
    pub gone: Gone,
    /// Why there is less than was asked for, where that is so.
    pub incomplete: Option<Problem>,
}

/// What a batch knows of results that it does not hold any more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gone {
    /// How many ended how.
    counts: HashMap<Status, usize>,
    /// The first of the last stages that were judged of those that passed.
    judged: Option<Stage>,
}

/// What came out for one path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The verdict.
    #[serde(flatten)]
    pub report: Report,
    /// The line that names the path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The way to it through the module graph: the main module, then `PATH@VERSION` of those who require one another;
    /// empty for what go.mod requires itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_by: Vec<String>,
    /// Its place in the input, from 0, where results come as they are done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// Whether all that is wrong is in the baseline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// The edits of the file that cure its findings.
    #[serde(skip)]
    pub edits: Vec<Edit>,
    /// What was asked of each host.
    #[serde(skip)]
    pub hosts: Vec<HostTime>,
    /// The requests and certificates, for those who draw them.
    #[serde(skip)]
    pub details: Option<Details>,
}

/// How a path ended, for a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// go would succeed, and there is no error.
    Passed,
    /// go would fail, or there is a finding of severity error.
    Failed,
    /// go would fail, and the baseline has all that is wrong.
    Known,
    /// There is no verdict.
    Open,
}

/// Something to tell about a path: a finding, or that go fails where no finding says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark<'a> {
    /// The name of the finding, or of the rule for go's failure.
    pub name: &'a str,
    /// How bad it is.
    pub severity: Severity,
    /// One-sentence summary.
    pub title: &'a str,
    /// The finding, where there is one.
    pub finding: Option<&'a Finding>,
}

impl Item {
    /// What came out of the run that `trace` recorded.
    pub fn of(trace: &Trace) -> Self {
        Self::wanted(trace, Wants::ALL)
    }

    /// As [`Item::of`], without what is not wanted.
    pub fn wanted(trace: &Trace, wants: Wants) -> Self {
        Self {
            hosts: HostTime::of(trace),
            details: wants.drawn.then(|| Details::of(trace)),
            ..Self::new(Report::wanted(trace, wants))
        }
    }

    /// Adds the verdicts of runs for all releases.
    #[must_use]
    pub fn across(self, all: &[Trace]) -> Self {
        Self { report: self.report.across(all), ..self }
    }

    /// Adds what other releases of interest say.
    #[must_use]
    pub fn beside(self, others: &[Trace]) -> Self {
        Self { report: self.report.beside(others), ..self }
    }

    /// A report that nothing more is known of.
    pub fn new(report: Report) -> Self {
        Self {
            report,
            source: None,
            required_by: Vec::new(),
            index: None,
            known: false,
            edits: Vec::new(),
            hosts: Vec::new(),
            details: None,
        }
    }

    /// All there is to tell, the worst first.
    pub fn remarks(&self) -> Vec<Remark<'_>> {
        let report = &self.report;
        let findings = report.findings.iter().map(|finding| Remark {
            name: &finding.name,
            severity: finding.severity,
            title: &finding.title,
            finding: Some(finding),
        });
        let mut remarks: Vec<Remark<'_>> = findings.collect();
        let explained = remarks.iter().any(|remark| remark.severity == Severity::Error);
        let bare = |name, severity, title| Remark { name, severity, title, finding: None };
        match &report.verdict {
            Verdict::Named(_) => remarks.push(bare(NO_VERDICT, Severity::Note, NOBODY_ASKED)),
            Verdict::Unknown(Missing { what: why, .. }) | Verdict::Stopped(why) => {
                remarks.push(bare(NO_VERDICT, Severity::Error, why));
            }
            Verdict::Fails(error) if !explained => {
                remarks.push(bare(GO_FAILS, Severity::Error, error));
            }
            Verdict::Fails(_) | Verdict::Refused | Verdict::Gets(_) | Verdict::HandshakeOnly => {}
        }
        remarks.sort_by_key(|remark| remark.severity);
        remarks
    }

    /// The most important of it in a line: a finding's name, what is missing, the version, or the repository.
    pub fn says(&self) -> String {
        let version = self.report.played.as_ref().and_then(|played| played.version.as_ref());
        if let Some(version) = version.filter(|_| self.remarks().is_empty()) {
            return format!("{} from {}", version.version, version.from);
        }
        match (self.remarks().first(), self.report.verdict.root()) {
            (Some(remark), _) if remark.finding.is_some() => remark.name.to_owned(),
            (Some(_), Some(root)) => format!("{} {}: {NOBODY_ASKED}", root.vcs, root.repo),
            (Some(remark), None) => remark.title.to_owned(),
            (None, Some(root)) => format!("{} {}", root.vcs, root.repo),
            (None, None) if self.report.asks_nothing() => "nothing is wrong with the line".into(),
            (None, None) => "needs no repository".to_owned(),
        }
    }

    /// go's text, or the limit of our own.
    pub fn failure(&self) -> &str {
        let verdict = &self.report.verdict;
        verdict.error().or(verdict.limit()).or(verdict.missing()).unwrap_or("not known")
    }
}

impl Batch {
    /// What came out for some paths, all of which were asked for.
    pub fn new(items: Vec<Item>) -> Self {
        Self { command: "resolve", items, ..Self::default() }
    }

    /// Found out by `command`, in a run that began at `started`.
    #[must_use]
    pub fn by(self, command: &'static str, started: String) -> Self {
        Self { command, started, ..self }
    }

    /// The exit status for it: 1 where go would fail for one of the paths or there is an error, else 3
    /// where there is no verdict on one or the run did not come to its end, else 0.
    pub fn exit(&self) -> u8 {
        let any = |status| self.count(status) > 0;
        match () {
            () if any(Status::Failed) => 1,
            () if any(Status::Open) || self.incomplete.is_some() => 3,
            () => 0,
        }
    }

    /// A batch without results, and why.
    pub fn nothing(problem: Problem) -> Self {
        Self { incomplete: Some(problem), ..Self::default() }
    }

    /// Counts a result that nobody needs any more.
    pub fn let_go(&mut self, item: &Item) {
        let status = self.status(item);
        *self.gone.counts.entry(status).or_default() += 1;
        if status == Status::Passed {
            self.gone.judged = judged(item).into_iter().chain(self.gone.judged).min();
        }
    }

    /// How many results there are, with those that were let go.
    pub fn len(&self) -> usize {
        self.items.len() + self.gone.counts.values().sum::<usize>()
    }

    /// Whether there is no result.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How one of its items ended.
    pub fn status(&self, item: &Item) -> Status {
        let stands = item.report.findings.iter().any(|finding| finding.severity == Severity::Error);
        match item.report.verdict.ok() {
            None => Status::Open,
            Some(true) if !stands => Status::Passed,
            Some(_) if item.known => Status::Known,
            Some(_) => Status::Failed,
        }
    }

    /// How many items ended so.
    pub fn count(&self, status: Status) -> usize {
        let here = self.items.iter().filter(|item| self.status(item) == status).count();
        here + self.gone.counts.get(&status).copied().unwrap_or_default()
    }

    /// How many ended in each way that came up: `3 passed, 1 failed`.
    pub fn summary(&self) -> String {
        let counts = Status::ALL.map(|status| (self.count(status), status.says()));
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, says)| format!("{count} {says}")).collect();
        match counts.as_slice() {
            [] if self.incomplete.is_some() => "nothing checked".to_owned(),
            [] => NOTHING_REQUIRED.to_owned(),
            counts => counts.join(", "),
        }
    }

    /// As [`Batch::summary`], behind the number of paths: `4 paths: 3 passed, 1 failed`.
    pub fn counted(&self) -> String {
        let paths = if self.len() == 1 { "path" } else { "paths" };
        format!("{} {paths}: {}", self.len(), self.summary())
    }

    /// The last stage that was judged of all that passed behind the root; none where nothing came so far.
    pub fn judged(&self) -> Option<Stage> {
        let passed = self.items.iter().filter(|item| self.status(item) == Status::Passed);
        passed.filter_map(judged).chain(self.gone.judged).min()
    }

    /// What was judged of what passed, and what was not, in a sentence.
    pub fn judges(&self) -> Option<&'static str> {
        Some(match self.judged()? {
            Stage::Root => return None,
            Stage::Version => "versions are known; their go.mod, zips and sums were not asked for",
            Stage::Module => {
                "each go.mod is there and passes its sums; zips are asked for by --until package, \
                 and what the modules require is not followed"
            }
            Stage::Package => {
                "each zip is there and passes its checks and sums; what the modules require is not \
                 followed"
            }
        })
    }

    /// The reports alone.
    pub fn reports(&self) -> impl Iterator<Item = &Report> + Clone {
        self.items.iter().map(|item| &item.report)
    }

    /// What was asked of each host by all, the slowest first.
    pub fn hosts(&self) -> Vec<HostTime> {
        HostTime::sum(self.items.iter().flat_map(|item| &item.hosts))
    }
}

/// The last stage that was judged of a path behind its root.
fn judged(item: &Item) -> Option<Stage> {
    item.report.played.as_ref()?;
    Stage::by_name(&item.report.decided)
}

/// What there is to say of a go.mod without requirements: go downloads nothing for it, and succeeds.
const NOTHING_REQUIRED: &str = "nothing is required, and go has nothing to download";

impl Status {
    /// All of them, the worst first.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Open, Self::Known, Self::Passed];

    /// The word for it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Known => "known",
            Self::Open => "without a verdict",
        }
    }
}
