//! A run that is ended from outside: no tool that it started goes on, and no folder is left.
#![cfg(all(feature = "lab", target_os = "linux"))]
#![expect(clippy::disallowed_methods, reason = "a test lays a program and looks for what is left")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Stdio},
};

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::child::doctor;

/// A git whose first question to a repository never ends, nor does what it starts.
const GIT: &str = "#!/bin/sh\n\
    case \"$1\" in ls-remote) ;; *) exit 0;; esac\n\
    sleep 1000 & echo $! > \"$PIDS/part\" && mv \"$PIDS/part\" \"$PIDS/pid\"\nwait\n";

/// The processes that the run has started, once its git waits.
fn started(pids: &Path, run: &mut Child) -> String {
    loop {
        assert!(run.try_wait().unwrap().is_none(), "the run ended by itself");
        match fs::read_to_string(pids.join("pid")) {
            Ok(pid) => return pid.trim().to_owned(),
            Err(_) => std::thread::yield_now(),
        }
    }
}

fn is_gone(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    matches!(stat.rsplit(") ").next().and_then(|rest| rest.chars().next()), None | Some('Z' | 'X'))
}

/// Ends a run with `signal` while git asks a repository.
fn ended_by(signal: Signal) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for dir in ["bin", "tmp", "pids"] {
        fs::create_dir(at(dir)).unwrap();
    }
    fs::write(at("bin/git"), GIT).unwrap();
    fs::set_permissions(at("bin/git"), fs::Permissions::from_mode(0o755)).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let text = include_str!("../../testdata/scenarios/repo-missing.toml");
    let scenario = Scenario::parse("repo-missing", text).unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    let mut command = doctor();
    command.args(["resolve", "--module", "--until", "version", "go.example.com/tool"]);
    command.envs(lab.exports()).env("TMPDIR", at("tmp")).env("PIDS", at("pids"));
    command.env("PATH", format!("{}:/usr/bin:/bin", at("bin").display()));
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pid = started(&at("pids"), &mut run);
    assert!(fs::read_dir(at("tmp")).unwrap().next().is_some(), "the repository has a folder");
    kill_process(Pid::from_child(&run), signal).unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(3));
    while !is_gone(&pid) {
        std::thread::yield_now();
    }
    assert!(fs::read_dir(at("tmp")).unwrap().next().is_none());
}

#[test]
fn by_ctrl_c() {
    ended_by(Signal::INT);
}

#[test]
fn by_a_request_to_end() {
    ended_by(Signal::TERM);
}
