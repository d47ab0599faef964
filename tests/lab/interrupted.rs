//! A run that is ended from outside: no tool that it started goes on, and no folder is left.
#![cfg(all(feature = "lab", target_os = "linux"))]
#![expect(clippy::disallowed_methods, reason = "a test lays a program and looks for what is left")]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{
    env, fs,
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

/// A git that never ends where it is called with the word in AT, nor does what it starts; else it is the real one.
const GIT: &str = "#!/bin/sh\n\
    case \" $* \" in *\" $AT \"*) ;; *) exec \"$GIT\" \"$@\";; esac\n\
    sleep 1000 & echo $! > \"$PIDS/part\" && mv \"$PIDS/part\" \"$PIDS/pid\"\nwait\n";

/// The commands of git on the way to a module's zip.
const PLACES: [&str; 10] = [
    "ls-remote",
    "version",
    "init",
    "remote",
    "config",
    "tag",
    "log",
    "fetch",
    "cat-file",
    "archive",
];

/// A module in a repository.
const SCENARIO: &str = r#"
about = "One module"
path = "go.example.com/tool"
[[host]]
name = "go.example.com"
https = {}
[[host.route]]
path = "/tool"
import = "go.example.com/tool git https://git.example.com/tool.git"
[[host]]
name = "git.example.com"
https = {}
[[host.route]]
path = "/tool.git"
git = "tool"
[[repo]]
name = "tool"
files = { "go.mod" = "module go.example.com/tool\n", "tool.go" = "package tool\n" }
tags = ["v0.1.0"]
[expect]
ok = true
"#;

/// The process that the run has started, once its git waits.
fn started(pids: &Path, run: &mut Child, place: &str) -> String {
    loop {
        assert!(run.try_wait().unwrap().is_none(), "the run ended before git {place}");
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

/// Runs that end while git works, each at another of its commands: by a signal, or by their own limit.
fn ended(signal: Option<Signal>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scenario = Scenario::parse("one", SCENARIO).unwrap();
    let lab = runtime.block_on(Lab::start(&scenario, &World::real())).unwrap();
    std::thread::scope(|scope| {
        for place in PLACES {
            let lab = &lab;
            scope.spawn(move || ended_at(lab, place, signal));
        }
    });
}

fn ended_at(lab: &Lab, place: &str, signal: Option<Signal>) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for dir in ["bin", "tmp", "pids"] {
        fs::create_dir(at(dir)).unwrap();
    }
    fs::write(at("bin/git"), GIT).unwrap();
    fs::set_permissions(at("bin/git"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = env::var("PATH").unwrap();
    let real = env::split_paths(&path).map(|dir| dir.join("git")).find(|git| git.exists()).unwrap();
    let exports = lab.exports();
    let trusted = exports.iter().find(|(name, _)| name == "SSL_CERT_FILE").unwrap().1.clone();
    let mut command = doctor();
    command.args(["resolve", "--download", "--until", "package", "--no-probe"]);
    command.args(["--go", "1.27", "--timeout", if signal.is_none() { "10" } else { "600" }]);
    command.arg("go.example.com/tool@v0.1.0");
    command.envs(exports).env("GIT_SSL_CAINFO", trusted).env("GIT", real).env("AT", place);
    command.env("TMPDIR", at("tmp")).env("PIDS", at("pids"));
    command.env("PATH", format!("{}:{path}", at("bin").display()));
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let pid = started(&at("pids"), &mut run, place);
    if let Some(signal) = signal {
        assert!(fs::read_dir(at("tmp")).unwrap().next().is_some(), "{place}: no folder");
        kill_process(Pid::from_child(&run), signal).unwrap();
    }
    assert_eq!(run.wait().unwrap().code(), Some(3), "{place}");
    while !is_gone(&pid) {
        std::thread::yield_now();
    }
    assert!(fs::read_dir(at("tmp")).unwrap().next().is_none(), "{place}: a folder is left");
}

#[test]
fn by_ctrl_c() {
    ended(Some(Signal::INT));
}

#[test]
fn by_a_request_to_end() {
    ended(Some(Signal::TERM));
}

#[test]
fn by_its_own_limit() {
    ended(None);
}
