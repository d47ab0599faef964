//! A saved run, judged and shown again: the same, byte for byte; and without an event no finding
//! that rests on it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and starts commands itself, and ends where they are missing"
)]
#![cfg(feature = "lab")]

use std::{borrow::Cow, path::Path};

use crate::support::child::doctor;
use goget_doctor::{
    lab::{self, Lab, Scenario},
    report::Report,
    trace::Trace,
    world::World,
};

fn run(arguments: &[&str], environment: &[(String, String)]) -> Vec<u8> {
    let output = doctor()
        .args(arguments)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    output.stdout
}

/// Runs the scenario's path with `--save`, and returns the output in `format`.
fn saved(name: &str, format: &str, file: &Path) -> Vec<u8> {
    let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let file = file.to_str().unwrap();
    let mut arguments =
        vec!["resolve", "--until", "root", &scenario.path, "--format", format, "--save", file];
    if scenario.module {
        arguments.push("--module");
    }
    run(&arguments, &lab.exports())
}

#[test]
fn a_replay_prints_what_the_run_printed() {
    let dir = tempfile::tempdir().unwrap();
    for name in [
        "own-ca-unsearched",
        "sub-package",
        "page-binary",
        "charset-gbk",
        "netrc-used",
        "dot-git-path",
    ] {
        for format in ["json", "jsonl", "human"] {
            let file = dir.path().join(format!("{name}.{format}"));
            let printed = saved(name, format, &file);
            let again = run(&["replay", file.to_str().unwrap(), "--format", format], &[]);
            assert_eq!(
                String::from_utf8_lossy(&again),
                String::from_utf8_lossy(&printed),
                "{name} as {format}"
            );
        }
    }
}

#[test]
fn a_finding_goes_with_the_event_it_rests_on() {
    let dir = tempfile::tempdir().unwrap();
    for (name, finding, fact) in [
        ("cert-wrong-host", "tls-hostname-mismatch", "judged"),
        ("tag-twice", "meta-multiple-matching-tags", "matched"),
        ("charset-declared", "html-declared-charset-unsupported", "page-read"),
    ] {
        let file = dir.path().join(name);
        saved(name, "json", &file);
        let text = std::fs::read(&file).unwrap();
        let mut trace = Trace::load(&text, name).unwrap().remove(0);
        let names = |trace: &Trace| -> Vec<Cow<'static, str>> {
            Report::of(trace).findings.into_iter().map(|finding| finding.name).collect()
        };
        assert!(names(&trace).contains(&finding.into()), "{name}");
        let kind = |event: &goget_doctor::trace::Event| {
            serde_json::to_value(event).unwrap()["fact"].as_str().unwrap().to_owned()
        };
        trace.events = trace.events.iter().filter(|event| kind(event) != fact).cloned().collect();
        assert!(!names(&trace).contains(&finding.into()), "{name} without {fact}");
    }
}

#[test]
fn broken_files_are_named_with_the_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("trace");
    saved("unknown-ca", "json", &file);
    let text = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
    let broken = text.replacen("\"fact\"", "\"fakt\"", 1);
    for (bytes, line) in
        [(broken.as_str(), "line 2"), ("{}", "line 1"), ("x", "line 1"), ("", "no saved run")]
    {
        let problem = Trace::load(bytes.as_bytes(), "trace").unwrap_err();
        assert!(problem.to_string().contains(line), "{problem}");
    }
}
