//! Random pages, read here and by a real go command.

use std::path::Path;

use crate::go;
use crate::support::{
    child::child,
    judge, pages,
    rounds::{rounds, seed},
};
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
    for (release, oracle) in judge::oracles("reads_random_pages_as_go_does") {
        compare(seed(), release, &oracle);
    }
}

fn compare(seed: u64, release: Version, oracle: &Path) {
    let questions = questions(seed);
    let asked: Vec<Value> = questions.iter().map(asked).collect();
    let answers = go::ask(child(oracle).args(["-j", "2"]), &asked);
    for (index, (question, answer)) in questions.iter().zip(&answers).enumerate() {
        let shown = question.page.escape_ascii();
        let ours = ours(question, release, answer);
        assert_eq!(ours, *answer, "go {release}, seed {seed}, page {index}: {shown}");
    }
}

fn questions(seed: u64) -> Vec<Question> {
    let mut pages = pages::Pages::new(seed);
    let paths = ["h.test/p", "h.test/p/q", "h.test", "vanity.test/ok", "vanity.test/ok/sub", "x"];
    let mut question = || Question {
        page: pages.page(),
        path: paths[pages.below(paths.len())],
        mode: if pages.below(5) == 0 { ModTags::Ignore } else { ModTags::Prefer },
    };
    (0..rounds(PAGES)).map(|_| question()).collect()
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

fn asked(question: &Question) -> Value {
    let page = STANDARD.encode(&question.page);
    let ignore = question.mode == ModTags::Ignore;
    json!({ "op": "meta", "page": page, "path": question.path, "ignoreMod": ignore })
}
