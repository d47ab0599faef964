//! Random module zips, trees, notes and checksum databases against the packages of a real go.

use std::{io::Write as _, path::Path, process::Stdio, thread};

use goget_doctor::go::version::Version;
use serde_json::Value;

use crate::{
    go,
    support::{
        child::child,
        judge::skipped,
        rounds::{rounds, seed},
        sums_answer::ours,
    },
};

#[test]
fn random_zips_and_sums_are_gos() {
    for (version, go) in go::go_commands("random_zips_and_sums_are_gos") {
        let folder = tempfile::tempdir().unwrap();
        let Some(program) = go::build_inside(&go, "sums", folder.path()) else {
            skipped("random_zips_and_sums_are_gos", &format!("the sources of go {version}"));
            continue;
        };
        for kind in ["zip", "tree", "note", "sumdb"] {
            compare(&program, kind, version);
        }
    }
}

fn compare(program: &Path, kind: &str, version: Version) {
    let count = rounds(300).to_string();
    let seed = seed().to_string();
    let made = child(program).args(["make", kind, &seed, &count]).output().unwrap().stdout;
    let answers = play(program, made.clone());
    let cases = lines(&made);
    assert!(!cases.is_empty() && cases.len() == answers.len(), "{kind}");
    for (case, theirs) in cases.iter().zip(&answers) {
        assert_eq!(ours(case, version), *theirs, "{} in {version}", case["name"]);
    }
}

fn play(program: &Path, cases: Vec<u8>) -> Vec<Value> {
    let mut command = child(program);
    command.arg("play").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || stdin.write_all(&cases).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    lines(&output.stdout)
}

fn lines(text: &[u8]) -> Vec<Value> {
    let lines = text.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}
