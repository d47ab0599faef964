//! A run on a terminal, with a git that go would let ask there: nobody is asked, and it is said what for.
#![cfg(all(feature = "lab", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{io::Write as _, path::Path};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    world::World,
};

use crate::support::child::child;

/// What `script` shows of a run on a terminal of its own, and its status.
fn on_a_terminal(lab: &Lab, prompt: &str) -> (String, Option<i32>) {
    let command = "\"$DOCTOR\" resolve --module --until version --color never go.example.com/tool";
    let mut script = child("script");
    script.args(["-qec", command, "/dev/null"]).envs(lab.exports());
    script.env("DOCTOR", env!("CARGO_BIN_EXE_goget-doctor")).env("GIT_TERMINAL_PROMPT", prompt);
    let ran = script.output().unwrap();
    let words =
        String::from_utf8_lossy(&ran.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    (words, ran.status.code())
}

#[test]
fn nobody_is_asked() {
    if !Path::new("/usr/bin/script").exists() {
        let line = b"SKIPPED: there is no `script` here, which makes a terminal\n";
        return std::io::stderr().write_all(line).unwrap();
    }
    let text = lab::find("repo-login-wanted").unwrap();
    let scenario = Scenario::parse("repo-login-wanted", text).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let (said, status) = on_a_terminal(&lab, "1");
    assert!(!said.contains("Username for "), "{said}");
    let named = "a login, for which go would let git ask on this terminal (GIT_TERMINAL_PROMPT=1)";
    assert!(said.contains(named), "{said}");
    assert_eq!(status, Some(3), "{said}");
    let (said, status) = on_a_terminal(&lab, "0");
    assert!(said.contains("terminal prompts disabled") && status == Some(1), "{status:?} {said}");
}
