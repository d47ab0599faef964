//! The help: what `-h` shows fits a screen and begins with examples, and each of them runs.
#![cfg(all(feature = "lab", unix))]

use std::{fs, os::unix::fs::symlink, path::Path, process::Stdio};

use serde_json::Value;

use crate::support::child::{bare, doctor};

/// The rows of a terminal.
const SCREEN: usize = 24;

/// What the help of all has beside its commands, those below others counted too.
const BESIDE_COMMANDS: usize = 14;

/// The names of all commands.
fn commands() -> Vec<String> {
    let help = help("");
    let listed = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names = listed.lines().filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.chain(["lab list", "lab run", "lab serve"].map(str::to_owned)).collect()
}

/// What `-h` shows of a command, on a terminal of 80 columns.
fn help(name: &str) -> String {
    let words = name.split_whitespace().chain(["-h"]);
    let output = doctor().args(words).env("COLUMNS", "80").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_short_help_fits_a_screen() {
    let commands = commands();
    // The help of all has a line for each command, and little more.
    let all = help("").lines().count();
    assert!(all <= BESIDE_COMMANDS + commands.len(), "the help of all has {all} lines");
    assert!(commands.len() > 15, "{commands:?}");
    let long: Vec<_> = commands
        .iter()
        .map(|name| (name, help(name).lines().count()))
        .filter(|(_, lines)| *lines > SCREEN)
        .collect();
    assert!(
        long.is_empty(),
        "more than {SCREEN} lines; hide_short_help leaves an option to --help: {long:?}"
    );
    for name in commands {
        let help = help(&name);
        let first: Vec<_> = help.lines().take(10).collect();
        assert_eq!(first.first(), Some(&"Examples:"), "{name}");
        assert!(first.iter().all(|line| line.len() <= 80), "{name}: {first:?}");
    }
}

/// The examples in all helps, each once, in their order.
fn examples() -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in [String::new()].into_iter().chain(commands()) {
        let text = doctor().args(name.split_whitespace()).arg("--help").output().unwrap().stdout;
        let text = String::from_utf8(text).unwrap();
        let lines = text.lines().skip(1).take_while(|line| line.starts_with("  "));
        for line in lines {
            let line = line.trim().split("     ").next().unwrap_or_default().to_owned();
            if !found.contains(&line) {
                found.push(line);
            }
        }
    }
    // What makes a file comes before what reads it.
    found.sort_by_key(|line| !(line.contains("--save") || line.contains(" > ")));
    found
}

/// Lays the files that examples read.
fn lay(folder: &Path) {
    let chains = include_str!("../../testdata/golden/x509-cases.jsonl");
    let case: Value = serde_json::from_str(chains.lines().next().unwrap()).unwrap();
    let own = include_str!("../../testdata/scenarios/own-ca-unsearched.toml");
    for (name, text) in [
        ("go.mod", "module example.com/m\n\ngo 1.21\n"),
        ("build.log", "go: example.com/lib@v1.0.0: unknown revision v1.0.0\n"),
        ("modules.txt", "example.com/mod\n"),
        (
            "index.html",
            "<meta name=\"go-import\" content=\"example.com/pkg git https://example.com/pkg\">",
        ),
        (
            "vanity.yaml",
            "host: example.com\npaths:\n  /pkg:\n    repo: https://git.example.com/pkg\n    vcs: git\n",
        ),
        ("scenario.toml", own),
        ("fullchain.pem", case["chain"].as_str().unwrap()),
        ("server.pem", case["chain"].as_str().unwrap()),
        ("rootCA.pem", case["roots"].as_str().unwrap()),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let bin = folder.join("bin");
    fs::create_dir(&bin).unwrap();
    symlink(env!("CARGO_BIN_EXE_goget-doctor"), bin.join("goget-doctor")).unwrap();
}

/// Whether an example ends by itself, without the network, and with a shell and a go that may not be here.
fn can_run(line: &str) -> bool {
    let serves = line.contains("doctor serve") && !line.contains("--check");
    let needs = ["lab serve", "meta https://", "fish", "zsh", "-- go ", "=../", "/srv/pages"];
    !serves && !needs.iter().any(|part| line.contains(part))
}

#[test]
fn each_example_runs() {
    let folder = tempfile::tempdir().unwrap();
    lay(folder.path());
    let run = |line: &str| {
        let mut bash = bare("bash");
        bash.args(["-c", line]).current_dir(folder.path()).stdin(Stdio::null());
        bash.env("PATH", format!("{}/bin:/usr/bin:/bin", folder.path().display()));
        // Nobody beyond this machine is asked.
        let closed = "http://127.0.0.1:1";
        let vars = ["GOPROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"];
        bash.envs(vars.map(|name| (name, closed))).env("GOSUMDB", "off").env("HOME", folder.path());
        bash.output().unwrap()
    };
    // What other machines made.
    run("goget-doctor resolve --save ci.jsonl example.com/pkg");
    let (mut seen, mut wrong) = (0, Vec::new());
    for line in examples() {
        if !can_run(&line) {
            continue;
        }
        seen += 1;
        let output = run(&line);
        let said = String::from_utf8_lossy(&output.stderr);
        if !matches!(output.status.code(), Some(0 | 1 | 3)) || said.contains("panicked") {
            wrong.push(format!("$ {line}\n{:?} {said}", output.status.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 35, "{seen} examples");
}
