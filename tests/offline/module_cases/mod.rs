//! Recorded cases of modules: what real go commands printed and asked for, played against the order of asking and its
//! decisions, without a network (modules.md §0).
//!
//! `testdata/golden/modules.jsonl.gz` (`make_modules.py`) holds cases of three releases. More cases, of seven, are optional:
//! `GOGET_DOCTOR_MODULE_CASES` names the file, else it is looked for next to the checkout.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and the environment itself, and ends where they are missing"
)]

mod answers;
mod cases;
mod compare;

use std::{collections::BTreeMap, fmt, io::Write as _, path::Path};

use cases::{Case, Command, read};
use compare::{Verdict, play};

/// The releases that were recorded.
const RELEASES: [&str; 7] =
    ["1.27.3", "1.26.6", "1.25.5", "1.24.11", "1.23.9", "1.22.10", "1.21.13"];

#[test]
fn own_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = read(&root.join("testdata/golden/modules.jsonl.gz")).unwrap();
    let counts = all_agree(&cases);
    assert!(counts.agreeing() > 1_500, "{counts}");
}

#[test]
fn recorded_cases() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference/module-cases.jsonl.gz");
    let file = std::env::var("GOGET_DOCTOR_MODULE_CASES").unwrap_or_else(|_| beside.to_owned());
    match read(Path::new(&file)) {
        Some(cases) => say(&all_agree(&cases).to_string()),
        None => say(&format!("SKIPPED: {file}, with more recorded cases of modules, is not there")),
    }
}

fn say(text: &str) {
    std::io::stderr().write_all(format!("{text}\n").as_bytes()).unwrap();
}

/// How many cases came out how, by command and release.
#[derive(Default)]
struct Counts(BTreeMap<String, BTreeMap<String, usize>>);

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, words) in &self.0 {
            let words: Vec<String> = words.iter().map(|(word, n)| format!("{word} {n}")).collect();
            writeln!(f, "{what}: {}", words.join(", "))?;
        }
        Ok(())
    }
}

impl Counts {
    fn add(&mut self, what: String, word: &str) {
        *self.0.entry(what).or_default().entry(word.to_owned()).or_default() += 1;
    }

    fn agreeing(&self) -> usize {
        self.0.values().filter_map(|words| words.get("agrees")).sum()
    }
}

/// Plays every case on every release that was recorded for it; none may differ.
fn all_agree(cases: &[Case]) -> Counts {
    let mut counts = Counts::default();
    let mut differing = Vec::new();
    for case in cases {
        let Some(command) = Command::of(case) else { continue };
        let releases = if case.is_heavy() { &RELEASES[..1] } else { &RELEASES[..] };
        for release in releases.iter().filter(|release| case.go.contains_key(**release)) {
            let word = match play(case, &command, release) {
                Verdict::Agrees => "agrees".to_owned(),
                Verdict::Apart(why) => format!("apart: {why}"),
                Verdict::Differs(how) => {
                    differing.push(format!("{} {release}: {how}", case.name));
                    "differs".to_owned()
                }
            };
            counts.add(format!("{} {release}", command.word()), &word);
        }
    }
    assert!(differing.is_empty(), "{} differ\n{}", differing.len(), differing.join("\n"));
    counts
}
