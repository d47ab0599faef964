//! Every finding has a page, a scenario that shows it, and a look-alike in which it stays silent;
//! docs/findings.md and docs/findings/ are what the catalogue says.
#![cfg(feature = "lab")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the repository's files")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, fs, path::Path};

use goget_doctor::{
    findings::Check,
    lab::{self, Scenario},
    render::catalog::{self, Entry},
    stages::{
        self,
        catalogue::{self, Family, Teller},
    },
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

/// What a scenario shows of the settings alone is what the catalogue says that they tell.
#[test]
fn the_settings_tell_what_scenarios_show_of_them() {
    let scenarios = scenarios();
    let shown =
        scenarios.iter().flat_map(|(_, scenario)| scenario.expect.settings.iter().flatten());
    let shown: BTreeSet<&str> = shown.map(String::as_str).collect();
    let told = catalogue::all().iter().filter(|named| named.told_by.contains(&Teller::Settings));
    assert_eq!(shown, told.map(|named| named.name).collect());
}

fn entries() -> Vec<Entry> {
    let scenarios = scenarios();
    let showing = |name: &str| {
        let showing = scenarios.iter().filter(|(_, scenario)| scenario.expect.names(name));
        showing.map(|(name, _)| (*name).to_owned()).collect()
    };
    catalogue::all().iter().map(|named| Entry::new(named, showing(named.name))).collect()
}

#[test]
fn the_documents_are_what_the_catalogue_says() {
    let entries = entries();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let families = Family::ALL.iter().map(|family| {
        let file = folder.join("findings").join(family.word()).with_extension("md");
        (file, catalog::document(*family, &entries))
    });
    let index = (folder.join("findings.md"), catalog::index(&entries));
    for (file, document) in families.chain([index]) {
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &document).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        let stale =
            format!("{} is stale: UPDATE=1 cargo test --test offline findings::", file.display());
        assert!(written == document, "{stale}");
    }
}

#[test]
fn every_family_has_a_document_and_every_document_a_family() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let files: BTreeSet<_> = files.map(|file| file.into_string().unwrap()).collect();
    let families: BTreeSet<_> =
        Family::ALL.iter().map(|family| format!("{}.md", family.word())).collect();
    assert_eq!(files, families);
    for family in Family::ALL {
        assert!(
            catalogue::all().iter().any(|named| named.family == *family),
            "{family:?} is empty"
        );
    }
}
