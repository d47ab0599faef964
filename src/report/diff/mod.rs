//! Two runs of one path: what differs between them, and which difference decides ("works here, fails in CI").

mod seen;

use serde::{Deserialize, Serialize};

use super::{Report, Verdict};
use crate::trace::Trace;
pub use seen::Aspect;
use seen::{Seen, Subject};

/// Two runs, path by path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diff {
    /// The paths of both, in the order of the first run.
    pub paths: Vec<Pair>,
    /// The paths that only the first run has.
    pub only_first: Vec<String>,
    /// The paths that only the second run has.
    pub only_second: Vec<String>,
}

/// One path in two runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The path.
    pub path: String,
    /// What it came to in the first run.
    pub first: Side,
    /// What it came to in the second run.
    pub second: Side,
    /// Whether both came to the same.
    pub same: bool,
    /// Which of the differences decides, where both did not come to the same and one is seen that may.
    pub decisive: Option<Difference>,
    /// All differences, in the order in which they take effect.
    pub differences: Vec<Difference>,
}

/// What a path came to in one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Whether go would succeed; null where that is not known.
    pub ok: Option<bool>,
    /// go's text, or what is missing.
    pub error: Option<String>,
    /// The version that go settled on.
    pub version: Option<String>,
    /// The names of the findings.
    pub findings: Vec<String>,
}

/// Something that is not the same in both runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What kind of thing.
    pub aspect: Aspect,
    /// The thing: the name of a setting, a host, a URL, a module.
    pub subject: String,
    /// What it is in the first run; null where the run says nothing of it.
    pub first: Option<String>,
    /// What it is in the second run.
    pub second: Option<String>,
}

impl Diff {
    /// What differs between two saved runs.
    pub fn of(first: &[Trace], second: &[Trace]) -> Self {
        let alone = first.len() == 1 && second.len() == 1;
        let partner = |trace: &Trace| {
            second.iter().find(|other| alone || other.header.path == trace.header.path)
        };
        let paired = first.iter().filter_map(|trace| Some(Pair::of(trace, partner(trace)?)));
        let lacks = |some: &[Trace], others: &[Trace]| {
            let known = |trace: &&Trace| {
                !alone && !others.iter().any(|other| other.header.path == trace.header.path)
            };
            some.iter().filter(known).map(|trace| Report::of(trace).path).collect()
        };
        Self {
            paths: paired.collect(),
            only_first: lacks(first, second),
            only_second: lacks(second, first),
        }
    }

    /// Whether some path did not come to the same, or is in one run only.
    pub fn differs(&self) -> bool {
        let one_only = !self.only_first.is_empty() || !self.only_second.is_empty();
        one_only || self.paths.iter().any(|pair| !pair.same)
    }
}

impl Pair {
    fn of(first: &Trace, second: &Trace) -> Self {
        let reports = [Report::of(first), Report::of(second)];
        let differences = differences(&Seen::of(first), &Seen::of(second));
        let [a, b] = [&reports[0], &reports[1]].map(Side::of);
        let same = a == b;
        let decisive = if same { None } else { decisive(&differences, &reports) };
        Self {
            path: reports[0].path.clone(),
            first: a,
            second: b,
            same,
            decisive: decisive.cloned(),
            differences,
        }
    }
}

impl Side {
    fn of(report: &Report) -> Self {
        let verdict: &Verdict = &report.verdict;
        let error = verdict.error().or(verdict.limit()).or(verdict.missing());
        let version = report.played.as_ref().and_then(|played| played.version.as_ref());
        let mut findings: Vec<String> =
            report.findings.iter().map(|finding| finding.name.to_string()).collect();
        findings.sort();
        Self {
            ok: verdict.ok(),
            error: error.map(ToOwned::to_owned),
            version: version.map(|found| found.version.clone()),
            findings,
        }
    }
}

/// What is not the same, in the order in which it takes effect: causes before what comes of them.
fn differences(first: &Seen, second: &Seen) -> Vec<Difference> {
    let mut subjects: Vec<&Subject> = first.all.keys().chain(second.all.keys()).collect();
    subjects.sort();
    subjects.dedup();
    let differing = subjects.into_iter().filter_map(|subject| {
        let values = [first, second].map(|seen| seen.all.get(subject));
        (values[0] != values[1]).then(|| Difference {
            aspect: subject.aspect,
            subject: subject.name.clone(),
            first: values[0].cloned(),
            second: values[1].cloned(),
        })
    });
    differing.collect()
}

/// The difference that decides: the first that takes effect of those that the findings or go's text name, else
/// the first of all. The moment of a run decides only where a certificate is refused for it.
fn decisive<'a>(differences: &'a [Difference], reports: &[Report; 2]) -> Option<&'a Difference> {
    let texts: Vec<String> = reports.iter().flat_map(told).collect();
    let by_clock =
        texts.iter().any(|text| ["expired", "not yet valid"].iter().any(|it| text.contains(it)));
    let holds = |name: &str| texts.iter().any(|text| text.contains(name));
    let is_told =
        |difference: &&Difference| difference.aspect == Aspect::Clock || holds(&difference.subject);
    let is_named = |difference: &&Difference| {
        let values = [&difference.first, &difference.second].into_iter().flatten();
        let mut values = values.filter(|value| value.len() >= TELLING);
        is_told(difference) || values.any(|value| holds(value))
    };
    let may = |difference: &&Difference| match difference.aspect {
        Aspect::Clock => by_clock,
        // git and ssh are asked after a failure only: what one run does not have may be the same.
        Aspect::Access => {
            let is_own = difference.subject.contains('.') || difference.subject == "ssh";
            difference.is_of_both() || is_own && is_named(difference)
        }
        Aspect::Setting => !PLACES.contains(&&*difference.subject) || holds(&difference.subject),
        // A run that did not come so far read none.
        Aspect::Roots => difference.is_of_both(),
        aspect if aspect.is_cause() => true,
        // What one run did not come to is no reason.
        aspect => aspect.may_decide() && difference.is_of_both() && !difference.is_further(),
    };
    let causes = differences.iter().filter(may).filter(|it| it.aspect.is_cause());
    let any = || differences.iter().find(may);
    let named = || causes.clone().find(is_told).or_else(|| causes.clone().find(is_named));
    named().or_else(|| causes.clone().next()).or_else(any)
}

/// The settings that name folders, which are others on every machine.
const PLACES: &[&str] = &["GOENV", "GOMODCACHE", "GOPATH", "GOCACHE", "GOROOT", "GOTMPDIR"];

/// How long a value is at least that texts are searched for, in bytes: shorter ones are in every text.
const TELLING: usize = 8;

impl Difference {
    fn is_of_both(&self) -> bool {
        self.first.is_some() && self.second.is_some()
    }

    /// Whether one run says the same as the other, and then more: it came further.
    fn is_further(&self) -> bool {
        let [first, second] =
            [&self.first, &self.second].map(|it| it.as_deref().unwrap_or_default());
        let goes_on = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.starts_with(seen::AND))
        };
        goes_on(first, second) || goes_on(second, first)
    }
}

/// What a report says is wrong.
fn told(report: &Report) -> Vec<String> {
    let findings = report.findings.iter().flat_map(|finding| {
        let lines = finding.evidence.iter().chain(&finding.fix).cloned();
        lines.chain([finding.title.clone(), finding.name.to_string()])
    });
    findings.chain(report.verdict.error().map(ToOwned::to_owned)).collect()
}
