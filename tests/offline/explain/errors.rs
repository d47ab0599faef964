//! Pasted errors with their known causes: how often the right one is named, and how early; also
//! with other names in them and other noise around. `cargo test --test explain errors -- --nocapture` prints the figures, and with `EXPLAIN_VERBOSE=1` each case that is not right.

use std::{collections::BTreeMap, fmt};

use goget_doctor::{
    explain::{Message, explain},
    trace::Step,
};
use serde::Deserialize;

use super::disguise::{Disguise, noise, wrapped};

#[derive(Clone, Deserialize)]
struct Case {
    id: String,
    text: String,
    cause: String,
    stage: String,
}

#[expect(clippy::disallowed_methods, reason = "a test reads its recorded cases")]
fn cases() -> Vec<Case> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/golden/errors.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The texts of all cases.
pub(crate) fn texts() -> Vec<String> {
    cases().into_iter().map(|case| case.text).collect()
}

fn first(text: &str) -> Option<Message> {
    explain(text.as_bytes()).next().map(Result::unwrap)
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

impl Score {
    #[expect(clippy::disallowed_methods, reason = "a test asks how much to tell")]
    #[expect(clippy::disallowed_macros, reason = "a test tells its figures")]
    /// The score over `cases` with their texts changed by `change`.
    fn of(cases: &[Case], mut change: impl FnMut(&Case) -> String) -> Self {
        let mut score = Self::default();
        for case in cases {
            score.add(case, first(&change(case)).as_ref());
        }
        if std::env::var_os("EXPLAIN_VERBOSE").is_some() {
            eprintln!("{}", score.wrong.join("\n"));
        }
        score
    }

    fn add(&mut self, case: &Case, message: Option<&Message>) {
        let names: Vec<_> =
            message.iter().flat_map(|found| &found.causes).map(|cause| &*cause.name).collect();
        let stage = message.map_or("none", |found| Step::in_logs(found.step));
        let place = names.iter().position(|name| *name == case.cause);
        self.cases += 1;
        self.first += usize::from(place == Some(0));
        self.three += usize::from(place.is_some_and(|place| place < 3));
        self.stage += usize::from(stage == case.stage);
        if place != Some(0) || stage != case.stage {
            let Case { id, cause, stage: due, .. } = case;
            self.wrong.push(format!(
                "{id} {cause} is in place {place:?} of {names:?}; {stage}, not {due}"
            ));
        }
    }

    fn percent(&self, part: usize) -> f64 {
        let of = |number: usize| f64::from(u32::try_from(number).unwrap());
        100.0 * of(part) / of(self.cases)
    }

    fn percents(&self) -> [f64; 3] {
        [self.first, self.three, self.stage].map(|part| self.percent(part))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, three, stage] = self.percents();
        write!(
            f,
            "{} cases: first {first:.1} %, first three {three:.1} %, stage {stage:.1} %",
            self.cases
        )
    }
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a test tells its figures")]
fn the_right_cause_comes_early() {
    let score = Score::of(&cases(), |case| case.text.clone());
    eprintln!("as pasted       {score}");
    let [first, three, stage] = score.percents();
    assert!(first >= 92.0 && three >= 99.0 && stage >= 99.0, "{score}");
}

#[test]
#[expect(clippy::disallowed_macros, reason = "a test tells its figures")]
fn other_names_and_noise_change_little() {
    let cases = cases();
    let plain = Score::of(&cases, |case| case.text.clone()).percents();
    for seed in 1..=2 {
        let mut disguise = Disguise::new(seed);
        let named = Score::of(&cases, |case| disguise.rename(&case.text));
        let noisy = Score::of(&cases, |case| noise(&mut disguise.random, &case.text));
        let both = Score::of(&cases, |case| {
            let text = disguise.rename(&case.text);
            noise(&mut disguise.random, &text)
        });
        for (name, score) in [("renamed", named), ("noisy", noisy), ("both", both)] {
            eprintln!("{name:8} seed {seed} {score}");
            for (plain, changed) in plain.iter().zip(score.percents()) {
                assert!(plain - changed <= 1.0, "{name}, seed {seed}: {score}");
            }
        }
    }
}

/// A terminal breaks lines anywhere, an editor at blanks.
#[test]
#[expect(clippy::disallowed_macros, reason = "a test tells its figures")]
fn wrapped_lines_change_little() {
    let cases = cases();
    let plain = Score::of(&cases, |case| case.text.clone()).percents();
    for (name, width, at_blanks) in
        [("hard", 80, false), ("hard", 132, false), ("words", 100, true)]
    {
        let score = Score::of(&cases, |case| wrapped(&case.text, width, at_blanks));
        eprintln!("wrapped {name} at {width} {score}");
        for (plain, changed) in plain.iter().zip(score.percents()) {
            assert!((plain - changed).abs() <= 5.0, "{name} at {width}: {score}");
        }
    }
}

/// Texts that are the same but for names, and were pasted for several causes, are not settled.
#[test]
fn what_no_text_can_decide_is_not_settled() {
    let mut groups: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in cases() {
        let key = first(&case.text).map(|found| {
            let names: Vec<_> = found.causes.iter().map(|cause| &*cause.name).collect();
            format!("{} {names:?}", Step::in_logs(found.step))
        });
        groups.entry(key.unwrap_or_default()).or_default().push(case);
    }
    for group in groups.values() {
        let causes: std::collections::BTreeSet<_> = group.iter().map(|case| &case.cause).collect();
        for case in group {
            let found = first(&case.text).unwrap();
            let wrong = found.causes.first().is_none_or(|cause| cause.name != case.cause);
            assert!(!found.settled || !wrong && causes.len() == 1, "{}: {found:?}", case.id);
        }
    }
}
