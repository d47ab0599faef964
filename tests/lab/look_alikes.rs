//! One text of go's, many causes: each group of scenarios ends with the same text, and each cause in
//! it gets its own finding and none of the others'.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    sync::Arc,
};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::Report,
    world::World,
};
use serde::Deserialize;
use tokio::{sync::Semaphore, task::JoinSet};

/// Texts of go's and their causes, by scenario.
const GROUPS: &str = include_str!("../../testdata/look_alikes.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    group: Vec<Group>,
}

/// One text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// What go prints, where `…` is any name or place.
    text: String,
    /// The finding that is its own, by scenario.
    findings: BTreeMap<String, String>,
}

/// What came out for a scenario: go's first line, and the findings.
struct Came {
    name: String,
    said: String,
    findings: Vec<Cow<'static, str>>,
}

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_of_a_text_has_its_own_finding() {
    let mut wrong = Vec::new();
    let groups = toml::from_str::<Groups>(GROUPS).unwrap().group;
    assert_eq!(groups.iter().map(|group| group.findings.len()).sum::<usize>(), 85);
    let came = played(&groups).await;
    for Group { text, findings } in &groups {
        let own: BTreeSet<_> = findings.values().map(String::as_str).collect();
        assert_eq!(own.len(), findings.len(), "two causes of {text} have the same finding");
        for (name, finding) in findings {
            let came = came.iter().find(|came| came.name == *name).unwrap();
            if !lab::matches(text, &came.said) {
                wrong.push(format!("{name}: go says {:?}, which is not of {text:?}", came.said));
            }
            let found: Vec<_> = came.findings.iter().filter(|it| own.contains(&***it)).collect();
            if found != [finding] {
                wrong.push(format!("{name}: of its group it gets {found:?}, not {finding}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn played(groups: &[Group]) -> Vec<Came> {
    let names: BTreeSet<String> =
        groups.iter().flat_map(|group| group.findings.keys().cloned()).collect();
    let turns = Arc::new(Semaphore::new(4));
    let mut runs = JoinSet::new();
    for name in names {
        let turns = turns.clone();
        runs.spawn(async move {
            let _turn = turns.acquire().await.unwrap();
            play(&name).await
        });
    }
    runs.join_all().await
}

async fn play(name: &str) -> Came {
    let text = lab::find(name).unwrap_or_else(|| panic!("there is no scenario {name}"));
    let scenario = Scenario::parse(name, text).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let options = scenario::options(&scenario);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let report = Report::of(&trace);
    let said = report.verdict.error().unwrap_or_default();
    let said = said.lines().next().unwrap_or_default().to_owned();
    let findings = report.findings.into_iter().map(|finding| finding.name).collect();
    Came { name: name.to_owned(), said, findings }
}
