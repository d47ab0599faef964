//! What go asks module proxies, in words.

use crate::{
    findings::{Line, StepVerdict, Words},
    stages::{stage::StepSeen, wire::words},
    trace::{Of as _, ProxyAnswer, ProxyAsked, Told as _},
};

/// The words for the questions to module proxies: each behind its requests, the last one says how that ended.
pub(crate) fn questions(seen: &StepSeen<'_>) -> Words {
    let (events, trace) = (seen.events, seen.trace);
    let lines = events.iter().flat_map(|event| match ProxyAsked::of(&event.fact) {
        Some(asked) => vec![line(asked)],
        None => words::lines(event, trace),
    });
    let lines = lines.collect();
    let words = match events.iter().copied().told::<ProxyAsked>().last() {
        Some(asked) => Words::new(verdict(&asked.answer), said(asked)),
        None => words::words(seen),
    };
    Words { lines, ..words }
}

/// A proxy that does not have it is no failure yet: go asks the next entry.
fn verdict(answer: &ProxyAnswer) -> StepVerdict {
    match answer {
        ProxyAnswer::Body { .. } => StepVerdict::Pass,
        ProxyAnswer::Status { code: 404 | 410, .. } => StepVerdict::Warn,
        ProxyAnswer::Stopped { .. } | ProxyAnswer::Unknown { .. } => StepVerdict::Skip,
        _ => StepVerdict::Fail,
    }
}

fn said(asked: &ProxyAsked) -> String {
    format!("{} of {}: {}", asked.endpoint, asked.entry, answer(&asked.answer))
}

fn line(asked: &ProxyAsked) -> Line {
    let text = format!("{}: {}", asked.url, answer(&asked.answer));
    let micros = Some(asked.micros);
    Line { label: "answer".into(), text, aside: String::new(), micros }
}

fn answer(answer: &ProxyAnswer) -> String {
    match answer {
        ProxyAnswer::Body { bytes } => format!("{bytes} bytes"),
        ProxyAnswer::Status { line, detail, .. } => {
            format!("{line}{}", detail.replace("\n\t", " "))
        }
        ProxyAnswer::Broken { error }
        | ProxyAnswer::Fatal { error }
        | ProxyAnswer::Nothing { error } => error.clone(),
        ProxyAnswer::Stopped { limit } => format!("limit of the doctor: {limit}"),
        ProxyAnswer::Unknown { missing } => format!("cannot be known without {missing}"),
    }
}
