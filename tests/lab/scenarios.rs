//! Every scenario of the lab and each of its cures, played with our own resolver.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![cfg(feature = "lab")]

use std::{borrow::Cow, ffi::OsStr, sync::Arc};

use crate::{private_paths, support::scenario};
use goget_doctor::{
    go::version::Version,
    lab::{self, Lab, Outcome, Scenario, Until},
    pipeline::{self, Options},
    report::Report,
    stages,
    trace::CommandEnded,
    world::World,
};
use tokio::{sync::Semaphore, task::JoinSet};

/// How many scenarios play at a time.
const AT_ONCE: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_comes_out_as_it_says() {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut plays = JoinSet::new();
    for (name, scenario) in plays_of_all() {
        let slots = slots.clone();
        plays.spawn(async move {
            let _slot = slots.acquire().await;
            differences(&name, &scenario).await
        });
    }
    let differences: Vec<String> = plays.join_all().await.into_iter().flatten().collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Each scenario, and each of its cures, by name.
fn plays_of_all() -> Vec<(String, Scenario)> {
    let mut plays = Vec::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        for cure in &scenario.cure {
            plays.push((format!("{name}, cured: {}", cure.about), scenario.cured(cure)));
        }
        plays.push(((*name).to_owned(), scenario));
    }
    let older: Vec<_> = plays.iter().flat_map(|(name, scenario)| older(name, scenario)).collect();
    plays.extend(older);
    plays
}

/// The scenario by the rules of the other releases for which it says something.
fn older(name: &str, scenario: &Scenario) -> Vec<(String, Scenario)> {
    let ends = scenario.release.iter().flat_map(|other| other.go.ends());
    let play = |go: Version| {
        let args = vec!["--go".to_owned(), go.to_string()];
        let expect = scenario.stated(go).unwrap().clone();
        (format!("{name}, go {go}"), Scenario { args, expect, ..scenario.clone() })
    };
    ends.map(play).collect()
}

async fn differences(name: &str, scenario: &Scenario) -> Vec<String> {
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    let lab = Lab::start(scenario, &caller).await.unwrap();
    let options = scenario::options(scenario);
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let report = Report::of(&trace);
    let root = report.verdict.root().map(scenario::root);
    let error = report.verdict.error().map(|error| lab.as_played(error));
    let findings: Vec<_> = report.findings.iter().map(|finding| &*finding.name).collect();
    let findings = Some(findings.as_slice());
    let settings = wrong_settings(&lab, &options).await;
    let settings: Vec<_> = settings.iter().map(|name| &**name).collect();
    let settings = Some(settings.as_slice());
    let ended = trace.first::<CommandEnded>();
    let stderr = ended.map(|ended| lab.as_played(&ended.stderr));
    let behind = scenario.until != Until::Root;
    let outcome = Outcome {
        ok: if behind { report.verdict.ok() } else { report.verdict.finds() },
        root: root.as_ref(),
        error: error.as_deref(),
        stderr: stderr.as_deref(),
        version: ended.map(|ended| ended.version.as_ref().map_or("", |found| &found.version)),
        sum: ended.map(|ended| ended.zip.as_ref().map_or("", |zip| &zip.h1)),
        findings,
        settings,
        ..Outcome::default()
    };
    let mut differences: Vec<String> =
        scenario.expect.differences(outcome).iter().map(ToString::to_string).collect();
    differences.extend(private_paths::told(scenario, &trace, &lab.counts()));
    differences.into_iter().map(|difference| format!("{name}: {difference}")).collect()
}

/// The names of what is wrong with the scenario's own settings.
async fn wrong_settings(lab: &Lab, options: &Options) -> Vec<Cow<'static, str>> {
    let world = Arc::new(lab.own_world());
    let trace = pipeline::environment(&world, OsStr::new(""), options).await.unwrap();
    stages::settings_findings(&trace).into_iter().map(|finding| finding.name).collect()
}
