//! Settings in force against `go env -json` of a real go (1.21 or later), on random environments, files of settings and
//! `go.env` together.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{ffi::OsStr, fs, path::Path, sync::Arc};

use crate::chance::Chance;
use crate::go;
use crate::support::child::{bare, child, doctor};
use crate::support::rounds::{rounds, seed};
use goget_doctor::go::{
    cmd::env::{GoEnv, NAMES, Sources, Variables},
    version::{Change, Version},
};
use goget_doctor::{
    pipeline::{self, Options},
    trace::Settings,
};
use serde_json::{Value, json};

const VALUES: &[&str] = &[
    "",
    "",
    "a.test",
    "https://u:p@h,direct",
    "off",
    "none",
    " x ",
    "\"q\"",
    "a=b",
    "é",
    "x # y",
    "$HOME",
];

#[test]
fn random_settings_are_gos() {
    for (version, go) in go::go_commands("random_settings_are_gos") {
        are_as_in(&go, version);
    }
}

fn are_as_in(go: &Path, version: Version) {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<&str> = NAMES.iter().copied().filter(|name| is_known(name, version)).collect();
    let mut chance = Chance::new(seed());
    for _ in 0..rounds(300) {
        let sources = sources(&mut chance, folder.path());
        let ours = GoEnv::new(&sources, version);
        let (theirs, stderr) = go_env(go, &names, &sources.os);
        match ours.check() {
            Err(error) => {
                let said = format!("go: {error}\n");
                assert!(stderr.ends_with(&said), "{sources:?}\n{stderr}");
            }
            Ok(()) => assert_eq!(shown(&ours, &names), theirs, "{sources:?}\n{stderr}"),
        }
    }
}

/// Whether a release has the setting.
fn is_known(name: &str, version: Version) -> bool {
    name != "GOAUTH" || version.has(Change::GoAuth)
}

/// Files of settings lie wherever one could be looked for, each with a value of its own: which one is read, and what
/// `GOENV` is said to be, for every way to name a place.
#[test]
fn the_file_is_where_go_looks() {
    for (_, go) in go::go_commands("the_file_is_where_go_looks") {
        is_where_it_looks(&go);
    }
}

fn is_where_it_looks(go: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for at in ["home/.config", "relative/.config", "xdg", "xdg/rel", ""] {
        let file = root.join(at).join("go/env");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, format!("GOPRIVATE={at}.test\n")).unwrap();
    }
    fs::write(root.join("named"), "GOPRIVATE=named.test\n").unwrap();
    let at = |name: &str| root.join(name).display().to_string();
    let (home, xdg, named) = (at("home"), at("xdg//"), at("named"));
    let mut asked = 0;
    for goenv in [None, Some(""), Some("off"), Some(&*named), Some("named"), Some("./x/../named")] {
        for config in [None, Some(""), Some(&*xdg), Some("xdg"), Some("./xdg/rel/"), Some(".")] {
            for home in [None, Some(""), Some(&*home), Some("relative")] {
                let vars = [("GOENV", goenv), ("XDG_CONFIG_HOME", config), ("HOME", home)];
                let vars = vars.into_iter().filter_map(|(name, value)| Some((name, value?)));
                let vars: Vec<(&str, &str)> = vars.collect();
                assert_eq!(ours_in(&root, go, &vars), theirs_in(&root, go, &vars), "{vars:?}");
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 6 * 6 * 4);
}

/// GOENV and GOPRIVATE as our command shows them.
fn ours_in(folder: &Path, go: &Path, vars: &[(&str, &str)]) -> [String; 2] {
    let mut command = doctor();
    let version = go::version(go).to_string();
    command.envs(vars.iter().copied()).current_dir(folder);
    let done = command.args(["env", "--format", "json", "--go", &version]).output().unwrap();
    let view: Value = serde_json::from_slice(&done.stdout).unwrap();
    ["GOENV", "GOPRIVATE"].map(|name| {
        let mut all = view["settings"].as_array().unwrap().iter();
        let setting = all.find(|setting| setting["name"] == name).unwrap();
        let value = setting["value"].as_str().unwrap();
        if value == "off" { String::new() } else { value.to_owned() }
    })
}

/// The same of the real go.
fn theirs_in(folder: &Path, go: &Path, vars: &[(&str, &str)]) -> [String; 2] {
    let mut command = bare(go);
    command.envs(vars.iter().copied()).current_dir(folder);
    command.envs([("GOCACHE", folder.join("cache")), ("GOPATH", folder.join("path"))]);
    let done = command.env("GOTOOLCHAIN", "local").args(["env", "GOENV", "GOPRIVATE"]).output();
    let done = done.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    let mut lines = text.lines().map(str::to_owned);
    [lines.next().unwrap(), lines.next().unwrap()]
}

/// What `go env` lists, for a shell and as JSON, is read back as the settings that it lists.
#[test]
fn a_list_is_read_back() {
    for (version, go) in go::go_commands("a_list_is_read_back") {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance::new(seed());
        let mut read = 0;
        for _ in 0..rounds(15) {
            let sources = sources(&mut chance, folder.path());
            let due = GoEnv::new(&sources, version);
            if due.check().is_err() {
                continue;
            }
            let shell = listed_by(&go, &sources.os, &["env"]);
            let object = listed_by(&go, &sources.os, &["env", "-json"]);
            for text in [shell, object].iter().filter(|text| !text.is_empty()) {
                assert_eq!(read_back(text, version), values(&due, version), "{sources:?}\n{text}");
                read += 1;
            }
        }
        assert!(read > 0, "go {version} listed nothing");
    }
}

/// What go prints; nothing where it refuses.
fn listed_by(go: &Path, os: &Variables, args: &[&str]) -> String {
    let mut command = child(go);
    let done = command.env_remove("HOME").envs(os).args(args).output().unwrap();
    if done.status.success() { String::from_utf8(done.stdout).unwrap() } else { String::new() }
}

fn read_back(text: &str, version: Version) -> Vec<(String, String)> {
    let told = pipeline::told(text.as_bytes(), "list").unwrap();
    let options = Options { go: Some(version), ..Options::default() };
    let world = Arc::new(told.world);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let run = pipeline::environment(&world, OsStr::new(""), &options);
    let trace = runtime.block_on(run).unwrap();
    let settings = trace.first::<Settings>().unwrap().settings.to_vec();
    values(&settings.into(), version)
}

/// The values by name, without where the file of settings is: `GOENV=off` is shown as nothing.
fn values(env: &GoEnv, version: Version) -> Vec<(String, String)> {
    let names = NAMES.iter().filter(|name| **name != "GOENV" && is_known(name, version));
    names.map(|name| ((*name).to_owned(), env.get(name).to_owned())).collect()
}

/// What `go env` prints, and what it complains about.
fn go_env(go: &Path, names: &[&str], os: &Variables) -> (Value, String) {
    let mut command = child(go);
    let done = command.env_remove("HOME").envs(os).args(["env", "-json"]).args(names).output();
    let done = done.unwrap_or_else(|error| panic!("{error}"));
    let settings = serde_json::from_slice(&done.stdout).unwrap_or_default();
    (settings, String::from_utf8_lossy(&done.stderr).into_owned())
}

fn shown(env: &GoEnv, names: &[&str]) -> Value {
    let value = |name: &str| match (name, env.get(name)) {
        // `go env` shows the file's path; GOENV=off shows as nothing.
        ("GOENV", "off") => String::new(),
        (_, value) => value.to_owned(),
    };
    let shown = names.iter().map(|name| ((*name).to_owned(), json!(value(name))));
    shown.collect::<serde_json::Map<_, _>>().into()
}

fn sources(chance: &mut Chance, folder: &Path) -> Sources {
    let path = folder.join("env").display().to_string();
    let text = file(chance);
    fs::write(&path, &text).unwrap_or_else(|error| panic!("{error}"));
    let mut os = Variables::from([("GOCACHE".into(), path.clone() + ".cache")]);
    for name in NAMES {
        if chance.below(4) == 0 {
            os.insert((*name).into(), value(chance, name));
        }
    }
    let is_read = chance.below(4) > 0;
    os.insert(
        "GOENV".into(),
        if is_read {
            path.clone()
        } else {
            chance.pick(&["off", "/nonexistent", "rel/x", ""]).into()
        },
    );
    for (name, values) in
        [("HOME", ["/h", "/h//x/..", ""]), ("XDG_CONFIG_HOME", ["", "/nowhere/", "rel"])]
    {
        os.insert(name.into(), chance.pick(&values).into());
    }
    let shipped = (chance.below(3) > 0).then(|| file(chance));
    if let Some(text) = &shipped {
        let root = folder.join("root");
        fs::create_dir_all(&root).unwrap_or_else(|error| panic!("{error}"));
        fs::write(root.join("go.env"), text).unwrap_or_else(|error| panic!("{error}"));
        os.insert("GOROOT".into(), root.display().to_string());
    }
    Sources { os, file: is_read.then_some((path, text)), go_env: shipped }
}

fn file(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..chance.below(12) {
        let name = chance.pick(NAMES);
        let blank = chance.pick(&["", "", "", "", "", " ", "#", "export ", "\u{feff}", "x"]);
        let equals = chance.pick(&["=", "=", "=", "=", " =", ""]);
        let end =
            if is_picky(name) { "\n" } else { chance.pick(&["\n", "\n", "\n", "\r\n", "\n\n"]) };
        text.extend([blank, name, equals, &value(chance, name), end]);
    }
    text
}

/// Variables with which go does more than show them.
fn is_picky(name: &str) -> bool {
    matches!(name, "GOTOOLCHAIN" | "GOPATH" | "GO111MODULE")
}

fn value(chance: &mut Chance, name: &str) -> String {
    let values: &[&str] = match name {
        "GOTOOLCHAIN" => &["", "local", "auto", "path"],
        "GOPATH" => &["", "/p", "/p/", "/p:/q", ":/q", ":"],
        "GO111MODULE" => &["", "on", "off", "auto", "on", "off", "auto", "On", "1 "],
        "GOMODCACHE" => &["", "/m", "/m/"],
        _ => VALUES,
    };
    chance.pick(values).to_owned()
}
