//! What the sums say of themselves.

use super::rows;
use crate::{
    findings::{Line, StepVerdict, Words},
    stages::{stage::StepSeen, trial},
    trace::{RecordAsked, SumBy, SumCompared, SumRequest, SumsAsked, Told as _, Trace},
};

/// The words for the sums of a version: what was computed, and who knows it.
pub(crate) fn sums(seen: &StepSeen<'_>) -> Words {
    let told = || seen.events.iter().copied();
    let compared: Vec<&SumCompared> = told().told().collect();
    let database = told().told::<SumsAsked>().flat_map(asked);
    let recorded = told().told::<RecordAsked>().map(record);
    let tried = told().told().map(trial::line);
    let lines = compared.iter().flat_map(|sum| lines(sum, seen.trace));
    let lines = lines.chain(database).chain(recorded).chain(tried).collect();
    let failed = compared.iter().find(|sum| sum.error.is_some());
    let words = match (failed, compared.last()) {
        (Some(sum), _) => Words { aside: decided(sum), ..Words::new(StepVerdict::Fail, why(sum)) },
        (None, Some(sum)) => Words::new(StepVerdict::Pass, by(&sum.by)),
        (None, None) => Words::new(StepVerdict::Skip, "not known"),
    };
    Words { lines, ..words }
}

/// What was computed, and where it was refused what others have, one under the other.
fn lines(sum: &SumCompared, trace: &Trace) -> Vec<Line> {
    let refused = sum.error.is_some();
    let rows = rows::of(sum, trace).into_iter().take(if refused { usize::MAX } else { 1 });
    let lines = rows.map(|row| {
        let aside = match (refused, row.differs) {
            (false, _) => by(&sum.by),
            (true, true) => "differs".to_owned(),
            (true, false) => String::new(),
        };
        line(&row.label, row.hash, aside)
    });
    lines.collect()
}

/// What a lookup asked for, and the record and head that came of it.
fn asked(asked: &SumsAsked) -> Vec<Line> {
    let request = |request: &SumRequest| {
        let status = request.status.map(|status| status.to_string()).unwrap_or_default();
        line("asked", request.url.to_string(), status)
    };
    let mut lines: Vec<Line> = asked.asked.iter().map(request).collect();
    lines.extend(asked.read.iter().map(|file| line("read", file.clone(), "kept".to_owned())));
    if let Some(record) = &asked.record {
        let proved = if asked.lines.is_empty() { "" } else { "proved" };
        let text = format!("{} of {}", record.id, asked.database);
        lines.push(line("record", text, proved.to_owned()));
    }
    let heads = [("known", asked.known.as_ref()), ("head", asked.head.as_ref())];
    for (label, head) in heads {
        lines.extend(head.map(|head| {
            let noun = if head.size == 1 { "record" } else { "records" };
            let text = format!("{} {noun}, {}", head.size, head.hash);
            line(label, text, asked.key.clone())
        }));
    }
    lines
}

fn line(label: &str, text: String, aside: String) -> Line {
    Line { label: label.to_owned(), text, aside, micros: None }
}

/// What a database was asked that go did not ask it, or not so.
fn record(record: &RecordAsked) -> Line {
    let text = match &record.sums.error {
        Some(error) => error.replace("\n\t", " "),
        None => record.sums.lines.join("; "),
    };
    let aside = if record.itself { "the database itself" } else { "" };
    line("database", text, aside.to_owned())
}

/// Why a sum is refused: go's text as far as the sums that stand below.
fn why(sum: &SumCompared) -> String {
    let error = sum.error.as_deref().unwrap_or_default();
    error.lines().find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

/// Who knows a sum.
fn by(by: &SumBy) -> String {
    match by {
        SumBy::GoSum => "go.sum has it".to_owned(),
        SumBy::Database => "the checksum database has it".to_owned(),
        SumBy::Off => "nobody is asked: GOSUMDB is off".to_owned(),
        SumBy::Matched { pattern } => format!("nobody is asked: {pattern} matches"),
    }
}

/// Who decided that a sum is refused.
fn decided(sum: &SumCompared) -> String {
    match (&sum.by, &sum.database) {
        (SumBy::GoSum, _) => "go.sum decided".to_owned(),
        (_, Some(recorded)) => format!("{} decided", recorded.name),
        (_, None) => "the checksum database did not say".to_owned(),
    }
}
