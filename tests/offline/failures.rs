//! What users meet on the way to a module, entry by entry: each has findings that a scenario of the lab shows,
//! or a reason why a trace cannot show it. docs/failures.md is written from the list.
#![cfg(feature = "lab")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the repository's files")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use goget_doctor::{
    lab::{self, Scenario},
    render::catalog::anchor,
    stages::{self, catalogue},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct List {
    failure: Vec<Failure>,
}

/// What users meet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    entry: Option<String>,
    meets: String,
    #[serde(default)]
    findings: Vec<String>,
    why: Option<String>,
}

fn failures() -> Vec<Failure> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/failures.toml");
    toml::from_str::<List>(&fs::read_to_string(file).unwrap()).unwrap().failure
}

#[test]
fn each_has_findings_or_a_reason() {
    for failure in failures() {
        let Failure { meets, findings, why, .. } = &failure;
        assert_eq!(findings.is_empty(), why.is_some(), "{meets}: findings or a reason");
        for name in findings {
            assert!(stages::by_name(name).is_some(), "{meets}: {name} is no finding");
        }
        let names: BTreeSet<_> = findings.iter().collect();
        assert_eq!(names.len(), findings.len(), "{meets}: a finding stands there twice");
    }
}

#[test]
fn every_entry_is_there_once_and_in_order() {
    let entries: Vec<_> = failures().into_iter().filter_map(|failure| failure.entry).collect();
    let wanted = (23..=83).chain(94..=104).chain(106..=109);
    let wanted: Vec<_> = wanted.map(|it| format!("P{it:03}")).collect();
    assert_eq!(entries, wanted);
}

/// Findings of the discovery that no entry names, as what one meets: their own first sentences.
fn others(named: &BTreeSet<String>) -> impl Iterator<Item = Failure> {
    const OF_PAGES: [&str; 7] = ["meta-", "html-", "http-", "vanity-", "forge-", "net-", "dns-"];
    const OF_A_PROXY: [&str; 2] = ["http-proxy-name-unresolvable", "http-proxy-refused"];
    let is_meant = |name: &str| {
        let is_of_pages = OF_PAGES.iter().any(|begin| name.starts_with(begin));
        is_of_pages && !OF_A_PROXY.contains(&name) && !named.contains(name)
    };
    stages::all().filter(move |check| is_meant(check.name)).map(|check| Failure {
        entry: None,
        meets: catalogue::find(check.name).unwrap().summary.trim_end_matches('.').to_owned(),
        findings: vec![check.name.to_owned()],
        why: None,
    })
}

#[test]
fn the_document_is_what_the_list_says() {
    let document = document();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/failures.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &document).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == document,
        "docs/failures.md is stale: UPDATE=1 cargo test --test offline failures::"
    );
}

fn document() -> String {
    let scenarios: Vec<_> = lab::list()
        .iter()
        .map(|(name, text)| (*name, Scenario::parse(name, text).unwrap()))
        .collect();
    let mut text = String::from(
        "# What goes wrong on the way to a module\n\n\
         What users of go meet, the findings that tell it, and a scenario of the lab for each; or \
         why no finding does.\n`goget-doctor explain NAME` prints the page of a finding, `goget-doctor \
         lab run NAME` plays a scenario.\n\n\
         Generated from `testdata/failures.toml`; `UPDATE=1 cargo test --test offline failures::` writes it \
         anew.\n\n| what one meets | findings | lab |\n| --- | --- | --- |\n",
    );
    let mut all = failures();
    let named = all.iter().flat_map(|failure| failure.findings.clone()).collect();
    all.extend(others(&named));
    for failure in all {
        let shown = failure.findings.iter().map(|finding| {
            let showing = scenarios.iter().find(|(_, scenario)| scenario.expect.names(finding));
            showing.unwrap_or_else(|| panic!("no scenario shows {finding}")).0
        });
        let lab: BTreeSet<_> = shown.map(|name| format!("`{name}`")).collect();
        let lab: Vec<_> = lab.into_iter().collect();
        let findings: Vec<_> = failure.findings.iter().map(|name| link(name)).collect();
        let told = failure.why.map_or_else(|| findings.join(", "), |why| format!("none: {why}"));
        writeln!(text, "| {} | {told} | {} |", failure.meets, lab.join(", ")).unwrap();
    }
    text
}

/// The name with its place in the documents.
fn link(name: &str) -> String {
    let family = catalogue::find(name).unwrap().family.word();
    format!("[{name}](findings/{family}.md#{})", anchor(name))
}
