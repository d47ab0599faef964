//! The doctor run in the lab as any command: it finds there what the lab's own run finds, and writes where its caller is.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::disallowed_methods, reason = "a test reads what the command wrote")]

use goget_doctor::{
    lab::{Scenario, Until},
    world::World,
};
use serde_json::Value;

use crate::{
    plays::{self, Played},
    support::child::doctor,
};

/// Every so many scenarios one is run.
const STEP: usize = 8;

/// What a command line of our own says of the scenario.
fn arguments(scenario: &Scenario) -> Vec<String> {
    let until = match scenario.until {
        Until::Root => "root",
        Until::Version => "version",
        Until::Module => "module",
        Until::Package => "package",
    };
    let kind = match (scenario.download, scenario.module) {
        (true, _) => Some("--download"),
        (false, true) => Some("--module"),
        (false, false) => None,
    };
    let words = ["goget-doctor", "resolve", "--json", "-o", "out.json", "--until", until];
    let words = words.into_iter().chain(kind).map(str::to_owned);
    words.chain(scenario.args.clone()).chain([scenario.argument()]).collect()
}

/// What is found by a run of our own in the lab, from another folder.
fn found(played: &Played) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut command = doctor();
    command.args(["lab", "run", played.name, "--"]).args(arguments(&played.scenario));
    command.env("PATH", World::real().var("PATH").unwrap()).current_dir(folder.path());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let text = std::fs::read_to_string(folder.path().join("out.json"));
    let text = text.unwrap_or_else(|error| panic!("{}: {error}: {said}", played.name));
    let report: Value = serde_json::from_str(&text).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_in_the_lab_what_the_lab_finds() {
    // `resolve` asks in no module, and takes a URL for the path that it is about.
    let comparable = |played: &&Played| {
        let path = &played.scenario.path;
        !played.scenario.lays_module() && !path.contains(':') && !path.starts_with("http")
    };
    let all: Vec<_> = plays::scenarios().await.iter().filter(comparable).collect();
    let runs = all.iter().step_by(STEP).map(|played| {
        let played: &'static Played = played;
        async move {
            let found = tokio::task::spawn_blocking(|| found(played)).await.unwrap();
            let due: Vec<_> = played.findings.iter().map(|it| it.name.to_string()).collect();
            (found != due).then(|| format!("{}: {found:?} in place of {due:?}", played.name))
        }
    });
    let runs = plays::side_by_side(runs).await;
    let wrong: Vec<_> = runs.iter().flatten().collect();
    assert!(runs.len() > 30, "{} scenarios were run", runs.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
