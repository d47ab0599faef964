//! Random go.mod, go.work and go.sum files and versions, read here and by a real go.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use crate::{
    go,
    support::{
        child::child,
        judge::skipped,
        mod_answer::answer,
        rounds::{rounds, seed},
    },
};

const TEST: &str = "random_files_and_versions_are_read_as_go_does";

#[test]
fn random_files_and_versions_are_read_as_go_does() {
    for (version, go) in go::go_commands(TEST) {
        let folder = tempfile::tempdir().unwrap();
        let Some(program) = go::build_inside(&go, "mod", folder.path()) else {
            skipped(TEST, &format!("the sources of go {version}"));
            continue;
        };
        let questions = questions();
        let asked: Vec<Value> = questions.iter().map(asked).collect();
        let answers = go::ask(&mut child(&program), &asked);
        for (question, theirs) in questions.iter().zip(&answers) {
            assert_eq!(&answer(question, version), theirs, "go {version}: {question}");
        }
    }
}

/// A question in the form of the program, which takes files as bytes.
fn asked(question: &Value) -> Value {
    let mut question = question.clone();
    if let Some(text) = question["text"].as_str() {
        question["data"] = STANDARD.encode(text).into();
    }
    question
}

/// The questions of the script that made the recorded ones.
fn questions() -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden/make_mod.py");
    let [seed, count] = [seed().to_string(), rounds(3000).to_string()];
    let made = child("python3").arg(script).args(["--print", &seed, &count]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let lines = made.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}
