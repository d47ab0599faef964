//! Programs that the command starts, and what those start: nothing goes on when it ends, however it ends.
#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "a test lays a program and looks for what is left")]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{Ground, MEMORY, held, host};
use crate::support::child::doctor;

/// A program that starts another, tells its number and waits for ever.
const WAITS: &str =
    "#!/bin/sh\nsleep 1000 & echo $! > \"$PIDS/part\" && mv \"$PIDS/part\" \"$PIDS/pid\"\nwait\n";

/// What a program is laid as, below `folder`.
fn lay(folder: &Path, name: &str, text: &str) {
    for dir in ["bin", "tmp", "pids"] {
        fs::create_dir_all(folder.join(dir)).unwrap();
    }
    let file = folder.join("bin").join(name);
    fs::write(&file, text).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

/// `command` with the programs in `folder`.
fn with<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    let path = env::var("PATH").unwrap();
    command.env("PATH", format!("{}:{path}", folder.join("bin").display()));
    command.env("PIDS", folder.join("pids")).env("TMPDIR", folder.join("tmp"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// The number of the process that the program started.
fn started(folder: &Path, run: &mut Child) -> String {
    loop {
        assert!(run.try_wait().unwrap().is_none(), "the run ended by itself");
        match fs::read_to_string(folder.join("pids/pid")) {
            Ok(pid) => return pid.trim().to_owned(),
            Err(_) => std::thread::yield_now(),
        }
    }
}

fn is_gone(pid: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    matches!(stat.rsplit(") ").next().and_then(|rest| rest.chars().next()), None | Some('Z' | 'X'))
}

/// Ends `command` while the program waits; what that started is gone then, and no folder is left.
fn ended(command: &mut Command, folder: &Path, signal: Option<Signal>) -> Option<i32> {
    let mut run = with(command, folder).spawn().unwrap();
    let pid = started(folder, &mut run);
    if let Some(signal) = signal {
        kill_process(Pid::from_child(&run), signal).unwrap();
    }
    let status = run.wait().unwrap().code();
    while !is_gone(&pid) {
        std::thread::yield_now();
    }
    assert!(fs::read_dir(folder.join("tmp")).unwrap().next().is_none(), "a folder is left");
    status
}

#[test]
fn a_program_of_goauth() {
    let ground = Ground::new("", &host("a.test", "import = 'a.test/x git https://a.test/r'"));
    for signal in [Some(Signal::INT), Some(Signal::TERM), None] {
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path(), "login", WAITS);
        let mut command = doctor();
        let timeout = if signal.is_none() { "1" } else { "600" };
        command.args(["resolve", "--module", "--until", "root", "--timeout", timeout, "a.test/x"]);
        command.envs(ground.lab.exports()).env("GOAUTH", "login");
        assert_eq!(ended(&mut command, folder.path(), signal), Some(3), "{signal:?}");
    }
}

#[test]
fn a_command_in_a_lab() {
    for signal in [Signal::INT, Signal::TERM] {
        let folder = tempfile::tempdir().unwrap();
        lay(folder.path(), "inside", WAITS);
        let mut command = doctor();
        let pids = format!("PIDS='{}' exec inside", folder.path().join("pids").display());
        command.args(["lab", "run", "page-slow", "--", "/bin/sh", "-c", &pids]);
        assert_eq!(ended(&mut command, folder.path(), Some(signal)), Some(143), "{signal:?}");
    }
}

#[test]
fn a_go_that_prints_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    lay(folder.path(), "go", "#!/bin/sh\nexec yes go version\n");
    let mut command = crate::support::bounded::doctor(MEMORY);
    command.args(["resolve", "--offline", "a.test/x"]);
    with(&mut command, folder.path());
    assert_eq!(held(&command, MEMORY).status.code(), Some(3));
}
