//! The requests of a step, phase by phase, in words.

use crate::{
    findings::{Line, StepVerdict, words::Words},
    go::std::crypto::roots::{Looked, State},
    stages::stage::StepSeen,
    trace::{
        self, Asked, Chosen, Dialled, Event, Exchange, Exchanges, Failure, FellBack, NotAsked,
        Of as _, Redirected, RequestFailed, Resolved, Retried, RootsRead, Skipped, Step, Told as _,
        Trace, TriedAgain, Tunnelled, wire::Fact,
    },
};

use super::{words_chain, words_probe};

/// The words for a step that made requests.
pub(crate) fn words(seen: &StepSeen<'_>) -> Words {
    words_with(seen, |_| None)
}

/// The words for a step that made requests, with the lines that `own` makes of other facts of it.
pub(crate) fn words_with(seen: &StepSeen<'_>, own: impl Fn(&trace::Fact) -> Option<Line>) -> Words {
    let exchanges = Exchanges::among(seen.events.iter().copied());
    let lines = seen.events.iter().flat_map(|event| match own(&event.fact) {
        Some(line) => vec![line],
        None => lines(event, exchanges.told_by(event), seen.trace),
    });
    let lines = lines.collect();
    let (verdict, says) = ending(seen.events, &exchanges);
    Words { lines, ..Words::new(verdict, says) }
}

/// How the connection of a lone handshake came to be, up to the handshake itself.
pub(crate) fn connection(trace: &Trace) -> Vec<Line> {
    let exchanges = Exchanges::of(trace);
    exchanges.iter().flat_map(way).collect()
}

/// How a connection came to the server: through which proxy, to which address.
fn way(exchange: &Exchange<'_>) -> Vec<Line> {
    let proxy = exchange.asked.proxy.iter().map(|proxy| line("through", proxy.clone()));
    let steps = exchange.resolved.map(resolved).into_iter();
    let steps = steps.chain(exchange.dialled.iter().copied().map(dialled));
    proxy.chain(steps).chain(exchange.tunnelled.map(tunnelled)).collect()
}

/// How long go's own requests took together, in microseconds.
pub(crate) fn micros(events: &[&Event]) -> u64 {
    let events: Vec<&Event> = events.iter().copied().filter(|event| !event.probe).collect();
    let first = events.iter().find(|event| Asked::of(&event.fact).is_some());
    match (first.or(events.first()), events.last()) {
        (Some(first), Some(last)) => last.at.saturating_sub(first.at),
        _ => 0,
    }
}

/// What the requests of a step came to, and the first URL.
fn ending(events: &[&Event], exchanges: &Exchanges<'_>) -> (StepVerdict, String) {
    if let Some(first) = exchanges.iter().next() {
        let verdict = exchanges.iter().rev().find_map(verdict);
        return (verdict.unwrap_or(StepVerdict::Skip), first.asked.url.clone());
    }
    let unasked = events.iter().copied().told::<NotAsked>().next();
    let says = unasked.map(|NotAsked { url }| format!("{url}, which is not asked"));
    (StepVerdict::Skip, says.unwrap_or_default())
}

/// What a request came to, as far as was seen.
fn verdict(exchange: &Exchange<'_>) -> Option<StepVerdict> {
    let refused = exchange.redirect.is_some_and(|redirect| redirect.refused.is_some());
    Some(match (exchange.failure, exchange.answered) {
        (Some(Failure::Undetermined { .. }), _) => StepVerdict::Skip,
        (Some(_), _) => StepVerdict::Fail,
        (None, _) if refused => StepVerdict::Fail,
        (None, Some(answered)) if answered.status == 200 => StepVerdict::Pass,
        (None, Some(_)) => StepVerdict::Warn,
        (None, None) => return None,
    })
}

/// What is said of one event, and of `exchange`, where it tells of a request.
fn lines(event: &Event, exchange: Option<&Exchange<'_>>, trace: &Trace) -> Vec<Line> {
    let Some(fact) = Fact::of(&event.fact) else { return words_probe::lines(&event.fact) };
    let judged = exchange.and_then(|exchange| exchange.judged);
    match fact {
        Fact::Asked(asked) => asked_lines(asked),
        Fact::Resolved(seen) => vec![resolved(seen)],
        Fact::Dialled(seen) => vec![dialled(seen)],
        Fact::Tunnelled(seen) => vec![tunnelled(seen)],
        Fact::Handshaken(seen) => {
            vec![timed("tls", agreed(&seen.version, seen.group.as_ref()), seen.micros)]
        }
        // What the server had chosen comes before the chain that ended the handshake.
        Fact::Chosen(_) if judged.is_some() => Vec::new(),
        Fact::Chosen(seen) => vec![broken_off(seen)],
        Fact::Judged(judged) => {
            let chosen = exchange.and_then(|exchange| exchange.chosen).map(broken_off);
            let roots = judged.error.is_some().then(|| roots(trace)).into_iter().flatten();
            chosen.into_iter().chain(words_chain::lines(judged, trace)).chain(roots).collect()
        }
        Fact::Skipped(Skipped { status_text }) => vec![line("skip", status_text.clone())],
        Fact::Answered(seen) => vec![timed("answer", seen.status_text.clone(), seen.micros)],
        Fact::BodyRead(body) => {
            let end = if body.complete { "" } else { ", not to its end" };
            vec![timed("body", format!("{} bytes{end}", body.bytes), body.micros)]
        }
        Fact::Retried(Retried { status }) => {
            vec![line("again", format!("go throws a {status} away and asks once more"))]
        }
        Fact::TriedAgain(TriedAgain { error }) => {
            vec![line("tried", format!("again, after: {error}"))]
        }
        Fact::Redirected(Redirected { location, refused: Some(why), .. }) => {
            vec![line("redirect", format!("{location}, not followed: {why}"))]
        }
        Fact::Redirected(Redirected { location, .. }) => vec![line("redirect", location.clone())],
        Fact::FellBack(FellBack { error }) => {
            vec![line("fallback", format!("GOINSECURE matches: http after {error}"))]
        }
        // The refusal of the chain has said it already.
        Fact::RequestFailed(RequestFailed { failure: Failure::Go(failed) })
            if judged.is_some_and(|judged| judged.error.as_ref() == Some(&failed.text)) =>
        {
            Vec::new()
        }
        Fact::RequestFailed(failed) => vec![line("failed", failed.failure.to_string())],
        Fact::Reused(_) | Fact::NotAsked(_) => Vec::new(),
    }
}

fn resolved(seen: &Resolved) -> Line {
    let text = seen.error.clone().unwrap_or_else(|| seen.addresses.join(", "));
    timed("resolve", text, seen.micros)
}

fn dialled(seen: &Dialled) -> Line {
    let failed = seen.error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
    timed("connect", format!("{}{failed}", seen.address), seen.micros)
}

fn tunnelled(seen: &Tunnelled) -> Line {
    timed("proxy", format!("CONNECT {}: {}", seen.target, seen.status_line), seen.micros)
}

/// What a server had chosen when the handshake failed.
fn broken_off(seen: &Chosen) -> Line {
    let text = format!("{}, broken off", agreed(&seen.version, seen.group.as_ref()));
    timed("tls", text, seen.micros)
}

/// The version and the group of a handshake.
fn agreed(version: &str, group: Option<&String>) -> String {
    group.map_or_else(|| version.to_owned(), |group| format!("{version}, {group}"))
}

fn asked_lines(asked: &Asked) -> Vec<Line> {
    let mut lines = vec![line("ask", asked.url.clone())];
    lines.extend(asked.proxy.iter().map(|proxy| line("through", proxy.clone())));
    let credentials = asked.headers.iter().any(|(name, _)| name == "Authorization");
    if credentials && asked.unverified {
        lines
            .push(line("login", "sent over a connection that nobody verified (GOINSECURE)".into()));
    } else if credentials {
        lines.push(line("login", "sent, from netrc".into()));
    }
    lines
}

/// Where go looked for roots, shown with a chain that it refuses.
fn roots(trace: &Trace) -> Vec<Line> {
    let mut all = trace.all::<RootsRead>();
    let Some((_, read)) = all.find(|(event, _)| event.step == Step::Fetch) else {
        return Vec::new();
    };
    if read.by_system {
        return vec![line("roots", "those of the system, whose own verifier go asks".to_owned())];
    }
    let mut lines: Vec<Line> = read.files.iter().chain(&read.dirs).filter_map(root_line).collect();
    let unreached = read.files.iter().filter(|file| file.state == State::NotReached).count();
    if unreached > 0 {
        lines.push(line("", format!("{unreached} more files, not reached")));
    }
    if let Some(first) = lines.first_mut() {
        first.label = "roots".into();
    }
    lines
}

fn root_line(looked: &Looked) -> Option<Line> {
    let aside = match looked.state {
        State::NotReached => return None,
        State::Absent => "absent".to_owned(),
        State::Unreadable => looked.error.clone().unwrap_or_else(|| "unreadable".into()),
        State::Shadowed => "shadowed".to_owned(),
        State::Read if looked.certificates == 1 => "read, 1 certificate".to_owned(),
        State::Read => format!("read, {} certificates", looked.certificates),
    };
    let text = looked.path.clone();
    Some(Line { text, aside, ..Line::default() })
}

fn timed(label: &str, text: String, micros: u64) -> Line {
    Line { label: label.to_owned(), text, aside: String::new(), micros: Some(micros) }
}

fn line(label: &str, text: String) -> Line {
    Line { label: label.to_owned(), text, ..Line::default() }
}
