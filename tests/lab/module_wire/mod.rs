//! Recorded cases of module proxies whose answers only a wire can give, played on one: TLS, credentials, redirects, broken
//! bodies, odd heads (modules.md §0, 5).
//!
//! `testdata/golden/modules.jsonl.gz` has some. More, of seven releases, are optional: `GOGET_DOCTOR_MODULE_CASES` names the
//! file, else it is looked for beside the checkout.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and the environment itself, and ends where they are missing"
)]

mod answers;
#[path = "../../offline/module_cases/cases.rs"]
mod cases;
#[path = "../../offline/module_cases/compare.rs"]
mod compare;
#[path = "../../offline/module_cases/answers.rs"]
mod played;

use std::{collections::BTreeMap, io::Write as _, path::Path};

use cases::{Case, Command, read};
use compare::{Verdict, play};

/// The releases that were recorded.
const RELEASES: [&str; 7] =
    ["1.27.3", "1.26.6", "1.25.5", "1.24.11", "1.23.9", "1.22.10", "1.21.13"];

#[test]
fn own_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = read(&root.join("testdata/golden/modules.jsonl.gz")).unwrap();
    let agreeing = all_agree(&cases);
    assert!(agreeing > 100, "{agreeing} agree");
}

#[test]
fn recorded_cases() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference/module-cases.jsonl.gz");
    let file = std::env::var("GOGET_DOCTOR_MODULE_CASES").unwrap_or_else(|_| beside.to_owned());
    let said = match read(Path::new(&file)) {
        Some(cases) => format!("{} plays on the wire agree", all_agree(&cases)),
        None => format!("SKIPPED: {file}, with more recorded cases of modules, is not there"),
    };
    std::io::stderr().write_all(format!("{said}\n").as_bytes()).unwrap();
}

/// Plays the cases that hang on the wire, on every release that was recorded for them; none may differ. How many agree.
fn all_agree(cases: &[Case]) -> usize {
    let mut differing = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases.iter().filter(|case| hangs_on_the_wire(case) && !case.is_heavy()) {
        let Some(command) = Command::of(case) else { continue };
        for release in RELEASES.iter().filter(|release| case.go.contains_key(**release)) {
            let word = match play(case, &command, release) {
                Verdict::Agrees => "agrees",
                Verdict::Apart(why) => why,
                Verdict::Differs(how) => {
                    differing.push(format!("{} {release}: {how}", case.name));
                    "differs"
                }
            };
            *counts.entry(format!("{}: {word}", command.word())).or_default() += 1;
        }
    }
    assert!(differing.is_empty(), "{counts:?}\n{}", differing.join("\n"));
    let agreeing = counts.iter().filter(|(word, _)| word.ends_with(": agrees"));
    agreeing.map(|(_, count)| count).sum()
}

/// Whether a case has answers that are not simply bodies with a status.
fn hangs_on_the_wire(case: &Case) -> bool {
    let odd = ["raw", "fault", "auth", "headers", "reason"];
    case.servers.iter().any(|server| {
        let answers = server.answers.values().chain(&server.default);
        let mut each =
            answers.flat_map(|it| it.as_array().map_or(vec![it], |it| it.iter().collect()));
        server.tls
            || server.down
            || each.any(|answer| odd.iter().any(|key| answer.get(key).is_some()))
    })
}
