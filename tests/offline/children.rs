//! Children of tests start in one place, from a cleared environment: whatever a machine exports (`SSL_CERT_FILE`,
//! `GIT_SSL_CAINFO`, proxies, `GOFLAGS`, HOME) reaches none of them.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads the sources of the tests and its own variables"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::support::child::{bare, child};

/// What starts a child, or hands down the environment of this process.
const WAYS: [&str; 6] = [
    concat!("Command", "::new("),
    concat!("World::real()", ".command("),
    concat!("env::", "vars"),
    concat!("dict(os", ".environ)"),
    concat!("**os", ".environ"),
    concat!("os.environ", ".copy()"),
];

/// The files that may, and why.
const ALLOWED: [(&str, &str); 3] = [
    (".ci/repositories/cases.py", "starts itself again, in a namespace"),
    (
        ".ci/repositories/player/src/here.rs",
        "is started with the environment of a recorded case, as go would be",
    ),
    ("tests/support/child.rs", "is the place"),
];

#[test]
fn children_start_from_a_cleared_environment() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests", ".ci", "benches"] {
        look(&root.join(folder), &mut found);
    }
    let mut found: Vec<_> =
        found.iter().map(|file| file.strip_prefix(root).unwrap().to_str().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, ALLOWED.map(|(file, _)| file));
}

#[test]
fn a_child_sees_nothing_of_this_process() {
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some(), "this process has more variables");
    assert_eq!(names(child("env")), ["HOME", "PATH"]);
    assert_eq!(names(bare("/usr/bin/env")), [""; 0]);
}

/// The variables that `env` prints.
fn names(mut env: Command) -> Vec<String> {
    let text = String::from_utf8(env.output().unwrap().stdout).unwrap();
    let mut names: Vec<_> =
        text.lines().map(|line| line.split('=').next().unwrap().to_owned()).collect();
    names.sort_unstable();
    names
}

/// Adds the files below `folder` in which there is one of the ways.
fn look(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") {
                look(&path, found);
            }
        } else if fs::read_to_string(&path)
            .is_ok_and(|text| WAYS.iter().any(|way| text.contains(way)))
        {
            found.push(path);
        }
    }
}
