//! Recorded cases of modules: what real go commands printed and asked for, played against the order of asking and its
//! decisions, without a network (modules.md §0). Main modules that require something are among them, which the command
//! itself never has.
//!
//! `testdata/golden/modules.jsonl.gz` (`make_modules.py`) holds cases of three releases, `release-cases.jsonl.gz`
//! (`make_releases_of_go.py`) queries for releases of go itself, `module-cases.jsonl.gz` more, of seven; of those the lab
//! plays what hangs on no main module.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files itself, and ends where they are missing"
)]

mod answers;
mod cases;
mod compare;
mod recorded;
mod served;
mod table;

use std::path::Path;

use cases::{Case, Command, RELEASES, read};
use compare::play;
use table::Table;

#[test]
fn drawn_cases() {
    let table = played("modules.jsonl.gz", |_| true);
    assert!(table.agreeing() > 1_500, "{table}");
}

#[test]
fn releases_of_go() {
    let table = played("release-cases.jsonl.gz", |_| true);
    assert!(table.agreeing() > 300, "{table}");
}

#[test]
fn main_modules_and_caches() {
    let table = played("module-cases.jsonl.gz", |case| !case.files.is_empty());
    assert!(table.agreeing() > 200, "{table}");
}

/// A zip of which a proxy sends more than go takes: go does not look into it.
#[test]
fn a_zip_beyond_the_limit_of_go() {
    let case = r#"{"name": "zip-too-large", "env": {"GOPROXY": "$PROXY0"},
        "servers": [{"kind": "proxy", "answers": {
            "/m.test/x/@v/v1.0.0.info": {"body": "{\"Version\":\"v1.0.0\"}"},
            "/m.test/x/@v/v1.0.0.mod": {"body": "module m.test/x\n"},
            "/m.test/x/@v/v1.0.0.zip": {"body": "PK", "length": 524288001}}}],
        "commands": [["mod", "download", "-json", "m.test/x@v1.0.0"]],
        "go": {"1.27.3": {"commands": [{"exit": 1, "error": "", "json": [{"Path": "m.test/x", "Version": "v1.0.0",
            "Error": "m.test/x@v1.0.0: downloaded zip file too large"}], "requests": ["0 GET /m.test/x/@v/v1.0.0.info",
            "0 GET /m.test/x/@v/v1.0.0.mod", "0 GET /m.test/x/@v/v1.0.0.zip"]}]}}}"#;
    agrees(case);
}

/// What the patch is hangs on the go line of the main module; that nobody answers does not.
#[test]
fn the_patch_of_go_where_nobody_answers() {
    agrees(
        r#"{"name": "go-patch", "env": {"GOPROXY": "$PROXY0"}, "servers": [{"kind": "proxy", "down": true}],
        "commands": [["list", "-m", "-json", "go@patch"]],
        "go": {"1.27.3": {"commands": [{"exit": 1, "error": "go: module golang.org/toolchain: Get \"$PROXY0/golang.org/toolchain/@v/list\": dial tcp $PROXY0_ADDR: connect: connection refused",
            "stderr": "go: module golang.org/toolchain: Get \"$PROXY0/golang.org/toolchain/@v/list\": dial tcp $PROXY0_ADDR: connect: connection refused\n"}]}}}"#,
    );
}

/// Plays a case that is written out here, as go 1.27.3.
fn agrees(case: &str) {
    let case: Case = serde_json::from_str(case).unwrap();
    let command = Command::of(&case).unwrap();
    let mut table = Table::default();
    table.add(&case, &command, "1.27.3", play(&case, &command, "1.27.3"));
    table.holds();
    assert_eq!(table.agreeing(), 1);
}

/// Plays every case of a file that is wanted, on every release that was recorded for it; none may differ.
fn played(file: &str, wanted: fn(&Case) -> bool) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden");
    let mut table = Table::default();
    for case in read(&folder.join(file)).iter().filter(|case| wanted(case)) {
        let Some(command) = Command::of(case) else { continue };
        let releases = if is_heavy(case) { &RELEASES[..1] } else { &RELEASES[..] };
        for release in releases.iter().filter(|release| case.go.contains_key(**release)) {
            table.add(case, &command, release, play(case, &command, release));
        }
    }
    table.holds();
    table
}

/// Whether a case has a zip of many bytes, which is played on one release alone.
fn is_heavy(case: &Case) -> bool {
    let answers = case.servers.iter().flat_map(|server| server.answers.values());
    let files = answers.filter_map(|answer| answer["zip"]["files"].as_array()).flatten();
    files.filter_map(|file| file["repeat"][1].as_u64()).any(|count| count > 1 << 20)
}
