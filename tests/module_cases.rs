//! The recorded cases of modules: what go 1.21 to 1.27 printed and asked for, played against the order of asking and its
//! decisions, without a network (modules.md §0).
//!
//! The cases are optional: `GOGET_DOCTOR_MODULE_CASES` names the file, else it is looked for beside the checkout.

mod module_player;

use std::collections::BTreeMap;

use module_player::{Case, Verdict, cases, play};

/// The releases that were recorded.
const RELEASES: [&str; 7] =
    ["1.27.3", "1.26.6", "1.25.5", "1.24.11", "1.23.9", "1.22.10", "1.21.13"];

#[test]
fn recorded_cases() {
    let Some(cases) = cases() else {
        eprintln!("SKIPPED: there are no recorded cases of modules");
        return;
    };
    let only = std::env::var("CASE").unwrap_or_default();
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut differing = Vec::new();
    for case in cases.iter().filter(|case| case.name.starts_with(&only)) {
        let Some(command) = Command::of(case) else { continue };
        for release in RELEASES {
            let verdict = play(case, &command, release);
            let word = match &verdict {
                Verdict::Agrees => "agrees".to_owned(),
                Verdict::Apart(why) => format!("apart: {why}"),
                Verdict::Differs(_) => "differs".to_owned(),
            };
            *counts
                .entry(format!("{} {release}", command.word()))
                .or_default()
                .entry(word)
                .or_default() += 1;
            if let Verdict::Differs(how) = verdict {
                differing.push(format!("{} {release}: {how}", case.name));
            }
        }
    }
    for (what, words) in &counts {
        eprintln!("{what}: {words:?}");
    }
    assert!(differing.is_empty(), "{} differ\n{}", differing.len(), differing.join("\n"));
}

use module_player::Command;
