//! What the tests of settings share: a real go command, if there is one, and reproducible chance.

#![allow(clippy::allow_attributes, dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use goget_doctor::go::version::Version;
use serde_json::Value;

/// The path in the environment variable `name`, or nothing and a loud line.
#[expect(clippy::disallowed_methods, reason = "a test asks where its judge is")]
pub(crate) fn judge(name: &str, test: &str) -> Option<PathBuf> {
    let path = std::env::var_os(name).map(PathBuf::from);
    if path.is_none() {
        skipped(test, name);
    }
    path
}

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

#[expect(clippy::disallowed_macros, reason = "a skipped test must be seen")]
pub(crate) fn skipped(test: &str, name: &str) {
    eprintln!("SKIPPED: {test} needs {name}");
}

/// The release of a go command.
pub(crate) fn version(go: &Path) -> Version {
    let said = clean(go).env("GOTOOLCHAIN", "local").args(["env", "GOVERSION"]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().parse().unwrap()
}

/// The lines of a file in testdata/golden.
#[expect(clippy::disallowed_methods, reason = "a test reads its data")]
pub(crate) fn golden(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden").join(name);
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// The program made of `source`, a .go file of testdata/golden, by the go command `go`.
pub(crate) fn build(go: &Path, source: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/golden");
    fs::copy(golden.join(source), folder.path().join("main.go")).unwrap();
    fs::write(folder.path().join("go.mod"), "module m\n\ngo 1.27\n").unwrap();
    let cache = std::env::temp_dir().join("goget-doctor-gocache");
    let built = clean(go)
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

/// `program` with an environment of PATH and HOME alone.
#[expect(clippy::disallowed_methods, reason = "a test starts its judge")]
pub(crate) fn clean(program: &Path) -> Command {
    let mut command = Command::new(program);
    let kept = ["PATH", "HOME"].map(|name| (name, std::env::var_os(name).unwrap_or_default()));
    // Not here: a relative variable makes go write below its directory.
    command.env_clear().envs(kept).current_dir(std::env::temp_dir());
    command
}

/// Asks `program` one JSON question a line, in the environment `vars`.
pub(crate) fn ask(
    program: &Path,
    vars: &BTreeMap<String, String>,
    questions: &[Value],
) -> Vec<Value> {
    let mut child =
        clean(program).envs(vars).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines: String =
        questions.iter().flat_map(|question| [question.to_string(), "\n".into()]).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let answers = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect();
    writer.join().unwrap().unwrap();
    assert!(child.wait().unwrap().success());
    answers
}

/// Small chance with a seed (xorshift), so that a failure can be seen again.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// One of `items`.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// Up to `most` of `pieces` in a row.
    pub(crate) fn text(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(pieces)).collect()
    }
}
