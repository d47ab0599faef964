//! Requests with their phases, and certificates: what is drawn rather than said.

use std::collections::BTreeMap;

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    go::std::net::url::authority_of,
    trace::{
        Contents, Described, Events, Exchange, Exchanges, Judged, Of as _, Told as _, Trace,
        wire::Fact,
    },
};

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
    /// When it ends, in seconds since 1970; `None` where it cannot be read.
    pub ends: Option<i64>,
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
        Self { requests: requests(&Exchanges::of(trace)), chains: chains(&trace.events, now) }
    }
}

impl HostTime {
    /// What a run asked of each host.
    pub fn of(trace: &Trace) -> Vec<Self> {
        let requests = requests(&Exchanges::of(trace));
        let times: Vec<Self> = requests.iter().map(Request::time).collect();
        Self::sum(&times)
    }

    /// The times added up by host, the slowest host first.
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
        let host = authority_of(&self.url).unwrap_or_default();
        let (start, end) = self.span();
        HostTime { host: host.to_owned(), requests: 1, micros: end - start }
    }
}

fn requests(exchanges: &Exchanges<'_>) -> Vec<Request> {
    let mut requests: Vec<Request> = exchanges.iter().map(request).collect();
    requests.retain(|request| !request.phases.is_empty() || request.failed);
    from_zero(&mut requests);
    requests
}

fn request(exchange: &Exchange<'_>) -> Request {
    let end = match (exchange.failure, exchange.answered) {
        (Some(failure), _) => failure.to_string(),
        (None, Some(answered)) => answered.status_text.clone(),
        (None, None) => String::new(),
    };
    let phases = exchange.events.iter().filter_map(|event| {
        let (name, micros) = phase(Fact::of(&event.fact)?)?;
        // The phases of an open connection are those of the request that opened it.
        let own = !exchange.reused || matches!(name, "wait" | "body");
        own.then(|| Phase { name, start: event.at.saturating_sub(micros), micros })
    });
    Request {
        url: exchange.asked.url.clone(),
        phases: phases.collect(),
        end,
        failed: exchange.failure.is_some(),
    }
}

/// The phase of a request that a fact ends, with how long it took.
fn phase(fact: &Fact) -> Option<(&'static str, u64)> {
    Some(match fact {
        Fact::Resolved(seen) => ("resolve", seen.micros),
        Fact::Dialled(seen) => ("connect", seen.micros),
        Fact::Tunnelled(seen) => ("proxy", seen.micros),
        Fact::Handshaken(seen) => ("tls", seen.micros),
        Fact::Chosen(seen) => ("tls", seen.micros),
        Fact::Answered(seen) => ("wait", seen.micros),
        Fact::BodyRead(seen) => ("body", seen.micros),
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
    for judged in events.iter().told::<Judged>() {
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
        ends: Some(not_after.unix_timestamp()),
        in_time: now.is_none_or(|now| not_before <= now && now <= not_after),
    }
}
