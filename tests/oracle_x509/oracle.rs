//! The real go, asked through the oracle program.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use serde_json::Value;

/// The oracle's path, or none and a loud line.
#[expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test finds its judge")]
pub(crate) fn path() -> Option<PathBuf> {
    let path = std::env::var_os("GOGET_DOCTOR_ORACLE");
    if path.is_none() {
        eprintln!("SKIPPED: comparing certificates with go needs GOGET_DOCTOR_ORACLE");
    }
    path.map(PathBuf::from)
}

/// Answers to all questions, in their order.
#[expect(clippy::disallowed_methods, reason = "a test starts its judge")]
pub(crate) fn ask(oracle: &PathBuf, questions: &[Value]) -> Vec<Value> {
    let mut child = Command::new(oracle)
        .args(["-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = questions.iter().map(|question| format!("{question}\n")).collect();
    let writer = thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), questions.len(), "the oracle answers every question");
    answers
}
