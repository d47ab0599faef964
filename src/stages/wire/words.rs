//! The requests of a step, phase by phase, in words.

use crate::{
    findings::{Line, StepVerdict, words::Words},
    go::std::crypto::roots::{Looked, State},
    stages::stage::StepSeen,
    trace::{
        Asked, Chosen, Event, Failure, FellBack, Judged, NotAsked, Of, Redirected, RequestFailed,
        Retried, RootsRead, Skipped, Step, Told as _, Trace, TriedAgain, wire::Fact,
    },
};

use super::{words_chain, words_probe};

/// The words for a step that made requests.
pub(crate) fn words(seen: &StepSeen<'_>) -> Words {
    let StepSeen { events, trace, .. } = *seen;
    let told: Vec<&Event> =
        events.iter().copied().filter(|event| !is_told(event, events)).collect();
    let lines: Vec<Line> = told.iter().flat_map(|event| lines(event, trace)).collect();
    let (verdict, says) = ending(events);
    Words { lines, ..Words::new(verdict, says) }
}

/// How the connection of a lone handshake came to be, up to the handshake itself.
pub(crate) fn connection(trace: &Trace) -> Vec<Line> {
    let told = |fact: &Fact| match fact {
        Fact::Resolved(_) | Fact::Dialled(_) | Fact::Tunnelled(_) => true,
        Fact::Asked(asked) => asked.proxy.is_some(),
        _ => false,
    };
    let facts = trace.all::<Fact>().filter(|(event, fact)| !event.probe && told(fact));
    let lines = facts.flat_map(|(event, _)| lines(event, trace));
    lines.filter(|line| line.label != "ask").collect()
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

/// Whether the refusal of a chain has said already why the request failed.
fn is_told(event: &Event, events: &[&Event]) -> bool {
    let Some(RequestFailed { failure: Failure::Go(failed) }) = Of::of(&event.fact) else {
        return false;
    };
    let is_refusal = |judged: &Judged| judged.error.as_ref() == Some(&failed.text);
    events.iter().copied().told::<Judged>().any(is_refusal)
}

fn ending(events: &[&Event]) -> (StepVerdict, String) {
    let facts = || events.iter().copied().told::<Fact>();
    let url = facts().find_map(|fact| match fact {
        Fact::Asked(asked) => Some(asked.url.clone()),
        Fact::NotAsked(NotAsked { url }) => Some(format!("{url}, which is not asked")),
        _ => None,
    });
    (facts().filter_map(verdict).last().unwrap_or(StepVerdict::Skip), url.unwrap_or_default())
}

/// What a request came to, where `fact` tells.
fn verdict(fact: &Fact) -> Option<StepVerdict> {
    Some(match fact {
        Fact::RequestFailed(RequestFailed { failure: Failure::Undetermined { .. } })
        | Fact::NotAsked(_) => StepVerdict::Skip,
        Fact::RequestFailed(_) | Fact::Redirected(Redirected { refused: Some(_), .. }) => {
            StepVerdict::Fail
        }
        Fact::Answered(answered) if answered.status == 200 => StepVerdict::Pass,
        Fact::Answered(_) => StepVerdict::Warn,
        _ => return None,
    })
}

/// The facts of one kind about the request of `event`.
fn of_request<'a, T: Of>(event: &Event, trace: &'a Trace) -> impl Iterator<Item = &'a T> {
    let key = |event: &Event| (event.path.clone(), event.step, event.request);
    let own = key(event);
    trace.all().filter(move |(event, _)| key(event) == own).map(|(_, fact)| fact)
}

fn broken_off(seen: &Chosen) -> Line {
    let text = format!("{}, broken off", agreed(&seen.version, seen.group.as_ref()));
    timed("tls", text, seen.micros)
}

/// The version and the group of a handshake.
fn agreed(version: &str, group: Option<&String>) -> String {
    group.map_or_else(|| version.to_owned(), |group| format!("{version}, {group}"))
}

/// What one event says.
pub(crate) fn lines(event: &Event, trace: &Trace) -> Vec<Line> {
    let Some(fact) = Fact::of(&event.fact) else { return words_probe::lines(&event.fact) };
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
        // What the server had chosen comes before the chain that ended the handshake.
        Fact::Chosen(seen) => match of_request::<Judged>(event, trace).next() {
            Some(_) => Vec::new(),
            None => vec![broken_off(seen)],
        },
        Fact::Judged(judged) => {
            let mut lines: Vec<_> = of_request(event, trace).map(broken_off).collect();
            lines.extend(words_chain::lines(judged, trace));
            if judged.error.is_some() {
                lines.extend(roots(trace));
            }
            lines
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
        Fact::RequestFailed(failed) => vec![line("failed", failed.failure.to_string())],
        Fact::Reused(_) | Fact::NotAsked(_) => Vec::new(),
    }
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
