//! Runs rebuilt from public reports: servers as they were set up there, a command of ours, its first finding and what it
//! says; and the real go, which agrees. `testdata/reports/played.jsonl` has them, a run a line.
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![cfg(feature = "lab")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde::Deserialize;
use serde_json::Value;

use crate::support::{
    child::{child, doctor},
    judge::judge,
};
use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    /// Where such a thing was reported.
    from: String,
    /// The servers.
    file: String,
    /// The arguments of `resolve`.
    args: Vec<String>,
    /// Variables with their values; null takes one away.
    #[serde(default)]
    env: BTreeMap<String, Option<String>>,
    /// The finding that is told first; none where all is well.
    finds: Option<String>,
    /// A piece of what people are told.
    says: String,
    status: i32,
}

#[test]
fn each_run_of_a_report_has_its_finding_and_its_cure() {
    let table = fs::read_to_string(folder().join("played.jsonl")).unwrap();
    let go = judge("GOGET_DOCTOR_GO", "reports");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut labs: BTreeMap<String, Lab> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in table.lines() {
        let run: Run = serde_json::from_str(line).unwrap();
        let lab = labs.entry(run.file.clone()).or_insert_with(|| {
            let text = fs::read_to_string(folder().join(&run.file)).unwrap();
            let scenario = Scenario::parse(&run.file, &text).unwrap();
            runtime.block_on(Lab::start(&scenario, &World::real())).unwrap()
        });
        wrong.extend(run.wrong(lab));
        wrong.extend(go.as_ref().and_then(|go| run.differs(lab, go)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(table.lines().count(), RUNS);
}

impl Run {
    /// What is printed, where it is not what the row says.
    fn wrong(&self, lab: &Lab) -> Option<String> {
        let Self { from, args, finds, says, status, .. } = self;
        let output = self.output(lab, doctor().arg("resolve").args(args));
        let shown = String::from_utf8(output.stdout).unwrap();
        let more = "more     goget-doctor explain ";
        let first = shown.lines().find_map(|line| line.strip_prefix(more)).map(str::to_owned);
        let is_right = output.status.code() == Some(*status) && first == *finds;
        (!is_right || !shown.contains(says))
            .then(|| format!("{args:?} ({from}), due {finds:?}, “{says}”, {status}:\n{shown}"))
    }

    /// Where the real go says something else than is said here that it says.
    fn differs(&self, lab: &Lab, go: &Path) -> Option<String> {
        if self.args.iter().any(|arg| arg == "--go") {
            return None;
        }
        let ours = self.output(lab, doctor().args(["resolve", "--json"]).args(&self.args));
        let report: Value = serde_json::from_slice(&ours.stdout).unwrap();
        let ours = report["stderr"].as_str().unwrap_or_default();
        let ours: String = ours.lines().map(of_line).collect();
        let module = tempfile::tempdir().unwrap();
        fs::write(module.path().join("go.mod"), "module m\n").unwrap();
        let theirs = self.output(lab, child(go).args(self.words()).current_dir(module.path()));
        let said = String::from_utf8_lossy(&theirs.stderr);
        let said: String = said.lines().filter(|line| !is_progress(line)).map(of_line).collect();
        let agrees = said == ours && (report["ok"] == true) == theirs.status.success();
        (!agrees).then(|| format!("{:?}: go says\n{said}we say\n{ours}", self.args))
    }

    /// What the go command is asked.
    fn words(&self) -> Vec<String> {
        let path = self.args.last().unwrap();
        if self.args.iter().any(|arg| arg == "--module") {
            return vec!["list".into(), "-m".into(), "-json".into(), format!("{path}@latest")];
        }
        vec!["get".into(), path.clone()]
    }

    fn output(&self, lab: &Lab, command: &mut Command) -> Output {
        command
            .envs(World::real().var("PATH").map(|path| ("PATH", path)))
            .envs(lab.exports().iter().map(|(name, value)| (name, value)));
        for (name, value) in &self.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.output().unwrap()
    }
}

fn of_line(line: &str) -> String {
    format!("{line}\n")
}

/// Whether go tells of its progress.
fn is_progress(line: &str) -> bool {
    let words = ["downloading ", "finding ", "added ", "upgraded ", "found "];
    line.strip_prefix("go: ").is_some_and(|said| words.iter().any(|word| said.starts_with(word)))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/reports")
}

/// As many runs there are.
const RUNS: usize = 15;
