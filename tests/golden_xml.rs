//! What go's lenient XML tokenizer reads from pages, as recorded from real releases.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::meta::{End, PageReader, Reading, StoppedAt, Verdict, read};
use goget_doctor::go::version::Version;
use serde_json::Value;

const CASES: &str = include_str!("../testdata/golden/xml-cases.jsonl");

struct Case {
    name: String,
    page: Vec<u8>,
    /// What 1.27 reads.
    newest: Value,
    /// The releases that read it otherwise.
    other: Vec<(Version, Value)>,
}

fn cases() -> impl Iterator<Item = Case> {
    CASES.lines().map(|line| {
        let case: Value = serde_json::from_str(line).unwrap();
        let other = case["other"].as_object().unwrap();
        Case {
            name: case["name"].as_str().unwrap().to_owned(),
            page: STANDARD.decode(case["page"].as_str().unwrap()).unwrap(),
            newest: case["go1.27"].clone(),
            other: other.iter().map(|(v, read)| (v.parse().unwrap(), read.clone())).collect(),
        }
    })
}

/// The accepted tags in the order of the page, which is how the cases were recorded.
fn accepted(reading: &Reading) -> Value {
    let fields = reading.tags.iter().filter_map(|tag| match &tag.verdict {
        Verdict::Import(i) => Some([&i.prefix, &i.vcs, &i.repo, &i.subdir]),
        _ => None,
    });
    let shown = fields.map(|f| f.into_iter().filter(|f| !f.is_empty()).cloned().collect());
    shown.collect::<Vec<Vec<String>>>().into()
}

fn stop(reading: &Reading) -> String {
    match (reading.stopped.at, &reading.stopped.error) {
        (StoppedAt::BodyStart, _) => "body-start".into(),
        (StoppedAt::HeadEnd, _) => "head-end".into(),
        (StoppedAt::Eof, _) => "eof".into(),
        (StoppedAt::Error, Some(text)) if reading.error.is_none() => {
            format!("error-ignored: {text}")
        }
        (StoppedAt::Error, _) => "error".into(),
    }
}

fn compare(name: &str, version: Version, page: &[u8], recorded: &Value) {
    let reading = read(page, version);
    assert_eq!(accepted(&reading), recorded["imports"], "{name}, {version}");
    assert_eq!(reading.error.as_deref().unwrap_or_default(), recorded["err"], "{name}, {version}");
    assert_eq!(stop(&reading), recorded["stop"], "{name}, {version}");
}

#[test]
fn reads_what_go_1_27_reads() {
    assert!(cases().count() > 150);
    for case in cases() {
        compare(&case.name, Version::NEWEST, &case.page, &case.newest);
    }
}

#[test]
fn reads_what_older_releases_read() {
    for case in cases() {
        for (version, recorded) in &case.other {
            compare(&case.name, *version, &case.page, recorded);
        }
    }
}

/// However the bytes are cut, what is read stays the same.
#[test]
fn chunks_make_no_difference() {
    for case in cases() {
        let whole = read(&case.page, Version::NEWEST);
        for cut in 0..=case.page.len() {
            let (front, back) = case.page.split_at(cut);
            assert_eq!(in_chunks([front, back]), whole, "{} cut at {cut}", case.name);
        }
        for size in [1, 2, 3, 7] {
            assert_eq!(in_chunks(case.page.chunks(size)), whole, "{} by {size}", case.name);
        }
    }
}

fn in_chunks<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Reading {
    let mut reader = PageReader::new(Version::NEWEST);
    for chunk in chunks {
        reader.feed(chunk);
    }
    reader.finish(End::Complete)
}
