//! Random module zips, trees, notes and checksum databases against the packages of a real go.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
};

use goget_doctor::go::version::Version;
use serde_json::Value;

use crate::{
    go,
    support::{
        judge::{clean, skipped},
        rounds::rounds,
        sums_answer::ours,
    },
};

#[test]
fn random_zips_and_sums_are_gos() {
    for (version, go) in go::go_commands("random_zips_and_sums_are_gos") {
        let folder = tempfile::tempdir().unwrap();
        let Some(program) = build(&go, folder.path()) else {
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
    let made = clean(program).args(["make", kind, "77000", &count]).output().unwrap().stdout;
    let answers = play(program, made.clone());
    let cases = lines(&made);
    assert!(!cases.is_empty() && cases.len() == answers.len(), "{kind}");
    for (case, theirs) in cases.iter().zip(&answers) {
        assert_eq!(ours(case, version), *theirs, "{} in {version}", case["name"]);
    }
}

fn play(program: &Path, cases: Vec<u8>) -> Vec<Value> {
    let mut command = clean(program);
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

/// The program of testdata/oracle/sums, built inside the toolchain of `go`.
fn build(go: &Path, folder: &Path) -> Option<PathBuf> {
    let root = clean(go).env("GOTOOLCHAIN", "local").args(["env", "GOROOT"]).output().unwrap();
    let root = String::from_utf8(root.stdout).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/oracle/build.sh");
    let program = folder.join("sums");
    let mut command = clean(Path::new("bash"));
    command.arg(script).args([root.trim(), "sums"]).arg(&program);
    command.env("GOCACHE", std::env::temp_dir().join("goget-doctor-gocache"));
    command.status().unwrap().success().then_some(program)
}
