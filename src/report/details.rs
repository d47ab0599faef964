//! Requests with their phases, and certificates: what is drawn rather than said.

use std::collections::{BTreeMap, HashMap};

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::trace::{Contents, Described, Events, Fact, Judged, RequestId, Trace};

/// What is drawn of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The requests, in the order in which they began.
    pub requests: Vec<Request>,
    /// The certificate chains that were presented, each once.
    pub chains: Vec<Chain>,
}

/// One request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The URL, its password masked.
    pub url: String,
    /// Its phases in order.
    pub phases: Vec<Phase>,
    /// The status, or what broke it.
    pub end: String,
    /// Whether it has no answer.
    pub failed: bool,
}

/// A phase of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// `resolve`, `connect`, `proxy`, `tls`, `wait` or `body`.
    pub name: &'static str,
    /// When it began, in microseconds since the first request did.
    pub start: u64,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A chain of certificates as a server presented it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// The name that it was judged for.
    pub host: String,
    /// The certificates in the order in which they came.
    pub certificates: Vec<Certificate>,
    /// go's text, where it refuses the chain.
    pub error: Option<String>,
}

/// One certificate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certificate {
    /// Whose it is; what is wrong with it where it cannot be read.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// The hosts that it names.
    pub names: Vec<String>,
    /// Its first and its last day.
    pub valid: String,
    /// Whether today lies between the two.
    pub in_time: bool,
}

/// What was asked of one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostTime {
    /// The host.
    pub host: String,
    /// How many requests.
    pub requests: usize,
    /// How long they took together, in microseconds.
    pub micros: u64,
}

impl Details {
    /// What is to be drawn of `trace`.
    pub fn of(trace: &Trace) -> Self {
        let now = OffsetDateTime::parse(&trace.header.started, &Rfc3339).ok();
        Self { requests: requests(&trace.events), chains: chains(&trace.events, now) }
    }
}

impl HostTime {
    /// What a run asked of each host.
    pub fn of(trace: &Trace) -> Vec<Self> {
        let requests = requests(&trace.events);
        let times: Vec<Self> = requests.iter().map(Request::time).collect();
        Self::sum(&times)
    }

    /// The same host's times together, the slowest host first.
    pub fn sum<'a>(times: impl IntoIterator<Item = &'a Self>) -> Vec<Self> {
        let mut hosts: BTreeMap<&str, Self> = BTreeMap::new();
        for time in times {
            let sum = hosts.entry(&time.host).or_default();
            sum.host.clone_from(&time.host);
            sum.requests += time.requests;
            sum.micros += time.micros;
        }
        let mut hosts: Vec<Self> = hosts.into_values().collect();
        hosts.sort_by_key(|time| std::cmp::Reverse(time.micros));
        hosts
    }
}

impl Request {
    /// When it began and ended, in microseconds since the first request did.
    pub fn span(&self) -> (u64, u64) {
        let start = self.phases.iter().map(|phase| phase.start).min().unwrap_or(0);
        let end = self.phases.iter().map(|phase| phase.start + phase.micros).max().unwrap_or(0);
        (start, end)
    }

    fn time(&self) -> HostTime {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let (start, end) = self.span();
        HostTime { host: host.to_owned(), requests: 1, micros: end - start }
    }
}

fn requests(events: &Events) -> Vec<Request> {
    let mut open: HashMap<(Option<&str>, bool, RequestId), usize> = HashMap::new();
    let mut requests: Vec<Request> = Vec::new();
    let mut reused = Vec::new();
    for event in events.iter().filter(|event| !event.probe) {
        let Some((id, part)) = part(&event.fact) else { continue };
        let verifies = event.step == crate::trace::Step::Verify;
        let key = (event.path.as_deref(), verifies, id);
        if let Part::Asked(url) = part {
            open.insert(key, requests.len());
            requests.push(Request { url: url.to_owned(), ..Request::default() });
            reused.push(false);
            continue;
        }
        let Some((at, request)) = open.get(&key).and_then(|&at| Some((at, requests.get_mut(at)?)))
        else {
            continue;
        };
        match part {
            // The phases of an open connection are those of the request that opened it.
            Part::Reused => reused[at] = true,
            Part::Phase(name, micros) if !reused[at] || matches!(name, "wait" | "body") => {
                request.phases.push(Phase { name, start: event.at.saturating_sub(micros), micros });
            }
            Part::Failed(why) => {
                request.failed = true;
                why.clone_into(&mut request.end);
            }
            _ => {}
        }
        if let Fact::Answered(answered) = &event.fact {
            answered.status_text.clone_into(&mut request.end);
        }
    }
    requests.retain(|request| !request.phases.is_empty() || request.failed);
    from_zero(&mut requests);
    requests
}

/// What a fact is of a request.
enum Part<'a> {
    Asked(&'a str),
    Reused,
    Phase(&'static str, u64),
    Failed(String),
}

fn part(fact: &Fact) -> Option<(RequestId, Part<'_>)> {
    Some(match fact {
        Fact::Asked(seen) => (seen.request, Part::Asked(&seen.url)),
        Fact::Reused { request } => (*request, Part::Reused),
        Fact::Resolved(seen) => (seen.request, Part::Phase("resolve", seen.micros)),
        Fact::Dialled(seen) => (seen.request, Part::Phase("connect", seen.micros)),
        Fact::Tunnelled(seen) => (seen.request, Part::Phase("proxy", seen.micros)),
        Fact::Handshaken(seen) => (seen.request, Part::Phase("tls", seen.micros)),
        Fact::Chosen(seen) => (seen.request, Part::Phase("tls", seen.micros)),
        Fact::Answered(seen) => (seen.request, Part::Phase("wait", seen.micros)),
        Fact::BodyRead(seen) => (seen.request, Part::Phase("body", seen.micros)),
        Fact::RequestFailed { request, failure } => (*request, Part::Failed(failure.to_string())),
        _ => return None,
    })
}

/// Lets the first phase of all begin at 0.
fn from_zero(requests: &mut [Request]) {
    let phases = requests.iter().flat_map(|request| &request.phases);
    let first = phases.map(|phase| phase.start).min().unwrap_or(0);
    for phase in requests.iter_mut().flat_map(|request| &mut request.phases) {
        phase.start -= first;
    }
}

fn chains(events: &Events, now: Option<OffsetDateTime>) -> Vec<Chain> {
    let mut seen: Vec<&Judged> = Vec::new();
    for event in events {
        let Fact::Judged(judged) = &event.fact else { continue };
        let known = seen.iter().any(|it| it.chain == judged.chain && it.host == judged.host);
        if !known {
            seen.push(judged);
        }
    }
    seen.into_iter().map(|judged| chain(judged, now)).collect()
}

fn chain(judged: &Judged, now: Option<OffsetDateTime>) -> Chain {
    Chain {
        host: judged.host.clone(),
        certificates: judged.chain.described().iter().map(|seen| certificate(seen, now)).collect(),
        error: judged.error.clone(),
    }
}

fn certificate(described: &Described, now: Option<OffsetDateTime>) -> Certificate {
    let contents = match described {
        Described::Read(contents) => contents,
        Described::Unreadable { error } => {
            let subject = format!("cannot be read: {error}");
            return Certificate { subject, ..Certificate::default() };
        }
    };
    let Contents { not_before, not_after, .. } = *contents;
    let addresses = contents.ip_addresses.iter().map(ToString::to_string);
    Certificate {
        subject: contents.subject.clone(),
        issuer: contents.issuer.clone(),
        names: contents.dns_names.iter().cloned().chain(addresses).collect(),
        valid: format!("{} to {}", not_before.date(), not_after.date()),
        in_time: now.is_none_or(|now| not_before <= now && now <= not_after),
    }
}
