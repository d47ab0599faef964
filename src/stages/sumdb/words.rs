//! What the sums say of themselves.

use crate::{
    findings::{Line, StepVerdict, Words},
    stages::stage::StepSeen,
    trace::{SumBy, SumCompared, SumOf, SumsAsked, Told as _},
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
    let lines = compared.iter().map(|sum| line(sum)).chain(asked).collect();
    let failed = compared.iter().find_map(|sum| sum.error.as_ref());
    let says = compared.last().map(|sum| by(&sum.by)).unwrap_or_default();
    let words = match compared.is_empty() {
        true => Words::new(StepVerdict::Skip, "not known"),
        false => Words::judged(failed, says),
    };
    Words { lines, ..words }
}

fn line(sum: &SumCompared) -> Line {
    let label = match sum.of {
        SumOf::GoMod => "go.mod",
        SumOf::Zip => "zip",
    };
    let text = sum.computed.clone();
    Line { label: label.into(), text, aside: by(&sum.by), micros: None }
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
