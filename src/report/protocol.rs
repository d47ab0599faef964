//! A module proxy put to its protocol: the report of the `proxy` command.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Levels;
use crate::{
    findings::{Finding, Severity, StepVerdict},
    go::version::Version,
    secret::redact_url,
    stages::protocol::{self, Broken, Rule, Ruling},
    trace::{
        SCHEMA,
        protocol::{End, ProtocolRun, Reply},
    },
};

/// What a module proxy makes of its protocol, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The program that says so.
    pub tool: Program,
    /// Always `proxy`.
    pub command: Cow<'static, str>,
    /// The release that asked.
    pub go: Version,
    /// The proxy's URL, its password masked.
    pub url: String,
    /// The module that was named; the rules about one are left out where there is none.
    pub module: Option<String>,
    /// The version that was looked at.
    pub version: Option<String>,
    /// A row for each rule, in the order in which go meets them.
    pub rules: Vec<Row>,
    /// The zip of the version.
    pub zip: Option<Zip>,
    /// Every request, in order.
    pub asked: Vec<Asked>,
    /// What is wrong and what to change.
    pub findings: Vec<Finding>,
    /// The exit status.
    pub exit: u8,
}

/// The program that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// `goget-doctor`.
    pub name: Cow<'static, str>,
    /// Its release.
    pub version: Cow<'static, str>,
}

/// A rule, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The name of the finding where it is broken.
    pub name: Cow<'static, str>,
    /// What the rule asks of a proxy.
    pub rule: Cow<'static, str>,
    /// `fail` and `warn` where it is broken, `skip` where it was not tried.
    pub verdict: StepVerdict,
    /// What shows it, or why it was not tried.
    pub says: String,
    /// The requests, each with its answer, where it is broken.
    pub evidence: Vec<Evidence>,
    /// The releases that mind, where it is broken.
    pub releases: Vec<Version>,
    /// How to set it right, where it is broken.
    pub cure: Option<Cow<'static, str>>,
    /// A line to paste that shows it, where it is broken.
    pub look: Option<String>,
}

/// A request and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was asked, or what was served.
    pub request: String,
    /// What came, or what others say of it.
    pub answer: String,
}

/// A zip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zip {
    /// Its size in bytes.
    pub bytes: u64,
    /// How many files are in it.
    pub files: usize,
    /// Its `h1:`, where it can be unpacked.
    pub h1: Option<String>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its URL, the password masked.
    pub url: String,
    /// The URLs that it was redirected to.
    pub redirects: Vec<String>,
    /// The status of the last answer; none where there is none.
    pub status: Option<u16>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

impl ProtocolView {
    /// What `run` shows, where findings are as bad as `levels` say.
    pub fn of(run: &ProtocolRun, levels: &Levels) -> Self {
        let judged = protocol::judge(run);
        let rules: Vec<Row> = judged.iter().map(|(rule, ruling)| Row::of(rule, ruling)).collect();
        let broken = judged.iter().filter_map(|(rule, ruling)| match ruling {
            Ruling::Broken(broken) => Some(finding(rule, broken)),
            _ => None,
        });
        let mut findings: Vec<Finding> = broken.collect();
        levels.apply(&mut findings);
        let module = run.module.as_ref();
        Self {
            schema: SCHEMA,
            tool: Program {
                name: env!("CARGO_PKG_NAME").into(),
                version: env!("CARGO_PKG_VERSION").into(),
            },
            command: "proxy".into(),
            go: run.go,
            url: redact_url(&run.url),
            module: module.map(|module| module.path.clone()),
            version: module.and_then(|module| module.version.clone()),
            exit: exit(run, &findings),
            rules,
            zip: run.zip.as_ref().map(|zip| Zip {
                bytes: zip.bytes,
                files: zip.files,
                h1: zip.h1.clone().and_then(Result::ok),
            }),
            asked: run.replies.iter().map(Asked::of).collect(),
            findings,
        }
    }
}

impl Row {
    fn of(rule: &Rule, ruling: &Ruling) -> Self {
        let (verdict, says) = match ruling {
            Ruling::Broken(broken) => (failed(rule), &broken.title),
            Ruling::Kept(says) => (StepVerdict::Pass, says),
            Ruling::Open(why) => (StepVerdict::Skip, why),
        };
        let broken = match ruling {
            Ruling::Broken(broken) => Some(broken),
            _ => None,
        };
        Self {
            name: rule.name.into(),
            rule: rule.what.into(),
            verdict,
            says: redact_url(says),
            evidence: broken.map(evidence).unwrap_or_default(),
            releases: broken.map(minding).unwrap_or_default(),
            cure: broken.map(|_| rule.cure.into()),
            look: broken.and_then(look),
        }
    }
}

impl Asked {
    fn of(reply: &Reply) -> Self {
        let status = match reply.end {
            End::Body { .. } | End::Broken(_) => Some(200),
            _ => reply.status(),
        };
        let redirects = reply.hops.iter().map(|hop| redact_url(hop)).collect();
        Self { url: redact_url(&reply.url), redirects, status, micros: reply.micros }
    }
}

fn failed(rule: &Rule) -> StepVerdict {
    match rule.severity {
        Severity::Error => StepVerdict::Fail,
        Severity::Warning | Severity::Note => StepVerdict::Warn,
    }
}

fn evidence(broken: &Broken) -> Vec<Evidence> {
    let shown = |(request, answer): &(String, String)| Evidence {
        request: redact_url(request),
        answer: redact_url(answer),
    };
    broken.evidence.iter().map(shown).collect()
}

/// A line to paste that shows what is broken.
fn look(broken: &Broken) -> Option<String> {
    broken.look.as_deref().map(redact_url)
}

/// The releases that mind: those that are named, else all that know module proxies.
fn minding(broken: &Broken) -> Vec<Version> {
    match broken.releases.as_slice() {
        [] => protocol::releases().collect(),
        named => named.to_vec(),
    }
}

fn finding(rule: &Rule, broken: &Broken) -> Finding {
    let seen = evidence(broken).into_iter();
    let mut evidence: Vec<String> =
        seen.map(|seen| format!("{}: {}", seen.request, seen.answer)).collect();
    evidence.push(format!("minded by {}", ranges(&minding(broken))));
    Finding {
        name: rule.name.into(),
        severity: rule.severity,
        usual: None,
        title: redact_url(&broken.title),
        evidence,
        fix: Vec::new(),
        not: Vec::new(),
        step: rule.step,
        look: look(broken),
    }
}

/// Releases as ranges: `go 1.11 to 1.24, 1.27`.
fn ranges(releases: &[Version]) -> String {
    let mut ranges: Vec<[Version; 2]> = Vec::new();
    for release in releases {
        match ranges.last_mut() {
            Some([_, last]) if last.minor() + 1 == release.minor() => *last = *release,
            _ => ranges.push([*release, *release]),
        }
    }
    let shown = ranges.iter().map(|[first, last]| {
        if first == last { first.to_string() } else { format!("{first} to {last}") }
    });
    format!("go {}", shown.collect::<Vec<_>>().join(", "))
}

/// 1 where an error stands; else 3 where a question had no answer that counts, which is our own limit; else 0.
fn exit(run: &ProtocolRun, findings: &[Finding]) -> u8 {
    let stands = findings.iter().any(|finding| finding.severity == Severity::Error);
    let open = |reply: &Reply| matches!(reply.end, End::Stopped(_) | End::Unknown(_));
    match (stands, run.replies.is_empty() || run.replies.iter().any(open)) {
        (true, _) => 1,
        (false, true) => 3,
        (false, false) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_shown_as_ranges() {
        let of = |text: &str| {
            let releases: Vec<Version> = text.split(' ').map(|it| it.parse().unwrap()).collect();
            ranges(&releases)
        };
        assert_eq!(of("1.11 1.12 1.13 1.27"), "go 1.11 to 1.13, 1.27");
        assert_eq!(of("1.27"), "go 1.27");
    }
}
