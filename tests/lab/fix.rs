//! `fix`: the real go fails, the steps are taken, it succeeds; and what was done is taken back byte for byte.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::disallowed_methods, reason = "a test reads what was changed")]

use std::{
    ffi::OsStr,
    fs,
    io::Write as _,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::Output,
    sync::Arc,
};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    trace::Trace,
    world::World,
};
use serde_json::Value;

use crate::support::{
    child::doctor,
    scenario,
    schema::{hold, strict_of},
};

/// A setting in go's file, whose cure goes there.
const SETTING: &str = r#"
about = "GOPROXY is a bare word, in go's file"
path = "go.example.com/tool"
module = true
until = "version"
env = { GOPROXY = "" }

[files]
"~/.config/go/env" = { text = "GOPROXY=localhost\nGOFLAGS=-mod=mod\n" }

[[host]]
name = "proxy.golang.org"
https = {}

[[host.route]]
path = "/"
goproxy = "public"

[[version]]
module = "go.example.com/tool"
version = "v1.2.0"
files = { "go.mod" = "module go.example.com/tool\n\ngo 1.21\n", "tool.go" = "package tool\n" }

[expect]
ok = false
"#;

/// A run that was saved in a lab, and the machine on which it is to be mended.
struct Ground {
    lab: Lab,
    dir: tempfile::TempDir,
    argument: String,
    module: bool,
}

impl Ground {
    async fn new(text: &str, go: &OsStr) -> Self {
        let scenario = Scenario::parse("fix.toml", text).unwrap();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("bin")).unwrap();
        symlink(go, dir.path().join("bin/go")).unwrap();
        fs::create_dir_all(dir.path().join("module")).unwrap();
        fs::write(dir.path().join("module/go.mod"), "module lab.example/empty\n\ngo 1.21\n")
            .unwrap();
        let argument = scenario.argument();
        let options = scenario::options(&scenario);
        let world = Arc::new(lab.world());
        let mut traces = pipeline::round(world.clone(), &options).await.unwrap();
        let path = OsStr::new(&argument);
        traces.push(pipeline::resolve(world, path, &options).await.unwrap());
        fs::write(dir.path().join("run.jsonl"), Trace::save(&traces)).unwrap();
        Self { lab, dir, argument, module: scenario.module }
    }

    fn env(&self) -> Vec<(String, String)> {
        let mut env = self.lab.exports();
        let programs = self.lab.programs().unwrap_or_default().to_string_lossy().into_owned();
        let path = format!("{}:{programs}", self.dir.path().join("bin").display());
        env.retain(|(name, _)| name != "PATH");
        env.push(("PATH".to_owned(), path));
        env
    }

    /// What a line of a shell comes to.
    async fn shell(&self, line: &str) -> Output {
        let mut world = World::empty();
        self.env().into_iter().for_each(|(name, value)| world.set(name, value));
        let mut command = world.command("sh");
        command.args(["-euc", line]).current_dir(self.dir.path().join("module"));
        command.output().await.unwrap()
    }

    /// Whether the real go gets what was asked for, and what it says.
    async fn go(&self) -> (bool, String) {
        let ask = if self.module { "go list -m" } else { "go get" };
        let query = if self.module && !self.argument.contains('@') { "@latest" } else { "" };
        let output = self.shell(&format!("{ask} {}{query}", self.argument)).await;
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// As `go`; where a step that was left asks for another module, that is asked.
    async fn go_after(&self, done: &Value) -> (bool, String) {
        let left = done["todo"].as_array().unwrap().iter().filter(|step| step["state"] == "left");
        let command = left.filter_map(|step| step["command"].as_str());
        let Some(command) = { command }.find(|command| command.starts_with("go get ")) else {
            return self.go().await;
        };
        let output = self.shell(command).await;
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn fix(&self, args: &[&str]) -> (i32, Value) {
        let mut command = doctor();
        command.args(["fix", "--json"]).arg(self.dir.path().join("run.jsonl")).args(args);
        command.envs(self.env()).current_dir(self.dir.path().join("module"));
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let value: Value =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        hold(&strict_of("fix"), &value);
        (output.status.code().unwrap(), value)
    }

    fn home(&self) -> PathBuf {
        let home = self.lab.exports().into_iter().find(|(name, _)| name == "HOME");
        home.unwrap().1.into()
    }
}

fn real_go() -> Option<std::ffi::OsString> {
    let go = World::real().var("GOGET_DOCTOR_GO").map(ToOwned::to_owned);
    if go.is_none() {
        std::io::stderr().write_all(b"SKIPPED: fix needs GOGET_DOCTOR_GO\n").unwrap();
    }
    go
}

fn text_of(name: &str) -> &'static str {
    lab::list().iter().find(|(it, _)| *it == name).unwrap().1
}

/// What a file is: its bytes and rights.
fn state(file: &Path) -> (Option<Vec<u8>>, Option<u32>) {
    let mode = fs::metadata(file).ok().map(|known| known.permissions().mode());
    (fs::read(file).ok(), mode)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_helps_the_real_go_and_is_taken_back() {
    let Some(go) = real_go() else { return };
    for (name, text, file) in [
        ("a setting", SETTING, "~/.config/go/env"),
        ("a line of netrc", text_of("netrc-quotes"), "~/.netrc"),
        ("the rights on a key", text_of("repo-ssh-key-mode"), "~/.ssh/id_ed25519"),
        ("a line of go.mod", text_of("gomod-fork"), "module/go.mod"),
    ] {
        if !scenario::is_playable(&Scenario::parse(name, text).unwrap()) {
            continue;
        }
        let ground = Ground::new(text, &go).await;
        let file = match file.strip_prefix("~/") {
            Some(below) => ground.home().join(below),
            None => ground.dir.path().join(file),
        };
        let before = state(&file);
        let (works, said) = ground.go().await;
        assert!(!works, "{name}: {said}");
        assert_eq!(state(&file), before, "{name}: go changed it");

        let (status, shown) = ground.fix(&["--dry-run"]);
        assert_eq!((status, state(&file) == before), (0, true), "{name}: {shown}");
        assert!(
            shown["todo"].as_array().unwrap().iter().any(|it| it["state"] == "ready"),
            "{name}: {shown}"
        );

        let (status, done) = ground.fix(&["--apply"]);
        assert_eq!(status, 0, "{name}: {done}");
        assert_ne!(state(&file), before, "{name}: {done}");
        let (works, said) = ground.go_after(&done).await;
        assert!(works, "{name}: {said} after {done}");

        let undo = done["undo"].as_array().unwrap();
        for line in undo {
            let output = ground.shell(line.as_str().unwrap()).await;
            assert!(output.status.success(), "{name}: {line}");
        }
        assert_eq!(state(&file), before, "{name}: {undo:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_since_stays_as_it_is() {
    let Some(go) = real_go() else { return };
    let ground = Ground::new(SETTING, &go).await;
    let file = ground.home().join(".config/go/env");
    fs::write(&file, "GOPROXY=localhost\n# mine\n").unwrap();
    let (status, told) = ground.fix(&["--apply"]);
    assert_eq!(status, 2, "{told}");
    assert_eq!(told["todo"][0]["state"], "failed", "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "GOPROXY=localhost\n# mine\n");
    let names = fs::read_dir(file.parent().unwrap()).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    let copies = names.iter().filter(|name| name.to_string_lossy().starts_with("env."));
    assert_eq!(copies.count(), 0, "{names:?}");
}
