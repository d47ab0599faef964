//! Programs called git that never come to an end, and roots that git could take for something else: the built command ends
//! in its limit or in go's text, with little memory, and nothing is run that go would not run.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]
#![expect(clippy::disallowed_methods, reason = "a test lays programs")]

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use goget_doctor::{
    lab::{Lab, Scenario},
    world::World,
};
use serde_json::Value;

use crate::support::bounded::doctor;

/// What a run may hold in memory at the most, in kilobytes.
const MEMORY: u64 = 64 << 10;

/// A page that names `root`.
fn scenario(root: &str) -> Scenario {
    let text = format!(
        "about = \"a repository without end\"\npath = \"a.test/x\"\n\n[[host]]\nname = \"a.test\"\n\
         https = {{}}\n\n[[host.route]]\npath = \"/x\"\nimport = {}\n\n[expect]\nok = false\n",
        toml::Value::from(format!("a.test/x git {root}"))
    );
    Scenario::parse("limits", &text).unwrap()
}

/// What the command says of a module whose repository is at `root`, where `git` is a script; it ends with `status`.
fn run(root: &str, git: &str, arguments: &[&str], status: i32) -> (Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("git");
    let ran = folder.path().join("ran");
    let script = format!("#!/bin/sh\necho \"$@\" >>{}\n{git}\n", ran.display());
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lab = runtime.block_on(Lab::start(&scenario(root), &World::real())).unwrap();
    let mut command = doctor(MEMORY);
    command.args(["resolve", "--go", "1.27", "--module", "a.test/x", "--format", "json"]);
    command.args(["--no-probe"]).args(arguments).envs(lab.exports());
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let output = command.env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(status), "{report}");
    (report, read(&ran))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

const ROOT: &str = "https://a.test/x.git";

#[test]
fn a_git_that_prints_without_end() {
    for (git, most) in [("exec yes", 256 << 20), ("exec yes >&2", 64 << 20)] {
        let (report, _) = run(ROOT, git, &[], 3);
        let limit = format!("git ls-remote -q --end-of-options {ROOT}: more than {most} bytes");
        assert_eq!((&report["ok"], report["limit"].as_str()), (&Value::Null, Some(&*limit)));
    }
}

#[test]
fn a_pack_without_end() {
    let git = r#"case "$*" in
*ls-remote*) echo "1111111111111111111111111111111111111111	HEAD" ;;
*version) echo git version 2.40.0 ;;
init*) mkdir objects ;;
*fetch*) while :; do head -c 1000000 /dev/zero >>objects/pack; done ;;
*log*) exit 1 ;;
esac"#;
    let (report, _) = run(ROOT, git, &["--max-fetch", "4194304"], 3);
    let limit = report["limit"].as_str().unwrap();
    assert!(limit.contains("fetch") && limit.ends_with(": more than 4194304 bytes"), "{limit}");
    assert_eq!(report["ok"], Value::Null);
}

/// What go says of each root; git is never started for one that has no scheme.
#[test]
fn roots_that_git_could_take_for_something_else() {
    for (root, why) in [
        ("-oProxyCommand=x", "no scheme"),
        ("--upload-pack=x://h/m", "first path segment in URL cannot contain colon"),
        ("ext::sh", "must not be local directory (use URL syntax not host:path syntax)"),
        ("a.test:m", "must not be local directory (use URL syntax not host:path syntax)"),
        ("file:///srv/m", "file scheme disallowed"),
        ("https://a.test/x\u{7f}y", "invalid control character in URL"),
    ] {
        let (report, ran) = run(root, "exit 1", &[], 1);
        let error = report["error"].as_str().unwrap();
        assert!(error.contains(why), "{root}: {error}");
        assert_eq!(ran, "", "{root}");
    }
    // git itself refuses this transport, unless its user allows it; go leaves that to git.
    let (_, ran) = run("ext::sh://a.test/x", "exit 128", &[], 1);
    assert!(ran.starts_with("ls-remote -q --end-of-options ext::sh://a.test/x\n"), "{ran}");
}
