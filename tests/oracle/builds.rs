//! go.mod, go.work and go.sum files, most of them malformed: what `check --lint` refuses, and what a real go says.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use goget_doctor::go::version::Version;
use serde_json::Value;

use crate::{
    go,
    support::{
        child::{child, doctor},
        rounds::{rounds, seed},
    },
};

const TEST: &str = "malformed_files_are_refused_as_go_does";

/// What go says of a query where it may ask nobody; we ask nobody either, and say so.
const UNASKED: &str = "module lookup disabled by GOPROXY=off";

#[test]
fn malformed_files_are_refused_as_go_does() {
    let judges = go::go_commands(TEST);
    let cases = if judges.is_empty() { Vec::new() } else { cases() };
    let (mut refused, mut wrong) = (0, Vec::new());
    for (version, go) in judges {
        let played = play_all(version, &go, &cases);
        refused += played.iter().filter(|(said, _)| !said.is_empty()).count();
        let parted = played.into_iter().zip(0..).filter(|((theirs, ours), _)| theirs != ours);
        wrong.extend(parted.map(|((theirs, ours), at)| {
            format!("go {version}, case {at}\n  go says {theirs:#?}\n  we say {ours:#?}")
        }));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.is_empty() || refused > cases.len() / 2, "only {refused} are refused");
}

/// The files, by the script that makes them.
fn cases() -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden/make_files.py");
    let [seed, count] = [seed().to_string(), rounds(100).to_string()];
    let made = child("python3").arg(script).args(["--print", &seed, &count]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let lines = made.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
}

/// What go says of each, and what we say.
fn play_all(version: Version, go: &Path, cases: &[Value]) -> Vec<(Vec<String>, Vec<String>)> {
    let halves = cases.chunks(cases.len().div_ceil(2).max(1));
    thread::scope(|scope| {
        let plays: Vec<_> = halves
            .map(|half| scope.spawn(|| half.iter().map(|case| play(version, go, case)).collect()))
            .collect();
        plays.into_iter().flat_map(|play| -> Vec<_> { play.join().unwrap() }).collect()
    })
}

fn play(version: Version, go: &Path, case: &Value) -> (Vec<String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (name, text) in case["files"].as_object().unwrap() {
        let file = root.join("w").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text.as_str().unwrap()).unwrap();
    }
    let build = Build { version, kind: case["kind"].as_str().unwrap(), root };
    let theirs = build.theirs(go);
    let asks = theirs.iter().any(|text| text.ends_with(UNASKED));
    let mut ours = build.ours();
    // With a query that fails go does not look beyond the grammar; a directory in the place of a module it looks into later.
    ours.retain(|text| !text.contains(" (replaced by ") && (!asks || is_of_grammar(text)));
    (theirs.into_iter().filter(|text| !text.ends_with(UNASKED)).collect(), ours)
}

fn is_of_grammar(text: &str) -> bool {
    text.contains("errors parsing ") || text.starts_with("reading go.work: ")
}

/// A build in a folder of its own.
struct Build<'a> {
    version: Version,
    /// `mod`, `work` or `sum`.
    kind: &'a str,
    root: PathBuf,
}

impl Build<'_> {
    fn folder(&self) -> PathBuf {
        self.root.join("w")
    }

    /// A proxy with one module, without its zip: go reads go.sum before it comes to that.
    fn proxy(&self) -> String {
        let folder = self.root.join("proxy/m.test/a/@v");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("v1.0.0.info"), "{\"Version\":\"v1.0.0\"}").unwrap();
        fs::write(folder.join("v1.0.0.mod"), "module m.test/a\n").unwrap();
        if !self.folder().join("go.mod").exists() {
            fs::write(self.folder().join("go.mod"), "module m.test/m\n\ngo 1.20\n").unwrap();
        }
        format!("file://{}", self.root.join("proxy").display())
    }

    /// What go says as it downloads a module for the build, a text for each fault.
    fn theirs(&self, go: &Path) -> Vec<String> {
        let proxy = if self.kind == "sum" { self.proxy() } else { "off".to_owned() };
        let mut command = child(go);
        command.args(["mod", "download", "-json", "m.test/a@v1.0.0"]).current_dir(self.folder());
        command.env("HOME", &self.root).env("GOMODCACHE", self.root.join("cache"));
        command.envs([("GOTOOLCHAIN", "local"), ("GOSUMDB", "off"), ("GOFLAGS", "-modcacherw")]);
        let output = command.env("GOPROXY", proxy).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        if self.kind == "sum" {
            let said = said.trim_end();
            return said.starts_with("malformed ").then(|| said.to_owned()).into_iter().collect();
        }
        let mut faults: Vec<String> = blocks(&said).iter().flat_map(|it| faults(it)).collect();
        faults.sort();
        faults
    }

    /// What we say that go says.
    fn ours(&self) -> Vec<String> {
        let mut command = doctor();
        let release = self.version.to_string();
        command.args(["check", "--lint", "--format", "json", "--go", &release]);
        command.arg(format!("go.{}", self.kind)).current_dir(self.folder());
        let output = command.env("GOTOOLCHAIN", "local").output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        let items = said["results"].as_array().unwrap_or_else(|| panic!("{said}"));
        let errors = items.iter().filter_map(|item| item["error"].as_str().map(str::to_owned));
        let mut errors: Vec<String> = errors.collect();
        assert_eq!(output.status.code() == Some(1) || !errors.is_empty(), said["exit"] == 1);
        errors.sort();
        errors
    }
}

/// The texts behind each `go: `, without warnings.
fn blocks(said: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in said.lines() {
        match (line.strip_prefix("go: "), blocks.last_mut()) {
            (Some(text), _) => blocks.push(text.to_owned()),
            (None, Some(last)) => *last += &["\n", line].concat(),
            (None, None) => {}
        }
    }
    blocks.retain(|it| !it.starts_with("warning: ") && !it.starts_with("dropping requirement "));
    blocks
}

/// A text for each fault of a file, each with what is in front of all of them.
fn faults(block: &str) -> Vec<String> {
    let (front, rest) = match block.split_once("errors parsing ") {
        Some((before, rest)) => {
            let (name, rest) = rest.split_once(":\n").unwrap();
            (format!("{before}errors parsing {name}:\n"), rest)
        }
        None => match block.strip_prefix("reading go.work: ") {
            Some(rest) => ("reading go.work: ".to_owned(), rest),
            None => return vec![block.to_owned()],
        },
    };
    let name = rest.split(':').next().unwrap();
    let mut faults: Vec<String> = Vec::new();
    for line in rest.lines() {
        match faults.last_mut() {
            Some(last) if !line.starts_with(&format!("{name}:")) => *last += &["\n", line].concat(),
            _ => faults.push(format!("{front}{line}")),
        }
    }
    faults
}
