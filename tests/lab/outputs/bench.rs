//! A folder with files to read, labs to ask, and the built command.

use std::{collections::BTreeMap, fs, io::Write as _, process::Stdio};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    world::World,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::child::doctor;

use super::cases::{CASES, Case, FILES};

/// Chains with their roots, of which the first is a good one.
const CHAINS: &str = include_str!("../../../testdata/golden/x509-cases.jsonl");

/// What a run of the command printed on standard output and said on the other, and its exit status.
pub(super) struct Printed {
    pub(super) text: String,
    pub(super) said: String,
    pub(super) status: i64,
}

/// All that cases run in.
pub(super) struct Bench {
    dir: TempDir,
    labs: BTreeMap<&'static str, Lab>,
    /// Serves the labs.
    _runtime: Runtime,
}

impl Bench {
    /// Lays the files, starts the labs that cases name, and makes what earlier runs would have left.
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in FILES {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let case: Value = serde_json::from_str(CHAINS.lines().next().unwrap()).unwrap();
        for name in ["chain", "roots"] {
            fs::write(dir.path().join(format!("{name}.pem")), case[name].as_str().unwrap())
                .unwrap();
        }
        let runtime = Runtime::new().unwrap();
        let scenario = |name| Scenario::parse(name, lab::find(name).unwrap()).unwrap();
        let start = |name| runtime.block_on(Lab::start(&scenario(name), &World::real())).unwrap();
        let mut labs = BTreeMap::new();
        for name in CASES.iter().map(|case| case.lab).filter(|name| !name.is_empty()) {
            labs.entry(name).or_insert_with(|| start(name));
        }
        let bench = Self { dir, labs, _runtime: runtime };
        bench.leave_files();
        bench
    }

    /// A run that was saved, one of two paths, and the results of one as a baseline.
    fn leave_files(&self) {
        let saved =
            |args| Case { command: "resolve", lab: "own-ca-unsearched", args, ..Case::NONE };
        let one = "tonybai.com/gowechat --save run.jsonl";
        let two = "tonybai.com/gowechat bad..path --save two.jsonl";
        assert_eq!(self.run(&saved(one), "json").status, 1);
        assert_eq!(self.run(&saved(two), "json").status, 1);
        let args = "go.mod tonybai.com/gowechat --until root";
        let checked = Case { command: "check", lab: "own-ca-unsearched", args, ..Case::NONE };
        let baseline = self.run(&checked, "json").text;
        fs::write(self.dir.path().join("baseline.json"), baseline).unwrap();
        self.leave_parts();
    }

    /// The parts of a check.
    fn leave_parts(&self) {
        for part in ["1", "2"] {
            let args = format!("go.mod tonybai.com/gowechat --until root --shard {part}/2");
            let args: &'static str = args.leak();
            let checked = Case { command: "check", lab: "own-ca-unsearched", args, ..Case::NONE };
            let text = self.run(&checked, "jsonl").text;
            fs::write(self.dir.path().join(format!("part{part}.jsonl")), text).unwrap();
        }
    }

    /// Runs the case in `format`.
    pub(super) fn run(&self, case: &Case, format: &str) -> Printed {
        let mut command = doctor();
        command.args(case.command.split(' ')).args(["--format", format]);
        command.args(case.args.split_whitespace()).current_dir(self.dir.path());
        let exports = self.labs.get(case.lab).map(Lab::exports).unwrap_or_default();
        command.envs(exports).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that does not read its input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(case.stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        let status = output.status.code().unwrap_or_else(|| panic!("{case:?} was killed"));
        let [text, said] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
        Printed { text, said, status: status.into() }
    }
}
