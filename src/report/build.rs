//! From a trace to a report. Pure, so that a saved run is judged again without a network.

use std::cmp::Reverse;

use crate::{
    findings::{Finding, Severity},
    go::{cmd::proxy_list::Route, std::strconv::text::lossy, version::Version},
    stages::path::words::first_proxy,
    stages::{self, levels::Levels},
    trace::{
        CommandEnded, Conclusion, Ending, GoCommand, Got, PackageSought, Routed, SCHEMA, Trace,
        Verdict, concluded,
    },
};

use super::{Candidate, Other, Outcome, Played, Releases, Report, Wants, log, steps};

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
        let sound = ending.verdict.is_found() && findings.is_empty();
        Self {
            schema: SCHEMA,
            go: trace.header.go,
            go_because: trace.header.because.clone(),
            releases: Vec::new(),
            disagree: Vec::new(),
            log: if wants.log { log::lines(trace, &ending) } else { Vec::new() },
            verdict: ending.verdict,
            asked_first: asked_first(trace),
            decides: ending.decides,
            played: Played::of(trace),
            candidates: candidates(trace),
            steps: if wants.steps.of(sound) { steps::of(trace, &path, wants) } else { Vec::new() },
            findings,
            allowed: Vec::new(),
            decided: decided(trace).into(),
            path,
        }
    }

    /// Adds the verdicts of runs for all releases.
    #[must_use]
    pub fn across(self, all: &[Trace]) -> Self {
        Self { releases: grouped(all), ..self }
    }

    /// Adds the verdicts of `others` that end otherwise: another success, or another root.
    #[must_use]
    pub fn beside(self, others: &[Trace]) -> Self {
        let disagree = others.iter().filter_map(|trace| self.other(trace)).collect();
        Self { disagree, ..self }
    }

    fn other(&self, trace: &Trace) -> Option<Other> {
        let verdict = Ending::of(trace).verdict;
        let known = |verdict: &Verdict| verdict.is_found() || verdict.ok().is_some();
        let differs =
            verdict.is_found() != self.verdict.is_found() || verdict.root() != self.verdict.root();
        (known(&verdict) && known(&self.verdict) && differs).then(|| {
            let because = trace.header.because.clone();
            Other { go: trace.header.go, because, verdict }
        })
    }

    /// A line that nobody is asked for, and what is wrong with it.
    pub fn of_line(path: &str, go: Version, findings: Vec<Finding>) -> Self {
        let verdict = of_findings(&findings);
        Self {
            schema: SCHEMA,
            go,
            go_because: String::new(),
            path: path.to_owned(),
            verdict,
            asked_first: None,
            decides: None,
            played: None,
            candidates: Vec::new(),
            steps: Vec::new(),
            findings,
            allowed: Vec::new(),
            releases: Vec::new(),
            disagree: Vec::new(),
            log: Vec::new(),
            decided: LINE.into(),
        }
    }
}

/// The verdict on a line that is only looked over.
fn of_findings(findings: &[Finding]) -> Verdict {
    let refused = findings.iter().any(|finding| finding.severity == Severity::Error);
    if refused { Verdict::Refused } else { Verdict::Gets(Got::default()) }
}

/// What was judged where nobody is asked.
const LINE: &str = "line";

impl Report {
    /// The label of go's text: its own words only on the way that it takes.
    pub fn says(&self) -> &'static str {
        match &self.played {
            // `go list -m` does not ask for what stands behind the version.
            Some(played) if played.command == GoCommand::List && played.stderr.is_none() => {
                "behind"
            }
            _ if self.asked_first.is_some() => "direct",
            _ => "go says",
        }
    }

    /// The label of what was found: go gets what was seen to be there, and no more.
    pub fn gets(&self) -> &'static str {
        match &self.verdict {
            Verdict::Gets(_) if self.played.is_some() && self.decided != "package" => "finds",
            Verdict::Named(_) => "named",
            Verdict::Gets(_) if self.decided == "package" => "go gets",
            _ => "root",
        }
    }

    /// The version that go gets, and whom it has it from; how many versions it lists, where it settles on none.
    pub fn got(&self) -> Option<String> {
        let played = self.played.as_ref()?;
        match (&played.version, played.versions.len()) {
            (Some(version), _) => {
                Some(format!("{} {} from {}", version.module, version.version, version.from))
            }
            (None, 0) => None,
            (None, 1) => Some(format!("1 version of {}", self.path)),
            (None, count) => Some(format!("{count} versions of {}", self.path)),
        }
    }

    /// Whether it is of a line that names nothing to ask for.
    pub(crate) fn asks_nothing(&self) -> bool {
        self.decided == LINE
    }
}

/// The module proxy that go asks before anyone else, where the run does not.
fn asked_first(trace: &Trace) -> Option<String> {
    if trace.first::<CommandEnded>().is_some_and(|ended| !ended.direct) {
        return None;
    }
    trace.all::<Routed>().find_map(|(_, routed)| match &routed.route {
        Some(Route::Proxies(entries)) => first_proxy(entries),
        _ => None,
    })
}

/// The last stage that was judged.
fn decided(trace: &Trace) -> &'static str {
    if let Some(ended) = trace.first::<CommandEnded>() {
        return ended.decided.name();
    }
    let seen = trace.all::<PackageSought>().any(|(_, sought)| sought.held.is_some());
    if seen { "package" } else { "root" }
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
    Releases { go: vec![trace.header.go], log: log::lines(trace, &ending), verdict: ending.verdict }
}

impl Releases {
    fn says(&self, other: &Self) -> bool {
        self.verdict == other.verdict
    }
}

/// What each module path came to that go looks up, longest first.
fn candidates(trace: &Trace) -> Vec<Candidate> {
    let concluded: Vec<Candidate> =
        concluded(trace).into_iter().map(|(path, end)| candidate(path, end)).collect();
    let Some(played) = Played::of(trace) else { return concluded };
    let mut candidates: Vec<Candidate> = Vec::new();
    for visit in played.walk.iter().filter(|visit| !visit.probe) {
        let error = visit.error.clone().filter(|_| visit.outcome != Outcome::Found);
        match candidates.iter_mut().find(|it| it.path == visit.path) {
            // An entry that counts says more than one that was passed over.
            Some(known) if visit.outcome != Outcome::Skipped => known.error = error,
            Some(_) => {}
            None => {
                let root = concluded.iter().find(|it| it.path == visit.path);
                let root = root.and_then(|it| it.root.clone());
                candidates.push(Candidate { path: visit.path.clone(), root, error });
            }
        }
    }
    // They are looked up at the same time, and answer in any order.
    candidates.sort_by_key(|candidate| Reverse(candidate.path.len()));
    candidates
}

fn candidate(path: &str, end: &Conclusion) -> Candidate {
    let (root, error) = match end {
        Conclusion::Found { root } => (Some(root.clone()), None),
        Conclusion::Failed { error, .. } => (None, Some(error.clone())),
        Conclusion::Answered
        | Conclusion::HandshakeOnly
        | Conclusion::Limit { .. }
        | Conclusion::Unknown { .. } => (None, None),
    };
    Candidate { path: path.to_owned(), root, error }
}

impl Report {
    /// Gives its findings the levels of this run. What go does stays as it is.
    pub fn level(&mut self, levels: &Levels) {
        self.allowed = levels.apply(&mut self.findings);
        // What go says of a file does not change with the levels.
        if self.asks_nothing() && self.verdict.error().is_none() {
            self.verdict = of_findings(&self.findings);
        }
    }
}
