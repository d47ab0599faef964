//! Questions for the real go command, by the oracle that `GOGET_DOCTOR_ORACLE` names.

use std::{
    fs,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _},
    path::PathBuf,
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    go,
    support::{child::bare, judge::judge},
};

/// The oracle, and an empty world around it: no network, no proxy, git and the others say yes.
pub(crate) struct Oracle {
    program: PathBuf,
    world: TempDir,
}

impl Oracle {
    /// The oracle, or a loud line that the test `name` was skipped for want of it.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let program = judge("GOGET_DOCTOR_ORACLE", name)?;
        let world = TempDir::new().unwrap();
        for vcs in ["git", "hg", "svn"] {
            let script = world.path().join(vcs);
            let text =
                "#!/bin/sh\nfor url; do :; done\ncase $url in https:*) exit 0;; esac\nexit 1\n";
            fs::write(&script, text).unwrap();
            fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::write(world.path().join("go.mod"), "module m\n\ngo 1.27\n").unwrap();
        Some(Self { program, world })
    }

    /// The oracle's answers, one for each question.
    pub(crate) fn ask(&self, questions: &[Value]) -> Vec<Value> {
        go::ask(self.command(&self.program).args(["-j", "2"]), questions)
    }

    /// The lines that the go command writes to standard error, without `go: `.
    pub(crate) fn go(&self, words: &[&str], args: &[Vec<u8>]) -> Vec<String> {
        let args = args.iter().map(|arg| std::ffi::OsStr::from_bytes(arg));
        let mut command = self.command(&self.program.with_file_name("go"));
        let output = command.args(words).args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        text.lines().map(|line| line.strip_prefix("go: ").unwrap_or(line).to_owned()).collect()
    }

    fn command(&self, program: &std::path::Path) -> Command {
        let (world, closed) = (self.world.path(), "http://127.0.0.1:1");
        let mut command = bare(program);
        command.current_dir(world).env("PATH", world).env("HOME", world);
        command.env("GOMODCACHE", world.join("cache")).env("GOVCS", "*:all");
        command.envs([("GOENV", "off"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod")]);
        command.envs([
            ("CGO_ENABLED", "1"),
            ("GOTOOLCHAIN", "local"),
            ("HTTPS_PROXY", closed),
            ("HTTP_PROXY", closed),
        ]);
        command
    }
}
