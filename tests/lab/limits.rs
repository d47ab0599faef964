//! Servers that never come to an end: the built command ends in its limit or in go's text, with
//! little memory.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and starts commands itself, and ends where they are missing"
)]
#![cfg(feature = "lab")]

use std::{
    process::{Command, Output, Stdio},
    time::Duration,
};

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;

/// What a run may hold in memory at the most.
const MEMORY: u64 = 64 << 20;

/// A scenario with one host and one route.
fn scenario(route: &str) -> Scenario {
    let text = format!(
        "about = \"a server without end\"\npath = \"a.test/x\"\n\n[[host]]\nname = \"a.test\"\n\
         https = {{ alpn = [\"http/1.1\"] }}\n\n[[host.route]]\npath = \"/x\"\n{route}\n\n\
         [expect]\nok = false\n"
    );
    Scenario::parse("limits", &text).unwrap()
}

/// What the command says of the scenario, and the most memory that it held.
fn run(route: &str, arguments: &[&str]) -> (Value, u64) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario(route), &World::real())).unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_goget-doctor"))
        .args(["resolve", "--module", "a.test/x", "--format", "json"])
        .args(arguments)
        .env_clear()
        .envs(lab.exports())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (output, memory) = watched(child);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    (serde_json::from_slice(&output.stdout).unwrap(), memory)
}

/// Waits for the command while the kernel's record of its memory is read.
fn watched(child: std::process::Child) -> (Output, u64) {
    let status = format!("/proc/{}/status", child.id());
    let watcher = std::thread::spawn(move || {
        let mut most = 0;
        while let Ok(text) = std::fs::read_to_string(&status) {
            let Some(now) = peak(&text) else { break };
            most = now.max(most);
            std::thread::sleep(Duration::from_millis(2));
        }
        most
    });
    let output = child.wait_with_output().unwrap();
    (output, watcher.join().unwrap())
}

/// The most memory that the process had so far; none once it has ended.
fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
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
    let (report, memory) = run(&endless("<p>a line</p>"), &[]);
    assert_eq!(report["limit"], "body 16777216 bytes");
    assert!(report["error"].is_null());
    assert!(memory < MEMORY, "{memory}");
}

#[test]
fn a_text_without_end() {
    let (report, memory) = run(&endless("no tag at all "), &[]);
    assert_eq!(report["limit"], "body 16777216 bytes");
    assert!(memory < MEMORY, "{memory}");
}

#[test]
fn a_header_of_eleven_megabytes() {
    let long = "x".repeat(11 << 20);
    let raw = format!("raw = \"HTTP/1.1 200 OK\\r\\nX-Long: {long}\\r\\n\\r\\n\"");
    let (report, memory) = run(&raw, &[]);
    let text = "net/http: HTTP/1.x transport connection broken: \
                net/http: server response headers exceeded 10485760 bytes; aborted";
    assert!(error(&report).ends_with(text), "{}", error(&report));
    assert!(memory < MEMORY, "{memory}");
}

#[test]
fn a_thousand_redirects() {
    let (report, memory) = run("redirect = \"/x?go-get=1\"", &[]);
    assert!(error(&report).ends_with("stopped after 10 redirects"), "{}", error(&report));
    assert!(memory < MEMORY, "{memory}");
}

#[test]
fn a_byte_now_and_then() {
    let (report, memory) =
        run("drip = 1.0\nbody = \"<html><head></head></html>\"", &["--timeout", "1"]);
    assert_eq!(report["limit"], "request 1 s");
    assert!(memory < MEMORY, "{memory}");
}
