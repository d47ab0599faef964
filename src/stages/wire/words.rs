//! The requests of a step, phase by phase, in words.

use crate::{
    findings::{Line, Verdict, words::Words},
    go::std::crypto::roots::{Looked, State},
    trace::{Chosen, Event, Fact, Failure, RequestId, Step, Trace},
};

use super::{words_chain, words_probe};

/// The words for a step that made requests.
pub(crate) fn words(events: &[&Event], trace: &Trace) -> Words {
    let told: Vec<&Event> =
        events.iter().copied().filter(|event| !is_told(event, events)).collect();
    let lines: Vec<Line> = told.iter().flat_map(|event| lines(&event.fact, trace)).collect();
    let (verdict, says) = ending(events);
    Words { lines, ..Words::new(verdict, says) }
}

/// How the connection of a lone handshake came to be, up to the handshake itself.
pub(crate) fn connection(trace: &Trace) -> Vec<Line> {
    let told = |fact: &Fact| {
        matches!(fact, Fact::Resolved(_) | Fact::Dialled(_) | Fact::Tunnelled(_))
            || matches!(fact, Fact::Asked(asked) if asked.proxy.is_some())
    };
    let events = trace.events.iter().filter(|event| !event.probe && told(&event.fact));
    let lines = events.flat_map(|event| lines(&event.fact, trace));
    lines.filter(|line| line.label != "ask").collect()
}

/// How long go's own requests took together, in microseconds.
pub(crate) fn micros(events: &[&Event]) -> u64 {
    let events: Vec<&Event> = events.iter().copied().filter(|event| !event.probe).collect();
    let first = events.iter().find(|event| matches!(event.fact, Fact::Asked(_)));
    match (first.or(events.first()), events.last()) {
        (Some(first), Some(last)) => last.at.saturating_sub(first.at),
        _ => 0,
    }
}

/// Whether the refusal of a chain has said already why the request failed.
fn is_told(event: &Event, events: &[&Event]) -> bool {
    let Fact::RequestFailed { failure: Failure::Go { text }, .. } = &event.fact else {
        return false;
    };
    events.iter().any(
        |other| matches!(&other.fact, Fact::Judged(judged) if judged.error.as_ref() == Some(text)),
    )
}

fn ending(events: &[&Event]) -> (Verdict, String) {
    let url = events.iter().find_map(|event| match &event.fact {
        Fact::Asked(asked) => Some(asked.url.clone()),
        Fact::NotAsked { url } => Some(format!("{url}, which is not asked")),
        _ => None,
    });
    let url = url.unwrap_or_default();
    let last = events.iter().rev().find_map(|event| match &event.fact {
        Fact::RequestFailed { failure: Failure::Undetermined { .. }, .. }
        | Fact::NotAsked { .. } => Some(Verdict::Skip),
        Fact::RequestFailed { .. } | Fact::Redirected { refused: Some(_), .. } => {
            Some(Verdict::Fail)
        }
        Fact::Answered(answered) if answered.status == 200 => Some(Verdict::Pass),
        Fact::Answered(_) => Some(Verdict::Warn),
        _ => None,
    });
    (last.unwrap_or(Verdict::Skip), url)
}

/// What the server had chosen stands in front of the chain that ended the handshake.
fn chosen(request: RequestId, trace: &Trace) -> impl Iterator<Item = &Chosen> {
    trace.events.iter().filter_map(move |event| match &event.fact {
        Fact::Chosen(seen) if seen.request == request => Some(seen),
        _ => None,
    })
}

fn is_judged(request: RequestId, trace: &Trace) -> bool {
    let is_it = |fact: &Fact| matches!(fact, Fact::Judged(seen) if seen.request == request);
    trace.events.iter().any(|event| is_it(&event.fact))
}

fn broken_off(seen: &Chosen) -> Line {
    let text = format!("{}, broken off", agreed(&seen.version, seen.group.as_ref()));
    timed("tls", text, seen.micros)
}

/// The version and the group of a handshake.
fn agreed(version: &str, group: Option<&String>) -> String {
    group.map_or_else(|| version.to_owned(), |group| format!("{version}, {group}"))
}

fn lines(fact: &Fact, trace: &Trace) -> Vec<Line> {
    match fact {
        Fact::Asked(asked) => asked_lines(asked),
        Fact::Resolved(seen) => {
            let text = seen.error.clone().unwrap_or_else(|| seen.addresses.join(", "));
            vec![timed("resolve", text, seen.micros)]
        }
        Fact::Dialled(seen) => {
            let failed = seen.error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
            vec![timed("connect", format!("{}{failed}", seen.address), seen.micros)]
        }
        Fact::Tunnelled(seen) => {
            let text = format!("CONNECT {}: {}", seen.target, seen.status_line);
            vec![timed("proxy", text, seen.micros)]
        }
        Fact::Handshaken(seen) => {
            vec![timed("tls", agreed(&seen.version, seen.group.as_ref()), seen.micros)]
        }
        Fact::Chosen(seen) if is_judged(seen.request, trace) => Vec::new(),
        Fact::Chosen(seen) => vec![broken_off(seen)],
        Fact::Judged(judged) => {
            let mut lines: Vec<_> = chosen(judged.request, trace).map(broken_off).collect();
            lines.extend(words_chain::lines(judged, trace));
            if judged.error.is_some() {
                lines.extend(roots(trace));
            }
            lines
        }
        Fact::Answered(seen) => vec![timed("answer", seen.status_text.clone(), seen.micros)],
        Fact::BodyRead(body) => {
            let end = if body.complete { "" } else { ", not to its end" };
            vec![timed("body", format!("{} bytes{end}", body.bytes), body.micros)]
        }
        Fact::Retried { status, .. } => {
            vec![line("again", format!("go throws a {status} away and asks once more"))]
        }
        Fact::TriedAgain { error } => vec![line("tried", format!("again, after: {error}"))],
        Fact::Redirected { location, refused: Some(why), .. } => {
            vec![line("redirect", format!("{location}, not followed: {why}"))]
        }
        Fact::Redirected { location, .. } => vec![line("redirect", location.clone())],
        Fact::FellBack { error } => {
            vec![line("fallback", format!("GOINSECURE matches: http after {error}"))]
        }
        Fact::RequestFailed { failure, .. } => vec![line("failed", failure.to_string())],
        other => words_probe::lines(other),
    }
}

fn asked_lines(asked: &crate::trace::Asked) -> Vec<Line> {
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
    let read = trace.events.iter().find_map(|event| match &event.fact {
        Fact::RootsRead(read) if event.step == Step::Fetch => Some(read),
        _ => None,
    });
    let Some(read) = read else { return Vec::new() };
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
