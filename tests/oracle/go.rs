//! The real go: its commands, programs that it builds, and questions for them.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use goget_doctor::go::version::Version;
use serde_json::Value;

use crate::support::{
    child::child,
    judge::{judge, skipped},
};

/// The go commands at hand whose rules are known, with their releases: those in `GOGET_DOCTOR_GOROOTS`, a folder with
/// `VERSION/go`, else the one of `GOGET_DOCTOR_GO`; none, and a loud line, without either.
#[expect(clippy::disallowed_methods, reason = "a test looks for its judges")]
pub(crate) fn go_commands(test: &str) -> Vec<(Version, PathBuf)> {
    let found: Vec<PathBuf> = match std::env::var_os("GOGET_DOCTOR_GOROOTS") {
        Some(roots) => {
            let folders = fs::read_dir(roots).unwrap().map(|entry| entry.unwrap().path());
            folders.map(|folder| folder.join("go")).filter(|go| go.is_file()).collect()
        }
        None => judge("GOGET_DOCTOR_GO", test).into_iter().collect(),
    };
    let mut found: Vec<_> = found.into_iter().map(|go| (version(&go), go)).collect();
    found.retain(|(version, _)| {
        if !version.is_known() {
            skipped(test, &format!("rules of go {version}"));
        }
        version.is_known()
    });
    found.sort();
    found
}

/// The release of a go command.
pub(crate) fn version(go: &Path) -> Version {
    let said = child(go).env("GOTOOLCHAIN", "local").args(["env", "GOVERSION"]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().parse().unwrap()
}

/// The program made of `source`, a .go file of testdata/golden, by the go command `go`.
pub(crate) fn build(go: &Path, source: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden");
    fs::copy(golden.join(source), folder.path().join("main.go")).unwrap();
    fs::write(folder.path().join("go.mod"), "module m\n\ngo 1.27\n").unwrap();
    let cache = std::env::temp_dir().join("goget-doctor-gocache");
    let built = child(go)
        .args(["build", "-o", "program", "."])
        .current_dir(folder.path())
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOENV", "off")])
        .env("GOCACHE", cache)
        .status()
        .unwrap();
    assert!(built.success());
    let program = folder.path().join("program");
    (folder, program)
}

/// The program of testdata/oracle/`name`, built inside the toolchain of `go` into `folder`; none where its sources are missing.
pub(crate) fn build_inside(go: &Path, name: &str, folder: &Path) -> Option<PathBuf> {
    let root = child(go).env("GOTOOLCHAIN", "local").args(["env", "GOROOT"]).output().unwrap();
    let root = String::from_utf8(root.stdout).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/oracle/build.sh");
    let program = folder.join(name);
    let mut command = child("bash");
    command.arg(script).args([root.trim(), name]).arg(&program);
    command.env("GOCACHE", std::env::temp_dir().join("goget-doctor-gocache"));
    command.status().unwrap().success().then_some(program)
}

/// The answers of `program`, which reads one JSON question a line.
pub(crate) fn ask(program: &mut Command, questions: &[Value]) -> Vec<Value> {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines: String =
        questions.iter().flat_map(|question| [question.to_string(), "\n".into()]).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let answers: Vec<Value> = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect();
    writer.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(answers.len(), questions.len(), "an answer to every question");
    answers
}
