//! What the tests of `check` share: the command in a directory of its own, in a lab.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{fs, process::Output};

use crate::support::child::doctor;
use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::Command;

/// A lab with a directory for the command to run in.
pub(crate) struct Bench {
    pub(crate) lab: Lab,
    pub(crate) dir: TempDir,
}

impl Bench {
    /// A lab that plays `scenario`, and files by name with their text.
    pub(crate) async fn new(scenario: &str, files: &[(&str, &str)]) -> Self {
        let scenario = Scenario::parse("check.toml", scenario).unwrap();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = dir.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self { lab, dir }
    }

    /// The command with these arguments of `check`, not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::from(doctor());
        command.args(["check", "--until", "root"]).args(args).envs(self.lab.exports());
        command.current_dir(self.dir.path()).env("LC_ALL", "C.UTF-8").kill_on_drop(true);
        command
    }

    pub(crate) async fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().await.unwrap()
    }

    /// The exit status and the results of `--format json`.
    pub(crate) async fn json(&self, args: &[&str]) -> (i32, Vec<Value>) {
        let (status, envelope) = self.envelope(args).await;
        (status, envelope["results"].as_array().unwrap_or_else(|| panic!("{envelope}")).clone())
    }

    /// The exit status and what `--format json` says, which names it too.
    pub(crate) async fn envelope(&self, args: &[&str]) -> (i32, Value) {
        let output = self.run(&[args, &["--format", "json"]].concat()).await;
        let text = stdout(&output);
        let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
        let status = output.status.code().unwrap();
        assert_eq!(value["exit"], status, "{value}");
        (status, value)
    }
}

pub(crate) fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}
