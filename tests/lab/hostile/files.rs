//! Files that are none, and input without an end.

use std::{fs, io::Write as _, path::Path, process::Stdio};

use super::{Ground, MEMORY, host};
use crate::support::{bounded::doctor, child::bare, held::held};

/// A pipe that nobody writes to.
fn pipe(path: &Path) {
    assert!(bare("/usr/bin/mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_pipe_in_the_place_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(folder.path().join("roots")).unwrap();
    for name in ["pipe", "roots/pipe"] {
        pipe(&folder.path().join(name));
    }
    let ground = Ground::new("", &host("a.test", "import = 'a.test/x git https://a.test/r'"));
    let (pipe, roots) = (at("pipe"), at("roots"));
    let resolve = ["resolve", "--module", "--until", "root", "a.test/x"];
    for (name, value, status) in [
        ("NETRC", &pipe, 0),
        ("GOENV", &pipe, 0),
        ("SSL_CERT_DIR", &roots, 0),
        ("SSL_CERT_FILE", &pipe, 0),
        ("NETRC", &"/dev/zero".to_owned(), 0),
    ] {
        let mut command = ground.command(&resolve);
        let output = held(command.env(name, value), MEMORY);
        assert_eq!(output.status.code(), Some(status), "{name}: {output:?}");
    }
    for place in [&pipe, "/dev/zero", "/dev/ptmx"] {
        for arguments in [
            &["check", "--offline", place][..],
            &["meta", place],
            &["replay", place],
            &["check", "--offline", "a.test/x", "--baseline", place],
            &["explain", "--log", place],
            &["diff", place, place],
        ] {
            let mut command = doctor(MEMORY);
            let output = held(command.args(arguments), MEMORY);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(said.contains("not a file"), "{arguments:?}: {said}");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        }
    }
}

#[test]
fn a_saved_run_with_a_value_that_is_wrong_and_long() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.jsonl");
    for length in [3 << 20, 90 << 20] {
        fs::write(&file, format!("{{\"goget-doctor\":\"{}\"}}", "x".repeat(length))).unwrap();
        let mut command = doctor(MEMORY);
        let output = held(command.arg("replay").arg(&file), MEMORY);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stderr.len() < 10_000, "{}", output.stderr.len());
    }
}

#[test]
fn a_log_without_a_line_end() {
    let mut command = doctor(MEMORY);
    command.args(["explain", "--log", "-"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // The write fails when nobody reads any more.
    let block = vec![b'x'; 64 << 10];
    while pipe.write_all(&block).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 1 has more than"));
}

#[test]
fn few_open_files() {
    for number in 3..24 {
        let mut command = bare("/bin/sh");
        command.args(["-c", "ulimit -n \"$0\" && exec \"$@\"", &number.to_string()]);
        command.arg(env!("CARGO_BIN_EXE_goget-doctor"));
        let output = command.args(["resolve", "--offline", "a.test/x"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{number}: {said}");
    }
}
