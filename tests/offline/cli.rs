//! The built command, from outside: streams, exit status, colour, generated files.

#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::support::child::doctor;
use goget_doctor::cli;
use serde_json::Value;

const UTF8: (&str, &str) = ("LC_ALL", "C.UTF-8");

fn command(args: &[&str]) -> Command {
    let mut command = doctor();
    command.args(args).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    run_with(args, &[])
}

fn run_with(args: &[&str], vars: &[(&str, &str)]) -> Output {
    command(args).envs(vars.iter().copied()).output().expect("the command starts")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A usage error: nothing on standard output, what, why and next on the other.
fn refused(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(status(&output), 2, "{args:?}");
    assert_eq!(stdout(&output), "", "{args:?}");
    stderr(&output).to_owned()
}

#[test]
fn help_of_every_command() {
    for name in [
        "",
        "resolve",
        "check",
        "env",
        "certs",
        "netrc",
        "proxy",
        "meta",
        "explain",
        "replay",
        "merge",
        "diff",
        "lab",
        "lab run",
        "lab serve",
        "completions",
    ] {
        let mut args: Vec<_> = name.split_whitespace().collect();
        args.push("--help");
        let output = run(&args);
        assert_eq!((status(&output), stderr(&output)), (0, ""));
        let title =
            if name.is_empty() { "help" } else { &format!("help_{}", name.replace(' ', "_")) };
        insta::assert_snapshot!(title, stdout(&output));
    }
    assert_eq!(status(&run(&["-h"])), 0);
    assert!(stdout(&run(&["--version"])).starts_with("goget-doctor "));
}

/// What is typed by mistake.
const MISTAKES: &[&[&str]] = &[
    &["lab"],
    &["resolve"],
    &["resolve", "--ofline", "a.test/b"],
    &["resolve", "--connect-to", "a:1", "a.test/b"],
    &["resolve", "--connect-to", "a:x:b:1", "a.test/b"],
    &["resolve", "--env", "=x", "a.test/b"],
    &["resolve", "--timeout", "0", "a.test/b"],
    &["resolve", "--max-body", "0", "a.test/b"],
    &["resolve", "--go", "1.7", "a.test/b"],
    &["resolve", "--go", "one", "a.test/b"],
    &["resolve", "--deny", "meta-absant", "a.test/b"],
    &["check", "--allow", "meta-absent,xyzzy-xyzzy"],
    &["resolve", "-q", "-v", "a.test/b"],
    &["resolve", "--format", "xml", "a.test/b"],
    &["resolve", "--report", "sarif", "a.test/b"],
    &["check", "--report", "xml=out"],
    &["check", "--go", "all"],
    &["check", "--jobs", "0"],
    &["check", "--retry", "11"],
    &["check", "--fail-fast", "--max-failures", "1"],
    &["explore"],
    &["resolv", "a.test/b"],
    &["get", "a.test/b"],
    &["go", "get", "a.test/b"],
    &["download", "a.test/b@v1.0.0"],
    &["lint", "go.sum"],
    &["verify"],
    &["help", "explore"],
    &["-json", "resolve", "a.test/b"],
    &["resolve", "a.test/b", "--formt", "json"],
    &["resolve", "a.test/b", "--until", "zip"],
    &["resolve", "a.test/b", "--timeout", "5d"],
    &["resolve", "a.test/b", "--proxy", "direct"],
    &["check", "--format", "junitt"],
    &["check", "no/such/go.mod"],
    &["check", "/"],
    &["check", "-"],
    &["meta", "no-such.html"],
    &["certs", "a.test:https"],
    &["certs", "--chain", "x.pem"],
    &["proxy"],
    &["proxy", "https://a.test", "b", "c"],
    &["explain", "meta-absant"],
    &["explain", "no/such.log"],
    &["env", "GOPROXY"],
    &["env", "GOPROXY=https://u:hunter2@a.test"],
    &["env", "--git", "a.test/b"],
    &["replay", "no-such.jsonl"],
    &["lab", "run"],
    &["lab", "run", "gitlab-subgrp"],
    &["lab", "list", "x"],
    &["completions"],
    &["completions", "tcsh"],
    &["man", "explore"],
    &["get", "a.test/b", "-u"],
    &["go", "get", "-u", "-x", "a.test/b"],
    &["go", "mod", "download"],
    &["go", "build", "./..."],
    &["go", "list", "-m", "a.test/b"],
    &["git", "clone", "https://a.test/b"],
    &["curl", "-v", "https://a.test/b?go-get=1"],
    &["why", "a.test/b"],
    &["RESOLVE", "a.test/b"],
    &["fmt"],
    &["lab", "own-ca-unsearched"],
    &["run", "own-ca-unsearched"],
    &["lab", "nosuch"],
    &["--Version"],
    &["resolve", "-x", "a.test/b"],
    &["check", "-f", "json"],
    &["check", "-o", "json"],
    &["check", "--fail-on", "warning"],
    &["check", "--no-color"],
    &["check", "--format", "JSON"],
    &["check", "--format", "yaml"],
    &["resolve", "--verbose=2", "a.test/b"],
    &["resolve", "--go", "latest", "a.test/b"],
    &["resolve", "--go", "go1.24rc1", "a.test/b"],
    &["resolve", "--save", "a.test/b"],
    &["resolve", "a.test/b", "--no-such-thing"],
    &["proxy", "https://a.test,direct"],
    &["meta", "a.test/b"],
    &["meta", "--offline", "https://a.test/b"],
    &["diff", "a.jsonl"],
    &["diff", "a.jsonl", "b.jsonl"],
    &["env", ""],
];

#[test]
fn usage_errors_say_what_why_and_next() {
    let said =
        MISTAKES.iter().map(|args| format!("$ goget-doctor {}\n{}", args.join(" "), refused(args)));
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"));
}

/// Each of several paths by itself, with what was seen of it in the file of `--save`.
#[test]
fn several_paths_in_all_releases() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.jsonl");
    let file = file.to_str().unwrap();
    let asked = ["resolve", "--offline", "--go", "all", "--save", file, "a.test/b", "c.test/d"];
    let output = run(&[&asked[..], &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(stdout(&output)).unwrap();
    for (index, path) in ["a.test/b", "c.test/d"].iter().enumerate() {
        assert_eq!(value["results"][index]["path"], *path);
        assert_eq!(value["results"][index]["releases"][0]["go"][0], "1.8");
    }
    let again = run(&["replay", file, "--format", "json"]);
    let again: Value = serde_json::from_str(stdout(&again)).unwrap();
    assert_eq!(again["results"].as_array().map(Vec::len), Some(2));
    assert_eq!((&again["command"], &again["exit"]), (&Value::from("replay"), &Value::from(3)));
    assert_eq!(status(&run(&["replay", file, "--format", "go"])), 3);
}

#[test]
fn formats_that_a_command_does_not_have_name_those_that_it_has() {
    for args in [
        &["man", "--format", "json"][..],
        &["completions", "zsh", "--format", "jsonl"],
        &["lab", "serve", "x", "--format", "json"],
        &["lab", "run", "x", "--format", "json", "--", "true"],
    ] {
        let output = run(args);
        assert_eq!((status(&output), stderr(&output)), (2, ""), "{args:?}");
        let value: Value = serde_json::from_str(stdout(&output)).unwrap();
        let next = value["problem"]["next"].as_str().unwrap();
        assert!(next.ends_with(" --format human"), "{next}");
    }
}

#[test]
fn problems_keep_to_the_format() {
    for args in [
        &["resolve", "--bogus", "--format", "json"][..],
        &["resolve", "--format=jsonl", "--env", "x", "a.test/b"],
        &["replay", "--format", "json", "/no/such/file"],
        &["meta", "--format", "json", "/no/such/file"],
        &["lab", "run", "--format", "json", "no-such-scenario"],
    ] {
        let output = run(args);
        assert_eq!((status(&output), stderr(&output)), (2, ""), "{args:?}");
        let value: Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!(value["schema"], 2);
        for part in ["what", "why", "next"] {
            assert!(
                value["problem"][part].as_str().is_some_and(|text| !text.is_empty()),
                "{value}"
            );
        }
    }
    let output = run(&["replay", "/no/such/file"]);
    assert_eq!((status(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).starts_with("error    cannot read /no/such/file\nwhy      "));
}

/// Every format.
const FORMATS: [&str; 12] = [
    "human",
    "json",
    "jsonl",
    "go",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "line",
    "openmetrics",
    "markdown",
    "html",
];

#[test]
fn the_status_is_the_same_in_every_format() {
    let closed = ["--env", "GOPROXY=http://127.0.0.1:1", "--no-probe"];
    for format in FORMATS {
        let formed = |args: &[&str]| run(&[&["resolve", "--format", format], args].concat());
        let open = formed(&["--offline", "example.com/a"]);
        assert_eq!((status(&open), stderr(&open)), (3, ""), "{format}");
        assert!(format == "go" || stdout(&open).contains("example.com/a"), "{format}");
        let failed = formed(&[&closed[..], &["example.com/a"]].concat());
        assert_eq!((status(&failed), status(&formed(&["fmt"]))), (1, 0), "{format}");
        for args in [&["--offline"][..], &closed] {
            let zero = formed(&[args, &["--exit-zero", "example.com/a"]].concat());
            assert_eq!(status(&zero), 0, "{format}");
        }
        assert_eq!(status(&formed(&["--exit-zero", "--bogus"])), 2, "{format}");
    }
}

/// A host that go knows by name is named, not reached, and what lies behind the root is not known.
#[test]
fn what_nobody_was_asked_about_is_no_success() {
    let read = |args: &[&str]| -> Value { serde_json::from_str(stdout(&run(args))).unwrap() };
    let path = "github.com/pkg/errors";
    let args = ["resolve", "--json", "--until", "root", path];
    let report = read(&args);
    assert_eq!((&report["ok"], &report["error"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&report["root"]["by"], &report["missing"]),
        (&"static".into(), &"nobody was asked".into())
    );
    assert_eq!(status(&run(&args)), 3);
    let args = ["resolve", "--json", "--until", "package", "--offline", path];
    let report = read(&args);
    assert_eq!((&report["ok"], &report["error"]), (&Value::Null, &Value::Null));
    assert_eq!((&report["version"], &report["decided"]), (&Value::Null, &"root".into()));
    let missing = report["missing"].as_str().unwrap();
    assert!(missing.contains("/@v/list (--offline)"), "{missing}");
    assert_eq!(status(&run(&args)), 3);
    let human = run(&["resolve", "--until", "root", path]);
    assert!(!stdout(&human).contains("go gets"), "{}", stdout(&human));
    let batch = read(&["check", "--json", "--until", "root", path, "fmt"]);
    assert_eq!(batch["summary"], serde_json::json!({"passed": 1, "failed": 0, "unknown": 1}));
    assert_eq!((&batch["exit"], &batch["command"]), (&Value::from(3), &Value::from("check")));
}

/// Releases of go are asked for as go does: what the go that runs does not know comes from GOPROXY.
#[test]
fn releases_of_go_are_no_modules() {
    let off = ["--json", "--go", "1.27", "--env", "GOPROXY=off"];
    let refused = "module lookup disabled by GOPROXY=off";
    let of_module = format!("toolchain@go1.26.1: {refused}");
    for (asked, error) in [
        (&["resolve", "go@1.99.1"][..], refused.into()),
        (&["resolve", "--module", "toolchain@go1.26.1"], of_module.into()),
        (&["resolve", "go@1.26.1"], Value::Null),
    ] {
        let output = run(&[asked, &off[..]].concat());
        let report: Value = serde_json::from_str(stdout(&output)).unwrap();
        let ok = error.is_null();
        let status = i32::from(!ok);
        assert_eq!((output.status.code(), &report["ok"]), (Some(status), &ok.into()), "{asked:?}");
        assert_eq!(report["error"], error);
    }
}

/// Without a network each command fails as go does, and what failed is named; without a question nobody knows.
#[test]
fn a_network_that_is_down_is_a_failure_and_no_network_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("go.mod");
    let text = "module m.test\n\nrequire (\n\tgithub.com/pkg/errors v0.9.1\n\ta.test/b v1.0.0\n)\n";
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    let closed = ["--json", "--env", "GOPROXY=http://127.0.0.1:1,direct"];
    let read = |output: &Output| -> Value { serde_json::from_str(stdout(output)).unwrap() };
    let refused = "127.0.0.1:1: connect: connection refused";
    let alone = run(&[&["resolve", "github.com/pkg/errors"], &closed[..]].concat());
    let (report, walk) = (read(&alone), "http://127.0.0.1:1");
    assert_eq!(
        (status(&alone), &report["ok"], &report["decided"]),
        (1, &false.into(), &"version".into())
    );
    assert!(report["error"].as_str().unwrap().ends_with(refused), "{report}");
    assert_eq!(
        (&report["walk"][0]["entry"], &report["walk"][0]["outcome"]),
        (&walk.into(), &"error".into())
    );
    let build = run(&[&["check", file], &closed[..]].concat());
    let batch = read(&build);
    assert_eq!((status(&build), &batch["summary"]["failed"]), (1, &2.into()), "{batch}");
    for (result, path) in batch["results"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["github.com/pkg/errors@v0.9.1", "a.test/b@v1.0.0"])
    {
        assert_eq!((&result["path"], &result["ok"]), (&path.into(), &false.into()));
        assert!(result["error"].as_str().unwrap().ends_with(refused), "{result}");
    }
    for args in [&["check", file][..], &["resolve", "github.com/pkg/errors", "--direct"]] {
        let output = run(&[args, &["--offline"], &closed[..]].concat());
        assert_eq!(status(&output), 3, "{}", stdout(&output));
        assert!(
            !stdout(&output).contains("\"ok\":true") && !stdout(&output).contains("\"ok\": true")
        );
    }
}

/// What lies behind the root was not recorded for old releases, and is no success.
#[test]
fn old_releases_are_judged_to_the_root() {
    let args = ["resolve", "--json", "--offline", "--go", "1.18", "github.com/pkg/errors"];
    let output = run(&args);
    let report: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(
        (status(&output), &report["ok"], &report["decided"]),
        (3, &Value::Null, &"root".into())
    );
    assert_eq!(report["root"]["repo"], "https://github.com/pkg/errors");
    let missing = report["missing"].as_str().unwrap();
    assert!(missing.contains("behind the repository root"), "{missing}");
}

/// Direct mode is a question of ours where go asks a module proxy first; behind the root go's own way is taken.
#[test]
fn what_direct_mode_meets_is_marked() {
    let closed = ["--env", "https_proxy=http://127.0.0.1:1", "--env", "no_proxy=x.test"];
    let first = ["--env", "GOPROXY=https://proxy.test,direct", "--no-probe", "a.test/b"];
    let ask = |more: &[&str]| run(&[&["resolve"], more, &closed[..], &first[..]].concat());
    let root = ask(&["--json", "--until", "root"]);
    let value: Value = serde_json::from_str(stdout(&root)).unwrap();
    assert_eq!((status(&root), &value["ok"]), (1, &Value::from(false)));
    let behind = ask(&["--json"]);
    let value: Value = serde_json::from_str(stdout(&behind)).unwrap();
    let said = "module a.test/b: Get \"https://proxy.test/a.test/b/@v/list\": proxyconnect tcp: \
                dial tcp 127.0.0.1:1: connect: connection refused";
    assert_eq!((status(&behind), &value["ok"], &value["error"]), (1, &false.into(), &said.into()));
    assert_eq!(value["stderr"], format!("go: {said}\n"));
    let direct = ask(&["--json", "--until", "version", "--direct"]);
    let value: Value = serde_json::from_str(stdout(&direct)).unwrap();
    let said = value["error"].as_str().unwrap();
    assert!(said.contains("unrecognized import path") && value["direct"] == true, "{value}");
    let log = ask(&["--format", "go", "--until", "root"]);
    let head = "# in direct mode; go asks https://proxy.test first\n";
    assert!(stdout(&log).starts_with(head), "{}", stdout(&log));
    let human = ask(&["--until", "root"]);
    assert!(!stdout(&human).contains("go says"), "{}", stdout(&human));
}

/// `--detail verdict` leaves the data of steps out, and the steps themselves where all is well.
#[test]
fn as_much_is_told_as_is_asked_for() {
    let read = |args: &[&str]| -> Value { serde_json::from_str(stdout(&run(args))).unwrap() };
    let root = ["resolve", "--json", "--until", "root", "github.com/pkg/errors"];
    let full = read(&root);
    assert!(!full["steps"][0]["data"]["facts"].as_array().unwrap().is_empty());
    let verdict = read(&[&root[..], &["--detail", "verdict"]].concat());
    assert_eq!(verdict["steps"], serde_json::json!([]));
    let check = read(&["check", "--json", "--offline", "example.com/a"]);
    let steps = check["results"][0]["steps"].as_array().unwrap();
    assert!(!steps.is_empty() && steps.iter().all(|step| step["data"] == serde_json::json!({})));
}

#[test]
fn the_schema_is_printed() {
    let output = run(&["schema"]);
    let value: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["$defs"]["schema"]["const"], 2);
}

#[test]
fn one_path_is_an_object_and_several_are_in_an_envelope() {
    let read = |args: &[&str]| -> Value { serde_json::from_str(stdout(&run(args))).unwrap() };
    let one = read(&["resolve", "--offline", "--format", "json", "example.com/a"]);
    assert_eq!((&one["schema"], &one["ok"]), (&Value::from(2), &Value::Null));
    let both =
        read(&["resolve", "--offline", "--format", "json", "example.com/b", "example.com/a"]);
    let paths: Vec<_> =
        both["results"].as_array().unwrap().iter().map(|report| &report["path"]).collect();
    assert_eq!(paths, ["example.com/b", "example.com/a"]);
    let output =
        run(&["resolve", "--offline", "--format", "jsonl", "example.com/b", "example.com/a"]);
    assert_eq!(stdout(&output).lines().count(), 2);
}

#[test]
fn colour_is_for_those_who_want_it() {
    let coloured = |args: &[&str], vars: &[(&str, &str)]| {
        let args = [&["resolve", "--offline", "example.com/a"], args].concat();
        stdout(&run_with(&args, vars)).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color=never"], &[("FORCE_COLOR", "1")]));
    let json =
        run(&["resolve", "--offline", "--color", "always", "--format", "json", "example.com/a"]);
    assert!(!stdout(&json).contains('\u{1b}'));
    let error = run_with(&["resolve"], &[("FORCE_COLOR", "1")]);
    assert!(stderr(&error).contains("\u{1b}["));
}

#[test]
fn the_locale_decides_about_symbols() {
    let args = ["resolve", "--offline", "exämple.com/a"];
    assert!(stdout(&run(&args)).is_ascii());
    assert!(stdout(&run_with(&args, &[("LANG", "de_DE.ISO-8859-1")])).is_ascii());
    assert!(stdout(&run_with(&args, &[UTF8])).contains("exämple.com/a"));
}

#[test]
fn forty_columns_are_enough() {
    let args = ["resolve", "--offline", "--until", "root", "example.com/a"];
    let output = run_with(&args, &[("COLUMNS", "40"), UTF8]);
    let long = stdout(&output).lines().find(|line| line.chars().count() > 40);
    assert_eq!(long, None);
}

#[cfg(unix)]
#[test]
fn a_path_may_be_any_bytes() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut command = command(&["resolve", "--offline", "--format", "json"]);
    let output = command.arg(OsStr::from_bytes(b"example.com/a\xff\x1b")).output().unwrap();
    let value: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["path"], "example.com/a\u{fffd}\u{1b}");
}

#[cfg(unix)]
#[test]
fn other_arguments_may_be_any_bytes_too() {
    use std::os::unix::ffi::OsStrExt as _;
    let bad = OsStr::from_bytes(b"A\xff=\xfe\x1b[31m");
    let output = command(&["resolve", "--offline", "a.test/b", "--env"]).arg(bad).output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (3, ""));
    for option in ["--go", "--connect-to", "--timeout", "--format", "--bogus"] {
        let output = command(&["resolve", "a.test/b", option]).arg(bad).output().unwrap();
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{option}");
        assert!(!stderr(&output).contains('\u{1b}'), "{option}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_problem() {
    let mut child = command(&["resolve", "--offline", "example.com/a"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (3, ""));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    if let Ok(full) = full {
        let output = command(&["man"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).starts_with("error    cannot write the result\n"));
    }
}

#[test]
fn a_run_is_saved_where_it_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("run.jsonl");
    let file = file.to_str().unwrap();
    assert_eq!(status(&run(&["resolve", "--offline", "--save", file, "example.com/a"])), 3);
    assert!(std::fs::read(file).is_ok_and(|bytes| !bytes.is_empty()));
    let nowhere = run(&["resolve", "--offline", "--save", "/no/such/dir/x", "example.com/a"]);
    assert_eq!(stdout(&nowhere), "");
    assert!(stderr(&nowhere).starts_with("error    cannot write /no/such/dir/x\n"));
}

/// What a log alone can tell is known to `explain` and to the options by its name, as a finding of a run is.
#[test]
fn a_name_that_only_a_log_tells_is_known_everywhere() {
    let name = "net-connection-reset-nat-or-mtu";
    let page = run(&["explain", name]);
    assert_eq!((status(&page), stderr(&page)), (0, ""));
    assert!(
        stdout(&page).contains("Told by `goget-doctor explain --log FILE`"),
        "{}",
        stdout(&page)
    );
    let list = run(&["explain", "--list", "--format", "json"]);
    let list: Value = serde_json::from_str(stdout(&list)).unwrap();
    let entry = list.as_array().unwrap().iter().find(|entry| entry["name"] == name).unwrap();
    assert_eq!(entry["told_by"], serde_json::json!(["log"]));
    assert!(entry["severity"].is_null());
    for option in ["--deny", "--warn", "--allow"] {
        let output = run(&["resolve", "--offline", option, name, "example.com/a"]);
        assert_eq!(stderr(&output), "", "{option}");
    }
    let near = refused(&["explain", "net-connection-reset-nat-or-mt"]);
    assert!(near.ends_with(&format!("next     goget-doctor explain {name}\n")), "{near}");
}

#[test]
fn a_log_is_explained_from_a_file_and_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("build.log");
    let log = "\u{1b}[31mgo: zip: not a valid zip file\u{1b}[0m\r\nother\n";
    std::fs::write(&file, log).unwrap();
    let name = file.to_str().unwrap();
    let output = run(&["explain", "--log", name, "--format", "json"]);
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    let value: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["messages"][0]["text"], "go: zip: not a valid zip file");
    assert_eq!(value["messages"][0]["causes"][0]["name"], "goproxy-zip-not-a-zip");

    let input = std::fs::File::open(&file).unwrap();
    let output = command(&["explain", "--log", "-", "--format", "jsonl"]).stdin(input).output();
    let output = output.unwrap();
    assert_eq!(serde_json::from_str::<Value>(stdout(&output)).unwrap(), value);
    assert_eq!(stdout(&output).lines().count(), 1);

    std::fs::write(&file, "go: zip: not a valid zip file\n\ngo: zip: not a valid zip file\n")
        .unwrap();
    let twice = run(&["explain", "--log", name]);
    assert!(stdout(&twice).contains("again    1 more: line 3\n"), "{}", stdout(&twice));

    let empty = run(&["explain", "--log", "/dev/null"]);
    assert_eq!((status(&empty), stdout(&empty)), (0, "nothing  the log holds no error of go\n"));
}

#[test]
fn a_log_that_cannot_be_read_is_a_problem() {
    for name in ["/no/such/file", "/"] {
        let output = run(&["explain", "--log", name, "--format", "json"]);
        assert_eq!((status(&output), stderr(&output)), (2, ""), "{name}");
        let value: Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!(value["problem"]["what"], format!("cannot read {name}"));
    }
}

#[test]
fn paths_of_a_log_are_resolved_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("build.log");
    std::fs::write(&file, "go: a.test/b@latest: unrecognized import path \"a.test/b\": x\n")
        .unwrap();
    let name = file.to_str().unwrap();
    let output = run(&["explain", "--log", name, "--resolve", "--offline", "--format", "json"]);
    assert_eq!(status(&output), 3);
    let value: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(value["reports"][0]["path"], "a.test/b");
    assert_eq!(value["answers"][0]["by"], "goget-doctor resolve a.test/b");
    assert_eq!(value["answers"][0]["ok"], Value::Null);
}

#[cfg(feature = "lab")]
#[test]
fn unknown_scenarios_lead_to_the_list() {
    let error = refused(&["lab", "run", "no-such-scenario"]);
    assert!(error.contains("\nnext     goget-doctor lab "), "{error}");
    assert_eq!(status(&run(&["lab", "list"])), 0);
}

#[cfg(all(feature = "lab", unix))]
#[test]
fn a_scenario_as_go_logs_it_and_in_all_releases() {
    let log = run(&["lab", "run", "self-signed", "--go", "1.8", "--format", "go"]);
    let start = "Fetching https://tonybai.com/gowechat?go-get=1\nhttps fetch failed: Get ";
    assert!(stdout(&log).starts_with(start), "{}", stdout(&log));

    let all = run(&["lab", "run", "unknown-ca", "--go", "all", "--format", "json"]);
    assert_eq!((status(&all), stderr(&all)), (0, ""));
    let value: Value = serde_json::from_str(stdout(&all)).unwrap();
    let groups = value["report"]["releases"].as_array().unwrap();
    let first: Vec<_> = groups.iter().map(|group| &group["go"][0]).collect();
    assert_eq!(first, ["1.8", "1.14", "1.20"]);
}

#[cfg(all(feature = "lab", unix))]
#[test]
fn a_command_in_the_lab_sees_the_lab_only_and_ends_with_its_status() {
    let list = run(&["lab", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(stdout(&list)).unwrap();
    let name = list[0]["name"].as_str().unwrap();
    let script = "cat go.mod; echo \"$SECRET\"; exit 7";
    let path = std::env::var("PATH").unwrap();
    let vars = [("SECRET", "seen"), ("PATH", path.as_str())];
    let output = run_with(&["lab", "run", name, "--", "sh", "-c", script], &vars);
    assert_eq!((status(&output), stdout(&output)), (7, "module lab.test\n\ngo 1.21\n\n"));
    let killed = run_with(&["lab", "run", name, "--", "sh", "-c", "kill -9 $$"], &vars);
    assert_eq!(status(&killed), 137);
    let missing = run_with(&["lab", "run", name, "--", "no-such-program"], &vars);
    assert_eq!(status(&missing), 2);
    assert!(stderr(&missing).starts_with("error    cannot run no-such-program\n"));
}

#[cfg(all(feature = "lab", unix))]
#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let completions = cli::completion_files().into_iter();
    let completions =
        completions.map(|(name, text)| (PathBuf::from("completions").join(name), text));
    let man = (PathBuf::from("docs").join(cli::MAN_PAGE), cli::man_page().unwrap());
    for (name, text) in completions.chain([man]) {
        let path = root.join(&name);
        if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read(&path).unwrap_or_default();
        assert!(committed == text, "{} is stale: run the test with UPDATE=1", name.display());
    }
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let bash = run(&["completions", "bash"]);
    assert_eq!(status(&bash), 0);
    assert!(stdout(&bash).contains("complete "));
    let man = run(&["man"]);
    assert_eq!(man.stdout, cli::man_page().unwrap());
}

#[test]
fn no_command_is_the_round() {
    for args in [&["--offline", "--json"][..], &["round", "--offline", "--format", "json"]] {
        let output = run(args);
        assert_eq!(status(&output), 3, "{}", stderr(&output));
        let said: serde_json::Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!((&said["command"], &said["exit"]), (&"round".into(), &3.into()), "{said}");
        let parts = said["parts"].as_array().unwrap();
        let names: Vec<_> = parts.iter().map(|part| part["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["settings", "git and ssh", "roots", "proxy.golang.org"]);
        assert!(
            said["findings"].as_array().unwrap().iter().all(|it| it["severity"] != "error"),
            "{said}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.jsonl");
    let output =
        run(&["--offline", "--redact", "--save", file.to_str().unwrap(), "--format", "sarif"]);
    assert_eq!(status(&output), 3, "{}", stderr(&output));
    let again = run(&["replay", file.to_str().unwrap()]);
    assert!(stdout(&again).contains("not all was asked; well: settings, git and ssh, roots"));
    assert!(refused(&["--bogus"]).contains("--bogus"));
}

#[test]
fn a_result_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.json");
    let name = file.to_str().unwrap();
    let output = run(&["resolve", "--offline", "a.test/b", "--json", "-o", name, "-vv"]);
    assert_eq!((status(&output), stdout(&output), stderr(&output)), (3, "", ""));
    let value: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(value["path"], "a.test/b");
    let nowhere = format!("{name}/x");
    assert!(refused(&["resolve", "--offline", "a.test/b", "-o", &nowhere]).contains(&nowhere));
}

#[test]
fn help_and_version_are_words_too() {
    assert_eq!(run(&["help"]).stdout, run(&["--help"]).stdout);
    assert_eq!(run(&["help", "lab", "run"]).stdout, run(&["lab", "run", "--help"]).stdout);
    assert_eq!(run(&["version"]).stdout, run(&["--version"]).stdout);
    let page = run(&["man", "lab", "run"]);
    assert!(stdout(&page).contains("goget\\-doctor\\-lab\\-run"), "{}", stdout(&page));
    assert!(refused(&["man", "explore"]).contains("explore"));
}
