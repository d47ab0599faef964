//! From a trace to a report. Pure, so that a saved run is judged again without a network.

use crate::{
    findings::{Finding, Severity},
    go::{std::strconv::text::lossy, version::Version},
    stages::{self, levels::Levels},
    trace::{Conclusion, Ending, Event, Fact, SCHEMA, Trace, concluded},
};

use super::{Candidate, Other, Releases, Report, Wants, log, steps};

impl Report {
    /// The verdict on the run that `trace` recorded.
    pub fn of(trace: &Trace) -> Self {
        Self::wanted(trace, Wants::ALL)
    }

    /// As [`Report::of`], without what is not wanted.
    pub fn wanted(trace: &Trace, wants: Wants) -> Self {
        let path = lossy(&trace.header.path.0);
        let ending = Ending::of(trace);
        let findings = stages::findings(trace);
        let sound = ending.ok == Some(true) && findings.is_empty();
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            go_because: trace.header.because.clone(),
            releases: Vec::new(),
            disagree: Vec::new(),
            log: if wants.log { log::lines(trace, &ending) } else { Vec::new() },
            ok: ending.ok,
            root: ending.root,
            error: ending.error,
            limit: ending.limit,
            missing: ending.missing,
            decides: ending.decides,
            candidates: concluded(trace)
                .into_iter()
                .map(|(path, end)| candidate(path, end))
                .collect(),
            steps: if wants.steps.of(sound) { steps::of(trace, &path, wants) } else { Vec::new() },
            findings,
            allowed: Vec::new(),
            decided: decided(trace),
            path,
        }
    }

    /// With the verdicts of runs for all releases.
    #[must_use]
    pub fn across(self, all: &[Trace]) -> Self {
        Self { releases: grouped(all), ..self }
    }

    /// With those of the runs for `others` that end otherwise: another success, or another root.
    #[must_use]
    pub fn beside(self, others: &[Trace]) -> Self {
        let disagree = others.iter().filter_map(|trace| self.other(trace)).collect();
        Self { disagree, ..self }
    }

    fn other(&self, trace: &Trace) -> Option<Other> {
        let Ending { ok, root, error, .. } = Ending::of(trace);
        let differs = Some(ok? != self.ok? || root != self.root).filter(|differs| *differs);
        differs.and(ok).map(|ok| {
            let because = trace.header.because.clone();
            Other { go: trace.header.go, because, ok, root, error }
        })
    }

    /// A line that nobody is asked for, and what is wrong with it.
    pub fn of_line(path: &str, go: Version, findings: Vec<Finding>) -> Self {
        let ok = findings.iter().all(|finding| finding.severity > Severity::Error);
        Self {
            schema: SCHEMA,
            go,
            go_because: String::new(),
            path: path.to_owned(),
            ok: Some(ok),
            root: None,
            error: None,
            limit: None,
            missing: None,
            decides: None,
            candidates: Vec::new(),
            steps: Vec::new(),
            findings,
            allowed: Vec::new(),
            releases: Vec::new(),
            disagree: Vec::new(),
            log: Vec::new(),
            decided: LINE,
        }
    }
}

/// What was judged where nobody is asked.
const LINE: &str = "line";

impl Report {
    /// Whether it is of a line that names nothing to ask for.
    pub(super) fn asks_nothing(&self) -> bool {
        self.decided == LINE
    }
}

/// The last stage that was judged.
fn decided(trace: &Trace) -> &'static str {
    let package = |event: &Event| match &event.fact {
        Fact::PackageSought(sought) => sought.held.is_some(),
        _ => false,
    };
    if trace.events.iter().any(package) { "package" } else { "root" }
}

/// The verdicts of runs for several releases; neighbours that say the same are one.
fn grouped(traces: &[Trace]) -> Vec<Releases> {
    let mut groups: Vec<Releases> = Vec::new();
    for trace in traces {
        let own = releases(trace);
        match groups.last_mut().filter(|last| last.says(&own)) {
            Some(last) => last.go.extend(own.go),
            None => groups.push(own),
        }
    }
    groups
}

fn releases(trace: &Trace) -> Releases {
    let ending = Ending::of(trace);
    Releases {
        go: vec![trace.header.go],
        log: log::lines(trace, &ending),
        ok: ending.ok,
        root: ending.root,
        error: ending.error,
        limit: ending.limit,
        missing: ending.missing,
    }
}

impl Releases {
    fn says(&self, other: &Self) -> bool {
        let verdict = |it: &Self| (it.ok, it.error.clone(), it.limit.clone(), it.missing.clone());
        self.root == other.root && verdict(self) == verdict(other)
    }
}

fn candidate(path: &str, end: &Conclusion) -> Candidate {
    let (root, error) = match end {
        Conclusion::Found { root } => (Some(root.clone()), None),
        Conclusion::Failed { error, .. } => (None, Some(error.clone())),
        Conclusion::Shaken | Conclusion::Limit { .. } | Conclusion::Unknown { .. } => (None, None),
    };
    Candidate { path: path.to_owned(), root, error }
}

impl Report {
    /// Gives its findings the levels of this run. What go does stays as it is.
    pub fn level(&mut self, levels: &Levels) {
        self.allowed = levels.apply(&mut self.findings);
        if self.asks_nothing() {
            self.ok = Some(self.findings.iter().all(|it| it.severity > Severity::Error));
        }
    }
}
