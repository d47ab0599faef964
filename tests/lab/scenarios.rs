//! Every scenario of the lab and each of its cures, played with our own resolver.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![cfg(feature = "lab")]

use goget_doctor::{
    go::version::Version,
    lab::{Outcome, Scenario, Until},
    trace::CommandEnded,
};

use crate::{
    plays::{self, Played},
    private_paths,
    support::scenario,
};

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_comes_out_as_it_says() {
    let (stated, cured) = (plays::scenarios().await, plays::cures().await);
    let by_release: Vec<_> = stated.iter().chain(cured).flat_map(older).collect();
    let older = plays::play_all(by_release).await;
    let all = stated.iter().chain(cured).chain(&older);
    let differences: Vec<String> = all.flat_map(differences).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The scenario by the rules of the other releases for which it says something.
fn older(played: &Played) -> impl Iterator<Item = (&'static str, Scenario)> {
    let Played { name, scenario, .. } = played;
    let play = |go: Version| {
        let args = vec!["--go".to_owned(), go.to_string()];
        let expect = scenario.stated(go).unwrap().clone();
        (*name, Scenario { args, expect, ..scenario.clone() })
    };
    scenario.release.iter().flat_map(|other| other.go.ends()).map(play)
}

fn differences(played: &Played) -> Vec<String> {
    let Played { name, scenario, verdict, .. } = played;
    let root = verdict.root().map(scenario::root);
    let findings: Vec<_> = played.findings.iter().map(|finding| &*finding.name).collect();
    let settings = played.settings.iter().flatten().map(|name| &**name).collect::<Vec<_>>();
    let ended = played.trace.first::<CommandEnded>();
    let behind = scenario.until != Until::Root;
    let outcome = Outcome {
        ok: if behind { verdict.ok() } else { verdict.finds() },
        root: root.as_ref(),
        error: played.error.as_deref(),
        stderr: played.stderr.as_deref(),
        version: ended.map(|ended| ended.version.as_ref().map_or("", |found| &found.version)),
        sum: ended.map(|ended| ended.zip.as_ref().map_or("", |zip| &zip.h1)),
        findings: Some(&findings),
        settings: Some(&settings),
        ..Outcome::default()
    };
    let differences = scenario.expect.differences(outcome);
    let (about, args) = (&scenario.about, scenario.args.join(" "));
    let told = private_paths::told(scenario, &played.trace, &played.counts);
    let differences = differences.iter().map(ToString::to_string).chain(told);
    differences.map(|it| format!("{name} ({about}) {args}: {it}")).collect()
}
