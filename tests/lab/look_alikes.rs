//! One text of go's, many causes: each group of scenarios ends with the same text, and each cause in
//! it gets its own finding and none of the others'.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::collections::{BTreeMap, BTreeSet};

use goget_doctor::lab;
use serde::Deserialize;

use crate::plays;

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

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_of_a_text_has_its_own_finding() {
    let mut wrong = Vec::new();
    let groups = toml::from_str::<Groups>(GROUPS).unwrap().group;
    assert_eq!(groups.iter().map(|group| group.findings.len()).sum::<usize>(), 85);
    let played = plays::scenarios().await;
    for Group { text, findings } in &groups {
        let own: BTreeSet<_> = findings.values().map(String::as_str).collect();
        assert_eq!(own.len(), findings.len(), "two causes of {text} have the same finding");
        for (name, finding) in findings {
            let came = played.iter().find(|came| came.name == name);
            let came = came.unwrap_or_else(|| panic!("there is no scenario {name}"));
            let said = came.verdict.error().and_then(|said| said.lines().next());
            let said = said.unwrap_or_default();
            if !lab::matches(text, said) {
                wrong.push(format!("{name}: go says {said:?}, which is not of {text:?}"));
            }
            let found: Vec<_> = came.findings.iter().map(|finding| &*finding.name).collect();
            let found: Vec<_> = found.into_iter().filter(|it| own.contains(it)).collect();
            if found != [finding] {
                wrong.push(format!("{name}: of its group it gets {found:?}, not {finding}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
