//! Pasted errors with their known causes: how often the right one is named, and how early.

#![expect(clippy::disallowed_methods, reason = "a test reads its recorded cases")]

use std::collections::BTreeMap;

use goget_doctor::explain::{Message, explain};
use serde::Deserialize;

#[derive(Clone, Deserialize)]
struct Case {
    id: String,
    text: String,
    cause: String,
    stage: String,
}

fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/golden/errors.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn messages(text: &str) -> Vec<Message> {
    explain(text.as_bytes()).map(Result::unwrap).collect()
}

/// How many cases were judged right.
#[derive(Default)]
struct Score {
    cases: usize,
    first: usize,
    three: usize,
    stage: usize,
    wrong: Vec<String>,
}

#[test]
fn score() {
    let mut score = Score::default();
    for case in cases() {
        let found = messages(&case.text);
        let m = found.first();
        score.cases += 1;
        let names: Vec<_> = m.map(|m| m.causes.iter().map(|c| c.name).collect()).unwrap_or_default();
        let at = names.iter().position(|n| *n == case.cause);
        let stage = m.map_or("none", |m| m.stage.name());
        score.first += usize::from(at == Some(0));
        score.three += usize::from(at.is_some_and(|at| at < 3));
        score.stage += usize::from(stage == case.stage);
        if at != Some(0) || stage != case.stage || found.len() != 1 || m.is_some_and(|m| m.settled && at != Some(0)) {
            score.wrong.push(format!("{} n={} at={at:?} stage={stage}/{} cause={} got={names:?} settled={}", case.id, found.len(), case.stage, case.cause, m.is_some_and(|m| m.settled)));
        }
    }
    for w in &score.wrong { eprintln!("{w}"); }
    eprintln!("{} first {} three {} stage {}", score.cases, score.first, score.three, score.stage);
    let _ = BTreeMap::<u8, u8>::new();
}
