//! Random pages, read here and by a real go command.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use crate::support::pages;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::cmd::meta::{End, Import, ModTags, PageReader, Reading};
use goget_doctor::go::cmd::select;
use goget_doctor::go::version::Version;
use serde_json::{Value, json};

const PAGES: usize = 20_000;
const URL: &str = "https://h.test/p?go-get=1";

/// One question: which tags, and which of them for the path.
struct Question {
    page: Vec<u8>,
    path: &'static str,
    mode: ModTags,
}

#[test]
fn reads_random_pages_as_go_does() {
    let seed = variable("GOGET_DOCTOR_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let oracles = oracles();
    if oracles.is_empty() {
        return say("SKIPPED: reads_random_pages_as_go_does needs GOGET_DOCTOR_ORACLE");
    }
    for (release, oracle) in oracles {
        compare(seed, release, &oracle);
    }
}

fn compare(seed: u64, release: Version, oracle: &str) {
    let questions = questions(seed);
    let answers = ask(oracle, &questions);
    assert_eq!(answers.len(), questions.len());
    for (index, (question, answer)) in questions.iter().zip(&answers).enumerate() {
        let shown = question.page.escape_ascii();
        let ours = ours(question, release, answer);
        assert_eq!(ours, *answer, "go {release}, seed {seed}, page {index}: {shown}");
    }
}

/// The oracles at hand: those of `GOGET_DOCTOR_GOROOTS`, else the one of `GOGET_DOCTOR_ORACLE`.
#[expect(clippy::disallowed_methods, reason = "a test looks for its judges")]
fn oracles() -> Vec<(Version, String)> {
    let Some(roots) = variable("GOGET_DOCTOR_GOROOTS") else {
        let one = variable("GOGET_DOCTOR_ORACLE");
        return one.into_iter().map(|oracle| (Version::NEWEST, oracle)).collect();
    };
    let folders = std::fs::read_dir(roots).expect("a folder of releases");
    let oracle = |dir: std::path::PathBuf| {
        let release = dir.file_name()?.to_str()?.parse().ok()?;
        let oracle = dir.join("oracle");
        oracle.exists().then(|| (release, oracle.to_string_lossy().into_owned()))
    };
    folders.filter_map(|entry| oracle(entry.ok()?.path())).collect()
}

fn questions(seed: u64) -> Vec<Question> {
    let mut pages = pages::Pages::new(seed);
    let paths = ["h.test/p", "h.test/p/q", "h.test", "vanity.test/ok", "vanity.test/ok/sub", "x"];
    let mut question = || Question {
        page: pages.page(),
        path: paths[pages.below(paths.len())],
        mode: if pages.below(5) == 0 { ModTags::Ignore } else { ModTags::Prefer },
    };
    (0..PAGES).map(|_| question()).collect()
}

/// What is read here, in the oracle's form.
fn ours(question: &Question, release: Version, theirs: &Value) -> Value {
    let mut reader = PageReader::with_mod_tags(release, question.mode);
    reader.feed(&question.page);
    let reading = reader.finish(End::Complete);
    let imports: Vec<_> = reading.imports.iter().map(shown).collect();
    let mut answer = json!({ "imports": imports });
    if let Some(error) = &reading.error {
        answer["err"] = error.clone().into();
        answer["imports"] = json!([]);
        return answer;
    }
    match chosen(&reading, question.path, release, theirs) {
        Ok(import) => answer["match"] = shown(&import),
        Err(text) => answer["matchErr"] = text.into(),
    }
    answer
}

/// The oracle judges the repo root of the tag too, which is another test's subject.
fn chosen(
    reading: &Reading,
    path: &str,
    release: Version,
    theirs: &Value,
) -> Result<Import, String> {
    let import =
        select::choose(&reading.imports, path, URL, release).map_err(|error| error.reason())?;
    match theirs["matchErr"].as_str() {
        Some(text) if !text.contains("import path") => Err(text.to_owned()),
        _ => Ok(import.clone()),
    }
}

fn shown(import: &Import) -> Value {
    let mut value = serde_json::to_value(import).expect("plain text");
    if import.subdir.is_empty() {
        value.as_object_mut().expect("an object").remove("subdir");
    }
    value
}

#[expect(clippy::disallowed_methods, reason = "a test starts its judge")]
fn ask(oracle: &str, questions: &[Question]) -> Vec<Value> {
    let mut child = Command::new(oracle)
        .args(["-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the oracle starts");
    let mut stdin = child.stdin.take().expect("piped");
    let lines: String = questions.iter().map(line).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let stdout = BufReader::new(child.stdout.take().expect("piped"));
    let lines = stdout.lines().map(|line| line.expect("text"));
    let answers = lines.map(|line| serde_json::from_str(&line).expect("JSON")).collect();
    writer.join().expect("no panic").expect("the oracle reads all");
    assert!(child.wait().expect("the oracle ends").success());
    answers
}

fn line(question: &Question) -> String {
    let page = STANDARD.encode(&question.page);
    let ignore = question.mode == ModTags::Ignore;
    let request = json!({ "op": "meta", "page": page, "path": question.path, "ignoreMod": ignore });
    format!("{request}\n")
}

#[expect(clippy::disallowed_methods, reason = "a test asks where its judge is")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[expect(clippy::disallowed_macros, reason = "a skipped test must be seen")]
fn say(text: &str) {
    eprintln!("{text}");
}
