//! Settings that end go at its start, and those that do not, against a real go (1.21 or later): random environments, three commands.
//!
//! A module proxy in a folder has the module, so that go succeeds where nothing is wrong.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use goget_doctor::go::version::{Change, Version};
use serde_json::Value;

use crate::chance::Chance;
use crate::go;
use crate::support::child::{bare, doctor};
use crate::support::rounds::{rounds, seed};

/// Values to choose from: those that go takes, those that it does not, and some that one release or command takes.
const VALUES: &[(&str, &[&str])] = &[
    (
        "GOTOOLCHAIN",
        &[
            "bogus",
            "1.22.0",
            "local ",
            "auto+local",
            "go1.21.0+bogus",
            "+auto",
            "path+auto",
            "local+path",
            "path",
            "auto",
        ],
    ),
    ("GOPATH", &["rel", "~/go", ":", "/nosuch:rel"]),
    ("GOROOT", &["/nosuch/root", "rel", "/tmp"]),
    (
        "GOEXPERIMENT",
        &[
            "bogus",
            "rangefunc",
            "arenas",
            "noswissmap",
            "nobogus",
            "jsonv2",
            ",",
            "synctest",
            "arenas,bogus",
            "none",
            "no",
        ],
    ),
    ("GOFIPS140", &["x", "latest", "v1", "off"]),
    ("GO111MODULE", &["off", "on", "auto", "ON", "true", "1"]),
    ("GOWORK", &["off", "auto", "/nosuch/go.work"]),
    (
        "GOFLAGS",
        &[
            "x",
            "-nosuch",
            "-x=bogus",
            "-mod",
            "-mod=bogus",
            "-mod=vendor",
            "-modfile=x",
            "-modfile=/nosuch/x.mod",
            "'-ldflags=-s",
            "-tags='a b'",
            "-C=/tmp",
            "-p=x",
            "-insecure",
            "-m",
            "-buildvcs=maybe",
            "-compiler=x",
            "-x -v",
            "-droptool=x",
            "-json=bogus",
            "-v=2",
            "-mod=mod",
            "-ldflags=bogus",
            "\"-x\"",
            "--x",
            "-",
            "-x=",
            "-tags=a",
        ],
    ),
    ("GOMODCACHE", &["rel", "~/x"]),
    ("GOPROXY", &["x", "off", ",", "ftp://x", "\"file:///tmp/x\""]),
    ("GODEBUG", &["x=y", "asynctimerchan=1", "http2client=0"]),
    ("GOPRIVATE", &["["]),
    ("GOVCS", &["x"]),
    ("HOME", &["", "rel"]),
];

/// The commands, with the arguments of ours that stand for them.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (&["list", "-m", "-json", "h.test/x@latest"], &["--module", "h.test/x@latest"]),
    (&["get", "h.test/x@latest"], &["h.test/x@latest"]),
    (&["mod", "download", "-json", "h.test/x@v1.0.0"], &["--download", "h.test/x@v1.0.0"]),
];

#[test]
fn random_environments_end_go_alike() {
    for (version, go) in go::go_commands("random_environments_end_go_alike") {
        if version.switches() {
            end_alike(&go, version);
        }
    }
}

fn end_alike(go: &Path, version: Version) {
    let place = Place::new();
    let mut chance = Chance::new(seed());
    for round in 0..rounds(30) {
        let home = place.home(round);
        let vars = environment(&mut chance);
        let (theirs, ours) = COMMANDS[chance.below(COMMANDS.len())];
        // `go get` of a release that still has the mode without modules is another command there.
        let gopath = theirs[0] == "get" && version.has(Change::GopathGet);
        if gopath && vars.contains(&("GO111MODULE", "off")) {
            continue;
        }
        let due = place.asked(bare(go), &home, &vars).args(theirs).output().unwrap();
        let mut command = place.asked(doctor(), &home, &vars);
        command.args(["resolve", "--format", "json", "--go", &version.to_string()]);
        let told = command.args(ours).output().unwrap();
        assert_eq!(
            due.status.success(),
            told.status.success(),
            "{version} {theirs:?} {vars:?}\n{due:?}\n{told:?}"
        );
        if !due.status.success() {
            let (said, due) = (ours_said(&told.stdout), theirs_said(&due.stdout, &due.stderr));
            assert!(
                due.ends_with(&said) && !said.is_empty(),
                "{version} {theirs:?} {vars:?}\n{due}\n{said}"
            );
        }
    }
}

/// One to three variables with a value each.
fn environment(chance: &mut Chance) -> Vec<(&'static str, &'static str)> {
    let mut vars: Vec<(&str, &str)> = Vec::new();
    for _ in 0..=chance.below(3) {
        let (name, values) = VALUES[chance.below(VALUES.len())];
        if vars.iter().all(|(known, _)| *known != name) {
            vars.push((name, chance.pick(values)));
        }
    }
    vars
}

/// A folder with a module proxy, a module to work in, and a home.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let versions = place.at("proxy/h.test/x/@v");
        for folder in [&versions, &place.at("module"), &place.at("home")] {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(versions.join("list"), "v1.0.0\n").unwrap();
        fs::write(
            versions.join("v1.0.0.info"),
            "{\"Version\":\"v1.0.0\",\"Time\":\"2020-01-01T00:00:00Z\"}",
        )
        .unwrap();
        fs::write(versions.join("v1.0.0.mod"), "module h.test/x\n").unwrap();
        fs::write(versions.join("v1.0.0.zip"), include_bytes!("../../testdata/oracle/module.zip"))
            .unwrap();
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new home, with nothing in its caches.
    fn home(&self, round: usize) -> PathBuf {
        let home = self.at("home").join(round.to_string());
        fs::create_dir_all(&home).unwrap();
        home
    }

    /// `command` in the module, with `vars` over an environment in which it would succeed.
    fn asked(&self, mut command: Command, home: &Path, vars: &[(&str, &str)]) -> Command {
        fs::write(self.at("module/go.mod"), "module m\n\ngo 1.20\n").unwrap();
        let proxy = format!("file://{}", self.at("proxy").display());
        let plain = [
            ("GOPROXY", &*proxy),
            ("GOSUMDB", "off"),
            ("GONOSUMDB", "*"),
            ("GOTOOLCHAIN", "local"),
        ];
        command.current_dir(self.at("module")).env("HOME", home).env("GOFLAGS", "-modcacherw");
        command.envs(plain).envs(vars.iter().copied());
        command
    }
}

/// What ours says.
fn ours_said(stdout: &[u8]) -> String {
    let document: Value = serde_json::from_slice(stdout).unwrap();
    let report = document["results"].get(0).unwrap_or(&document);
    let error = report["error"].as_str().unwrap_or_default();
    let error = error.strip_prefix("go: ").unwrap_or(error).trim();
    error.lines().next().unwrap_or_default().to_owned()
}

/// The last thing that go says, or the error in its JSON, in one line.
fn theirs_said(stdout: &[u8], stderr: &[u8]) -> String {
    let error = serde_json::from_slice::<Value>(stdout)
        .ok()
        .and_then(|it| Some(it.get("Error")?.as_str()?.to_owned()));
    let text = error.unwrap_or_else(|| String::from_utf8_lossy(stderr).into_owned());
    let chatter = ["go: downloading ", "go: added ", "warning: GOPATH set to GOROOT"];
    let mut lines =
        text.lines().filter(|line| chatter.iter().all(|start| !line.starts_with(start)));
    lines.next().unwrap_or_default().trim_end().to_owned()
}
