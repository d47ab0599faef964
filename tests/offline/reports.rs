//! Inputs rebuilt from public reports: the first cause of each, and what is said about it. `testdata/reports/logs.jsonl` has
//! logs, `commands.jsonl` what other commands are given.
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use serde::Deserialize;

use crate::support::child::doctor;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    /// Where such a log was shown.
    from: String,
    #[serde(rename = "log")]
    file: String,
    cause: String,
    /// A piece of what people are told: of the cure, mostly.
    says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Where such a thing was reported.
    from: String,
    args: Vec<String>,
    /// Variables; `FOLDER` in them is that of the files.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The finding that is told first; none where all is well.
    finds: Option<String>,
    /// A piece of what people are told, on either stream.
    says: String,
    status: i32,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/reports")
}

#[test]
fn each_log_of_a_report_has_its_cause_and_its_cure() {
    let rows = fs::read_to_string(folder().join("logs.jsonl")).unwrap();
    let mut wrong = Vec::new();
    for line in rows.lines() {
        let Log { from, file: log, cause, says } = serde_json::from_str(line).unwrap();
        let mut command = doctor();
        command.arg("explain").arg(folder().join(&log)).stdin(Stdio::null());
        let output = command.output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        let first = shown.lines().find_map(|line| line.strip_prefix("cause    "));
        if output.status.code() != Some(0) || first != Some(&cause) || !shown.contains(&says) {
            wrong.push(format!("{log} ({from}), due {cause}, “{says}”:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows.lines().count(), 31);
}

#[test]
fn each_command_of_a_report_has_its_finding_and_its_cure() {
    let rows = fs::read_to_string(folder().join("commands.jsonl")).unwrap();
    let mut wrong = Vec::new();
    for line in rows.lines() {
        let Asked { from, args, env, finds, says, status } = serde_json::from_str(line).unwrap();
        let home = tempfile::tempdir().unwrap();
        let place = folder();
        let placed = |text: &str| text.replace("FOLDER", &place.display().to_string());
        let env: BTreeMap<_, _> = env.iter().map(|(name, value)| (name, placed(value))).collect();
        let says = placed(&says);
        let mut command = doctor();
        command.args(&args).env("HOME", home.path()).envs(&env).current_dir(&place);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).unwrap();
        let more = "more     goget-doctor explain ";
        let first = shown.lines().find_map(|line| line.strip_prefix(more)).map(str::to_owned);
        if output.status.code() != Some(status) || first != finds || !shown.contains(&says) {
            wrong.push(format!(
                "{args:?} {env:?} ({from}), due {finds:?}, “{says}”, {status}, is {:?}:\n{shown}",
                output.status.code()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows.lines().count(), COMMANDS);
}

/// As many commands there are.
const COMMANDS: usize = 47;
