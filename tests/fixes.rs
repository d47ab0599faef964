//! The fixes that findings print are applied, as far as a test can, and lead to success: with our
//! own resolver, and with the real go where `GOGET_DOCTOR_GO` names one.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{ffi::OsStr, sync::Arc};

use goget_doctor::{
    lab::{self, Judge, Lab, Scenario},
    pipeline::{self, Options},
    report::Report,
    world::World,
};

/// A scenario after one of the fixes that were printed for it.
struct Fixed {
    name: String,
    fix: String,
    scenario: Scenario,
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_lead_to_success() {
    let mut wrong = Vec::new();
    let mut applied = Vec::new();
    for Fixed { name, fix, scenario } in fixed().await {
        let report = report(&scenario).await;
        if report.ok != Some(true) {
            wrong.push(format!("{name}: after {fix} go says {:?}", report.error));
        }
        applied.push(name);
    }
    applied.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(applied.len() >= 11, "fixes of too few scenarios can be applied: {applied:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn printed_fixes_help_the_real_go() {
    let Some(go) = World::real().var("GOGET_DOCTOR_GO").map(ToOwned::to_owned) else {
        use std::io::Write as _;
        std::io::stderr().write_all(b"SKIPPED: fixes needs GOGET_DOCTOR_GO\n").unwrap();
        return;
    };
    let mut wrong = Vec::new();
    for Fixed { name, fix, scenario } in fixed().await {
        let closed = |expect: &lab::Expect| expect.go != Judge::Command;
        let original = Scenario::parse(&name, lab::find(&name).unwrap()).unwrap();
        let mut cures = original.cure.iter().filter_map(|cure| cure.expect.as_ref());
        if closed(&original.expect) || cures.any(closed) {
            continue;
        }
        if let Some(said) = go_says(&go, &scenario).await {
            wrong.push(format!("{name}: after {fix} the real go says {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every curable scenario with each of its printed fixes that can be applied.
async fn fixed() -> Vec<Fixed> {
    let mut all = Vec::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        let cures = |cure: &lab::Cure| cure.expect.as_ref().is_none_or(|expect| expect.ok);
        if !scenario.cure.iter().any(cures) {
            continue;
        }
        for finding in report(&scenario).await.findings {
            let fixes = finding.fix.into_iter();
            all.extend(fixes.filter_map(|fix| {
                let scenario = apply(&fix, &scenario)?;
                Some(Fixed { name: (*name).to_owned(), fix, scenario })
            }));
        }
    }
    all
}

async fn report(scenario: &Scenario) -> Report {
    let lab = Lab::start(scenario, &caller()).await.unwrap();
    let options = Options { module: scenario.module, ..Options::default() };
    let path = OsStr::new(&scenario.path);
    Report::of(&pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap())
}

/// What the real go says; `None` where it succeeds.
async fn go_says(go: &OsStr, scenario: &Scenario) -> Option<String> {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    let mut world = caller();
    for (name, value) in lab.exports() {
        world.set(name, value);
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("go.mod"), "module lab.example/empty\n\ngo 1.21\n").unwrap();
    let query = format!("{}@latest", scenario.path);
    let mut command = world.command(go);
    command.args(["list", "-m", &query]).current_dir(dir.path());
    let output = command.output().await.unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn caller() -> World {
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    caller
}

/// The scenario after the command `fix`, where that is one that a test can carry out: variables
/// that are set or taken away, and a root certificate that the system's tool takes in.
fn apply(fix: &str, scenario: &Scenario) -> Option<Scenario> {
    let command = at_home(fix.split("   #").next()?.trim()).replace('\'', "");
    let words: Vec<&str> = command.split_whitespace().collect();
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    match words.as_slice() {
        ["unset", names @ ..] => names.iter().for_each(|name| {
            fixed.env.remove(*name);
        }),
        ["go", "env", "-w", setting] | ["export", setting] => set(&mut fixed, setting)?,
        ["sudo", "cp", from, _, "&&", "sudo", "update-ca-certificates"] => {
            take_in(&mut fixed, from)?;
        }
        [settings @ .., "go", "get", _] if !settings.is_empty() => {
            settings.iter().try_for_each(|setting| set(&mut fixed, setting))?;
        }
        _ => return None,
    }
    Some(fixed)
}

/// The lab's home by its short name: it stands elsewhere in every run.
fn at_home(command: &str) -> String {
    let Some((front, rest)) = command.split_once("/tmp/goget-doctor-lab-") else {
        return command.to_owned();
    };
    let behind = rest.split_once("/home").map_or("", |(_, behind)| behind);
    format!("{front}~{behind}")
}

fn set(scenario: &mut Scenario, setting: &str) -> Option<()> {
    const PLACEHOLDERS: [&str; 3] = ["USER", "PASSWORD", "CA.pem"];
    let (name, value) = setting.split_once('=')?;
    let is_name = name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    if !is_name || PLACEHOLDERS.iter().any(|word| value.contains(word)) {
        return None;
    }
    scenario.env.insert(name.to_owned(), value.to_owned());
    Some(())
}

/// What the system's tool does: the certificate stands where go looks.
fn take_in(scenario: &mut Scenario, from: &str) -> Option<()> {
    let (_, file) = scenario.files.iter().find(|(path, _)| path.get_ref() == from)?;
    let to = lab::Name::new(0..0, "/etc/ssl/certs/taken-in.pem".to_owned());
    let file = file.clone();
    scenario.files.insert(to, file);
    Some(())
}
