//! What go asks module proxies, in words.

use crate::{
    findings::{Line, StepVerdict, Words},
    stages::{stage::StepSeen, wire::words},
    trace::{Apart, EndpointAsked, Fact, Of as _, ProxyAnswer, ProxyAsked, Told as _},
};

/// The words for the questions to module proxies: each behind its requests, the last one says how that ended.
pub(crate) fn questions(seen: &StepSeen<'_>) -> Words {
    let words = words::words_with(seen, told);
    match seen.events.iter().copied().told::<ProxyAsked>().last() {
        Some(asked) => {
            Words { lines: words.lines, ..Words::new(verdict(&asked.answer), said(asked)) }
        }
        None => words,
    }
}

fn told(fact: &Fact) -> Option<Line> {
    ProxyAsked::of(fact).map(line).or_else(|| EndpointAsked::of(fact).map(apart))
}

/// A question of our own.
fn apart(asked: &EndpointAsked) -> Line {
    let label = match asked.why {
        Apart::AsWritten => "as written",
        Apart::Endpoint => "apart",
        Apart::Storage => "storage",
        Apart::WellKnown => "well known",
        Apart::WithoutLogin => "no login",
    };
    let (text, micros) = (asked.url.clone(), Some(asked.micros));
    Line { label: label.into(), text, aside: answer(&asked.answer), micros }
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

pub(crate) fn answer(answer: &ProxyAnswer) -> String {
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
