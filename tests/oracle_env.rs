//! Settings in force against `go env -json` of a real go (1.21 or later), on random environments, files of settings and
//! `go.env` together.

mod support;

use std::{fs, path::Path};

use goget_doctor::go::{
    env::{GoEnv, NAMES, Sources, Variables},
    version::{Change, Version},
};
use serde_json::{Value, json};
use support::Chance;

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
    let Some(go) = support::judge("GOGET_DOCTOR_GO", "random_settings_are_gos") else { return };
    let folder = tempfile::tempdir().unwrap();
    let version = support::version(&go);
    let names: Vec<&str> = NAMES.iter().copied().filter(|name| is_known(name, version)).collect();
    let mut chance = Chance::new(1);
    for _ in 0..300 {
        let sources = sources(&mut chance, folder.path());
        let ours = GoEnv::new(&sources);
        let (theirs, stderr) = go_env(&go, &names, &sources.os);
        match ours.check() {
            Err(error) => {
                let said = format!("go: {error}\n");
                assert!(stderr.ends_with(&said), "{sources:?}\n{stderr}");
            }
            Ok(()) => assert_eq!(shown(&ours, &names), theirs, "{sources:?}\n{stderr}"),
        }
    }
}

/// Whether a release has the setting; a relative `XDG_CONFIG_HOME`, which GOENV shows, is another test's subject.
fn is_known(name: &str, version: Version) -> bool {
    match name {
        "GOAUTH" => version.has(Change::GoAuth),
        "GOENV" => version.has(Change::AbsoluteConfigHome),
        _ => true,
    }
}

/// What `go env` prints, and what it complains about.
fn go_env(go: &Path, names: &[&str], os: &Variables) -> (Value, String) {
    let mut command = support::clean(go);
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
