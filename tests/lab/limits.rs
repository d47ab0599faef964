//! Servers that never come to an end: the built command ends in its limit or in go's text, with
//! little memory.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;

use crate::support::bounded::doctor;

/// What a run may hold in memory at the most, in kilobytes.
const MEMORY: u64 = 64 << 10;

/// A scenario with one host and one route.
fn scenario(route: &str) -> Scenario {
    let text = format!(
        "about = \"a server without end\"\npath = \"a.test/x\"\n\n[[host]]\nname = \"a.test\"\n\
         https = {{ alpn = [\"http/1.1\"] }}\n\n[[host.route]]\npath = \"/x\"\n{route}\n\n\
         [expect]\nok = false\n"
    );
    Scenario::parse("limits", &text).unwrap()
}

/// What the command says of the scenario; it ends with `status`.
fn run(route: &str, arguments: &[&str], status: i32) -> Value {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario(route), &World::real())).unwrap();
    let mut command = doctor(MEMORY);
    command
        .args(["resolve", "--module", "--until", "root", "a.test/x", "--format", "json"])
        .args(arguments);
    let output = command.envs(lab.exports()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(status));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A route that sends `text` over and over again.
fn endless(text: &str) -> String {
    format!("endless = true\nbody = \"{}\"", text.repeat(1 << 12))
}

fn error(report: &Value) -> &str {
    report["error"].as_str().unwrap_or_default()
}

#[test]
fn a_page_without_end() {
    let report = run(&endless("<p>a line</p>"), &["--max-body", "4000000"], 3);
    assert_eq!(report["limit"], "body 4000000 bytes");
    assert!(report["error"].is_null());
}

#[test]
fn a_text_without_end() {
    let report = run(&endless("no tag at all "), &["--max-body", "4000000"], 3);
    assert_eq!(report["limit"], "body 4000000 bytes");
}

#[test]
fn a_header_of_eleven_megabytes() {
    let long = "x".repeat(11 << 20);
    let raw = format!("raw = \"HTTP/1.1 200 OK\\r\\nX-Long: {long}\\r\\n\\r\\n\"");
    let report = run(&raw, &[], 1);
    let text = "net/http: HTTP/1.x transport connection broken: \
                net/http: server response headers exceeded 10485760 bytes; aborted";
    assert!(error(&report).ends_with(text), "{}", error(&report));
}

#[test]
fn a_thousand_redirects() {
    let report = run("redirect = \"/x?go-get=1\"", &[], 1);
    assert!(error(&report).ends_with("stopped after 10 redirects"), "{}", error(&report));
}

#[test]
fn a_byte_now_and_then() {
    let report = run("drip = 1.0\nbody = \"<html><head></head></html>\"", &["--timeout", "1"], 3);
    assert_eq!(report["limit"], "request 1 s");
}

/// The bound is kept: a run that needs more than it has does not end well.
#[test]
fn a_bound_too_small_is_felt() {
    let output = doctor(1 << 10).args(["env"]).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
}
