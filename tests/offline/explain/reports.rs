//! Logs rebuilt from public reports: the first cause of each, and what is said about it (`testdata/reports/logs.jsonl`).
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]

use std::{fs, path::Path, process::Stdio};

use serde::Deserialize;

use crate::support::child::doctor;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Where such a log was shown.
    from: String,
    log: String,
    cause: String,
    /// A piece of what people are told: of the cure, mostly.
    says: String,
}

#[test]
fn each_log_of_a_report_has_its_cause_and_its_cure() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/reports");
    let rows = fs::read_to_string(folder.join("logs.jsonl")).unwrap();
    let mut wrong = Vec::new();
    for line in rows.lines() {
        let Row { from, log, cause, says } = serde_json::from_str(line).unwrap();
        let mut command = doctor();
        command.arg("explain").arg(folder.join(&log)).stdin(Stdio::null());
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
