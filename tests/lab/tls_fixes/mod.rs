//! Every fix that a finding about TLS prints: a user's is carried out and ends in success, with our
//! own resolver and with the real go where `GOGET_DOCTOR_GO` names one; a server's owner's has a
//! cure in its scenario, which the real go is held to by `lab_go`.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::ffi::{OsStr, OsString};

use goget_doctor::{
    lab::{Cure, File, Lab, Name, Scenario},
    world::World,
};

mod shell;

use crate::plays::{self, Played, caller};
use shell::Done;

/// A fix that was printed for a scenario.
struct Printed {
    name: &'static str,
    finding: &'static str,
    fix: &'static str,
    scenario: &'static Scenario,
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fix_is_a_users_an_owners_or_a_look() {
    let mut wrong = Vec::new();
    for Printed { name, finding, fix, scenario } in printed().await {
        match shell::carry_out(fix, scenario) {
            Done::Owner if !scenario.cure.iter().any(is_owners) => {
                wrong
                    .push(format!("{name}: {finding} has a fix for the owner, and no cure: {fix}"));
            }
            Done::Unknown => wrong.push(format!("{name}: {finding}: nobody carries out {fix}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn fixes_of_users_lead_to_success() {
    let go = World::real().var("GOGET_DOCTOR_GO").map(ToOwned::to_owned);
    if go.is_none() {
        say("SKIPPED: the real go in tls_fixes needs GOGET_DOCTOR_GO");
    }
    let (mut carried_out, mut tries) = (Vec::new(), Vec::new());
    for printed in printed().await {
        let Done::Fixed(fixed) = shell::carry_out(printed.fix, printed.scenario) else { continue };
        carried_out.push(printed.name);
        tries.push(failures(printed, *fixed, go.clone()));
    }
    let wrong = plays::side_by_side(tries).await.concat();
    let fixes = carried_out.len();
    carried_out.dedup();
    say(&format!("{fixes} fixes of users in {} scenarios about TLS", carried_out.len()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(carried_out.len() >= SCENARIOS, "too few: {carried_out:?}");
}

/// What go says after the fix, by our own resolver and where it is at hand; nothing where it succeeds.
async fn failures(printed: Printed, fixed: Scenario, go: Option<OsString>) -> Vec<String> {
    let Printed { name, fix, scenario, .. } = printed;
    let mut failures = Vec::new();
    let after = plays::play(name, fixed.clone(), true).await;
    if after.verdict.finds() != Some(true) {
        failures.push(format!("{name}: after {fix} go says {:?}", after.verdict.error()));
    }
    // An older release than the one at hand.
    let Some(go) = go.filter(|_| scenario.args.is_empty()) else { return failures };
    let said = go_says(&go, &fixed).await;
    failures.extend(said.map(|said| format!("{name}: after {fix} the real go says {said}")));
    failures
}

/// How many scenarios have a fix that their user can carry out.
const SCENARIOS: usize = 24;

fn say(line: &str) {
    use std::io::Write as _;
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// Whether a cure changes a server, and go succeeds then.
fn is_owners(cure: &Cure) -> bool {
    !cure.host.is_empty() && cure.expect.as_ref().is_none_or(|expect| expect.ok)
}

/// The fixes of the findings about TLS, in every scenario in which go fails.
async fn printed() -> Vec<Printed> {
    let mut all = Vec::new();
    for Played { name, scenario, findings, .. } in plays::scenarios().await {
        let about_tls = |finding: &String| is_about_tls(finding);
        if scenario.expect.ok || !scenario.expect.findings.iter().any(about_tls) {
            continue;
        }
        for finding in findings.iter().filter(|finding| is_about_tls(&finding.name)) {
            all.extend(finding.fix.iter().map(|fix| Printed {
                name,
                finding: &finding.name,
                fix,
                scenario,
            }));
        }
    }
    all
}

/// Those about settings that TLS has nothing to do with are carried out by other tests.
fn is_about_tls(name: &str) -> bool {
    const OTHERS: [&str; 3] = [
        "http-plaintext-on-443-middlebox",
        "net-connection-closed-middlebox",
        "net-connection-reset-middlebox",
    ];
    name.starts_with("tls-") || OTHERS.contains(&name)
}

/// What the real go says; `None` where it succeeds.
async fn go_says(go: &OsStr, scenario: &Scenario) -> Option<String> {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    let mut world = caller();
    for (name, value) in lab.exports() {
        world.set(name, value);
    }
    let dir = tempfile::tempdir().unwrap();
    write(&dir.path().join("go.mod"), "module lab.example/empty\n\ngo 1.21\n");
    let query = format!("{}@latest", scenario.path);
    let mut command = world.command(go);
    command.args(["list", "-m", &query]).current_dir(dir.path());
    let output = command.output().await.unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn write(file: &std::path::Path, text: &str) {
    std::fs::write(file, text).unwrap();
}
