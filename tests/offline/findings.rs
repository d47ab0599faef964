//! Every finding has a page, a scenario that shows it, and a look-alike in which it stays silent;
//! docs/findings.md is what the checks say.
#![cfg(feature = "lab")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the repository's files")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, fs, path::Path};

use goget_doctor::{
    findings::Check,
    lab::{self, Scenario},
    render::catalog::{self, Entry},
    stages,
};

fn scenarios() -> Vec<(&'static str, Scenario)> {
    let parse = |(name, text): &(&'static str, &str)| (*name, Scenario::parse(name, text).unwrap());
    lab::list().iter().map(parse).collect()
}

fn shows(scenario: &Scenario, check: &Check) -> bool {
    scenario.expect.findings.iter().any(|name| name == check.name)
}

/// The same for a check of the settings: none where nobody looks at them.
fn shows_in_settings(scenario: &Scenario, check: &Check) -> Option<bool> {
    let names = scenario.expect.settings.as_ref()?;
    Some(names.iter().any(|name| name == check.name))
}

#[test]
fn every_finding_is_shown_by_a_scenario_and_absent_from_a_look_alike() {
    let scenarios = scenarios();
    let mut wrong = Vec::new();
    for check in stages::all() {
        if !scenarios.iter().any(|(_, scenario)| shows(scenario, check)) {
            wrong.push(format!("{}: no scenario shows it", check.name));
        }
        match scenarios.iter().find(|(name, _)| *name == check.quiet_in) {
            None => wrong.push(format!("{}: no scenario {}", check.name, check.quiet_in)),
            Some((name, scenario)) if shows(scenario, check) => {
                wrong.push(format!("{}: {name} shows it, and is its look-alike", check.name));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_of_the_settings_is_shown_and_absent_from_a_look_alike() {
    let scenarios = scenarios();
    for check in stages::SETTINGS {
        let name = check.name;
        let shown =
            |(_, scenario): &(_, Scenario)| shows_in_settings(scenario, check) == Some(true);
        assert!(scenarios.iter().any(shown), "{name}: no scenario shows it");
        let quiet = scenarios.iter().find(|(other, _)| *other == check.quiet_in);
        let quiet = quiet.and_then(|(_, scenario)| shows_in_settings(scenario, check));
        assert_eq!(quiet, Some(false), "{name}: {} is no look-alike", check.quiet_in);
    }
}

#[test]
fn scenarios_expect_findings_that_exist() {
    let known: BTreeSet<&str> = stages::pages().map(|check| check.name).collect();
    for (name, scenario) in scenarios() {
        let cures = scenario.cure.iter().filter_map(|cure| cure.expect.as_ref());
        for expect in cures.chain([&scenario.expect]) {
            for finding in expect.findings.iter().chain(expect.settings.iter().flatten()) {
                assert!(known.contains(finding.as_str()), "{name}: {finding} is no finding");
            }
        }
    }
}

#[test]
fn names_are_unique_and_pages_say_what_and_what_to_do() {
    let names: BTreeSet<&str> = stages::pages().map(|check| check.name).collect();
    assert_eq!(names.len(), stages::pages().count());
    for check in stages::pages() {
        let name = check.name;
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        assert!(name.chars().all(kebab), "{name}");
        assert!(check.page.trim().split("\n\n").count() >= 2, "{name}: its page is too short");
        assert!(check.summary().ends_with(['.', ':']), "{name}: {}", check.summary());
    }
}

#[test]
fn the_document_is_what_the_checks_say() {
    let scenarios = scenarios();
    let showing = |check: &Check| {
        let showing = scenarios.iter().filter(|(_, scenario)| scenario.expect.names(check.name));
        showing.map(|(name, _)| (*name).to_owned()).collect()
    };
    let entries: Vec<_> = stages::pages().map(|check| Entry::new(check, showing(check))).collect();
    let document = catalog::document(&entries);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &document).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == document,
        "docs/findings.md is stale: UPDATE=1 cargo test --test offline findings::"
    );
}
