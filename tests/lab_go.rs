//! What every scenario of the lab expects is held to the real go command.
//!
//! Needs `GOGET_DOCTOR_GO` (the go command) and `GOGET_DOCTOR_ORACLE` (its resolver).
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{path::PathBuf, process::Stdio, sync::Arc};

use goget_doctor::{
    lab::{self, Judge, Lab, Outcome, Root, Scenario},
    world::World,
};
use tokio::{io::AsyncWriteExt as _, sync::Semaphore, task::JoinSet};

/// The commands that judge.
struct Judges {
    go: PathBuf,
    oracle: PathBuf,
    turns: Semaphore,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_real_go_says_what_scenarios_expect() {
    let Some(judges) = judges() else { return };
    let mut plays = JoinSet::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        for (number, cure) in (1..).zip(&scenario.cure) {
            let name = format!("{name}, cure {number}");
            plays.spawn(play(judges.clone(), name, scenario.cured(cure)));
        }
        plays.spawn(play(judges.clone(), (*name).to_owned(), scenario));
    }
    let mut wrong: Vec<String> = Vec::new();
    while let Some(played) = plays.join_next().await {
        wrong.extend(played.unwrap());
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} differences:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

fn judges() -> Option<Arc<Judges>> {
    let world = World::real();
    let (Some(go), Some(oracle)) = (world.var("GOGET_DOCTOR_GO"), world.var("GOGET_DOCTOR_ORACLE"))
    else {
        use std::io::Write as _;
        let line = "SKIPPED: lab_go needs GOGET_DOCTOR_GO and GOGET_DOCTOR_ORACLE\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        return None;
    };
    Some(Arc::new(Judges { go: go.into(), oracle: oracle.into(), turns: Semaphore::new(6) }))
}

async fn play(judges: Arc<Judges>, name: String, scenario: Scenario) -> Vec<String> {
    let _turn = judges.turns.acquire().await.unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let run = Run { judges: &judges, world: exported(&lab), lab };
    run.judge().await.into_iter().map(|difference| format!("{name}: {difference}")).collect()
}

/// A world with the lab's exports alone.
fn exported(lab: &Lab) -> World {
    let mut world = World::empty();
    if let Some(path) = World::real().var("PATH") {
        world.set("PATH", path);
    }
    for (name, value) in lab.exports() {
        world.set(name, value);
    }
    world
}

struct Run<'a> {
    judges: &'a Judges,
    world: World,
    lab: Lab,
}

impl Run<'_> {
    async fn judge(&self) -> Vec<String> {
        let expect = &self.lab.scenario().expect;
        let mut differences = Vec::new();
        if expect.go == Judge::Resolver || expect.root.is_some() {
            let said = self.resolver().await;
            let (root, error) = (said.as_ref().ok(), said.as_ref().err().map(String::as_str));
            differences.extend(expect.differences(Outcome {
                ok: Some(error.is_none()),
                root,
                error,
                findings: None,
            }));
        }
        if expect.go == Judge::Command {
            let said = self.command().await;
            let ok = Some(said.is_none());
            let outcome = Outcome { ok, error: said.as_deref(), ..Outcome::default() };
            differences.extend(expect.differences(outcome));
        }
        differences
    }

    /// What the go command says; `None` where it succeeds.
    async fn command(&self) -> Option<String> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("go.mod"), "module lab.example/empty\n\ngo 1.21\n").unwrap();
        let scenario = self.lab.scenario();
        let mut command = self.world.command(&self.judges.go);
        let latest = format!("{}@latest", scenario.path);
        let (list, get) = (["list", "-m", &latest], ["get", &scenario.path]);
        command.args(if scenario.module { &list[..] } else { &get[..] });
        let output = command.current_dir(dir.path()).output().await.unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        (!output.status.success()).then(|| self.lab.as_played(said(&text)))
    }

    /// What go's resolver says of the path, or of the root of a package.
    async fn resolver(&self) -> Result<Root, String> {
        let scenario = self.lab.scenario();
        let root = scenario.expect.root.as_ref().filter(|_| !scenario.module);
        let path = root.map_or(&scenario.path, |root| &root.path);
        let request = format!("{{\"op\":\"discover\",\"path\":{path:?}}}\n");
        let mut command = self.world.command(&self.judges.oracle);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(request.as_bytes()).await.unwrap();
        let output = child.wait_with_output().await.unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let field = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        match answer["err"].as_str() {
            Some(error) => Err(self.lab.as_played(error)),
            None => Ok(Root {
                path: field("root"),
                vcs: field("vcs"),
                repo: field("repo"),
                subdir: field("subdir"),
                by: String::new(),
            }),
        }
    }
}

/// go's text, without what stands in front of it.
fn said(stderr: &str) -> &str {
    let noise = ["go: downloading ", "go: finding ", "go: added ", "go: missing "];
    let mut rest = stderr.trim_end();
    while noise.iter().any(|noise| rest.starts_with(noise)) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let text = rest.strip_prefix("go: ").unwrap_or(rest);
    let (front, behind) = text.split_once(": ").unwrap_or((text, ""));
    let is_front = front.starts_with("module ") || (front.contains('@') && !front.contains(' '));
    if is_front { behind } else { text }
}
