//! What the sums say of themselves.

use crate::{
    findings::{Line, StepVerdict, Words},
    stages::{stage::StepSeen, trial},
    trace::{RecordAsked, SumBy, SumCompared, SumOf, SumsAsked, Told as _},
};

/// The words for the sums of a version: what was computed, and who knows it.
pub(crate) fn sums(seen: &StepSeen<'_>) -> Words {
    let told = || seen.events.iter().copied();
    let compared: Vec<&SumCompared> = told().told().collect();
    let asked = told().told::<SumsAsked>().flat_map(|asked| asked.asked.iter());
    let asked = asked.map(|request| Line {
        label: "asked".into(),
        text: request.url.to_string(),
        aside: request.status.map(|status| status.to_string()).unwrap_or_default(),
        micros: None,
    });
    let tried = told().told().map(trial::line);
    let recorded = told().told::<RecordAsked>().map(record);
    let lines = compared.iter().flat_map(|sum| lines(sum));
    let lines = lines.chain(asked).chain(recorded).chain(tried).collect();
    let failed = compared.iter().find_map(|sum| sum.error.as_ref());
    let says = compared.last().map(|sum| by(&sum.by)).unwrap_or_default();
    let words = if compared.is_empty() {
        Words::new(StepVerdict::Skip, "not known")
    } else {
        Words::judged(failed, says)
    };
    Words { lines, ..words }
}

/// What was computed, and where it was refused what others have, side by side.
fn lines(sum: &SumCompared) -> Vec<Line> {
    let label = match sum.of {
        SumOf::GoMod => "go.mod",
        SumOf::Zip => "zip",
    };
    let refused = sum.error.is_some();
    let aside = if refused { String::new() } else { by(&sum.by) };
    let mut lines =
        vec![Line { label: label.into(), text: sum.computed.clone(), aside, micros: None }];
    let listed = sum.go_sum.iter().flat_map(|listed| &listed.lines);
    let listed = listed.map(|line| (format!("go.sum:{}", line.line), &line.hash));
    let recorded = sum
        .database
        .iter()
        .flat_map(|database| database.hashes.iter().map(|hash| (database.name.clone(), hash)));
    for (label, hash) in listed.chain(recorded).filter(|_| refused) {
        let aside = if *hash == sum.computed { "the same" } else { "differs" };
        lines.push(Line { label, text: hash.clone(), aside: aside.into(), micros: None });
    }
    lines
}

/// What a database was asked that go did not ask it, or not so.
fn record(record: &RecordAsked) -> Line {
    let text = match &record.sums.error {
        Some(error) => error.replace("\n\t", " "),
        None => record.sums.lines.join("; "),
    };
    let aside = if record.itself { "the database itself" } else { "" };
    Line { label: "database".into(), text, aside: aside.into(), micros: None }
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
