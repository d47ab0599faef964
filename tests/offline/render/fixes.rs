//! Fixes in SARIF: an editor that applies them cures the findings that have them.
#![expect(clippy::disallowed_methods, reason = "a test reads what it laid")]

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

use crate::support::{child::doctor, schema};

/// A file, and the findings that an edit of it cures.
const FILES: [(&str, &str, &[&str]); 5] = [
    ("list", "a.test/b\nc.test/d\na.test/b\n", &["input-path-twice"]),
    (
        "vanity.yaml",
        "host: h.test\npaths:\n  x:\n    repo: git@git.test:team/x.git\n    vcs: gti\n  /y/: https://git.test/y.git\n  /z:\n    repo: git.test/é/z.git # git.test\n",
        &["input-line-malformed", "vanity-repo-unusable", "vanity-vcs-unknown"],
    ),
    (
        "vangen.json",
        "{\"domain\": \"h.test\", \"repositories\": [\n {\"prefix\": \"x\", \"type\": \"gti\", \"url\": \"git@git.test:x\"}]}\n",
        &["vanity-repo-unusable", "vanity-vcs-unknown"],
    ),
    (
        "go.sum",
        "<<<<<<< HEAD\na.test/b v1.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\na.test/c v1.0.0/go.mod h2:AAAA\n",
        &["gosum-hash-unknown", "gosum-line-malformed", "gosum-version-unusable"],
    ),
    // Which of the two is meant nobody can tell.
    ("twice.yaml", "host: h.test\npaths:\n  /x: {repo: a.test, vcs: a.test}\n", &[]),
];

#[test]
fn fixes_cure_what_they_are_for() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text, wanted) in FILES {
        let file = dir.path().join(name);
        fs::write(&file, text).unwrap();
        let before = results(dir.path(), name);
        let cured: BTreeSet<String> =
            before.iter().filter(|it| !it["fixes"].is_null()).map(rule).collect();
        assert_eq!(cured, wanted.iter().map(|it| (*it).to_owned()).collect(), "{name}");
        fs::write(&file, applied(text, &before)).unwrap();
        let after: BTreeSet<String> = results(dir.path(), name).iter().map(rule).collect();
        assert!(
            cured.is_disjoint(&after),
            "{name}: {after:?}\n{}",
            fs::read_to_string(&file).unwrap()
        );
    }
}

/// The results of looking the file over, which are what the schema says.
fn results(dir: &Path, name: &str) -> Vec<Value> {
    let args = ["check", "--lint", "--exit-zero", "--format", "sarif", name];
    let output = doctor().args(args).current_dir(dir).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema::sarif().check(&said), Ok(()), "{said}");
    said["runs"][0]["results"].as_array().unwrap().clone()
}

fn rule(result: &Value) -> String {
    result["ruleId"].as_str().unwrap().replace("goget-doctor/", "")
}

/// The text with the first fix of each result, from its end on, as an editor applies them.
fn applied(text: &str, results: &[Value]) -> String {
    let mut edits: Vec<(usize, usize, &str)> = Vec::new();
    for fix in results.iter().filter_map(|result| result["fixes"].get(0)) {
        let replacement = &fix["artifactChanges"][0]["replacements"][0];
        let at = |line: &str, column: &str| {
            let number = |name: &str| {
                usize::try_from(replacement["deletedRegion"][name].as_u64().unwrap()).unwrap()
            };
            offset(text, number(line), number(column))
        };
        let new = replacement["insertedContent"]["text"].as_str().unwrap();
        edits.push((at("startLine", "startColumn"), at("endLine", "endColumn"), new));
    }
    edits.sort_unstable();
    edits.dedup();
    let mut text = text.to_owned();
    for (from, to, new) in edits.into_iter().rev() {
        text.replace_range(from..to, new);
    }
    text
}

/// The place in bytes of a line and a column in code points, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let within = text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    start + within
}
