//! `explain --resolve`: errors whose cause their text cannot tell, each settled by a run where it arose.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![cfg(feature = "lab")]

use serde_json::Value;

use crate::support::{
    child::doctor,
    scenario::is_playable,
    schema::{hold, strict},
};
use goget_doctor::{
    lab::{self, Lab, Scenario},
    world::World,
};

/// Scenarios of which several print one text.
const OPEN: &[&str] = &[
    "cert-file-missing",
    "page-empty",
    "tag-in-body",
    "tag-property",
    "tag-two-fields",
    "goproxy-403-perimeter",
    "goproxy-403-storage",
    "repo-ssh-key-locked",
    "repo-ssh-no-key-offered",
    "repo-ssh-key-refused",
    "sumdb-private",
];

#[test]
fn a_run_settles_what_the_text_leaves_open() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut wrong = Vec::new();
    for name in OPEN {
        let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
        if !is_playable(&scenario) {
            continue;
        }
        let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
        let text = said(&lab, &scenario);
        let (explained, status) = json(&lab, &["explain", "--resolve", "--json", &text]);
        hold(strict(), &explained);
        let due = scenario.expect.findings.first();
        let (message, answer) = (&explained["messages"][0], &explained["answers"][0]);
        let is_open = message["settled"] == false;
        let is_answered =
            answer["name"].as_str() == due.map(String::as_str) && answer["ok"] == false;
        let is_curing = answer["fix"].as_array().is_some_and(|cure| !cure.is_empty());
        if !(is_open && is_answered && is_curing && status == 1) {
            wrong.push(format!("{name}: {text}\n  {message}\n  {answer}, due {due:?}, {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What does not fail here is said, and what nobody can look at.
#[test]
fn a_run_says_what_does_not_fail_and_what_it_cannot_see() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scenario = Scenario::parse("goproxy-good", lab::find("goproxy-good").unwrap()).unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let text = "go: go.example.com/tool@v1.2.0: reading https://px.test/go.example.com/tool/@v/v1.2.0.mod: 502 Bad Gateway";
    let (explained, status) = json(&lab, &["explain", "--resolve", "--json", text]);
    assert_eq!((&explained["answers"][0]["ok"], status), (&Value::Bool(true), 0), "{explained}");
    let text = "go: go.mod file not found in current directory or any parent directory";
    let (explained, status) = json(&lab, &["explain", "--resolve", "--json", text]);
    assert_eq!((&explained["answers"][0]["ok"], status), (&Value::Null, 3), "{explained}");
}

/// go's words for the failure of the scenario.
fn said(lab: &Lab, scenario: &Scenario) -> String {
    let mut words = vec!["resolve", "--json"];
    words.extend(scenario.module.then_some("--module"));
    words.push(&scenario.path);
    let (report, _) = json(lab, &words);
    let said = report["stderr"].as_str().or_else(|| report["error"].as_str());
    said.unwrap_or_default().to_owned()
}

/// What the command prints, and its status.
fn json(lab: &Lab, words: &[&str]) -> (Value, i32) {
    let output = doctor()
        .args(words)
        .envs(World::real().var("PATH").map(|path| ("PATH", path)))
        .envs(lab.exports().iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code().unwrap())
}
