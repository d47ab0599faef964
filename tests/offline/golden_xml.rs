//! What go's lenient XML tokenizer reads from pages, as recorded from real releases.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::go::cmd::meta::{End, PageReader, Reading, StoppedAt, Verdict, read};
use goget_doctor::go::version::Version;
use serde::Deserialize;

/// Pages with what go 1.27 reads from them, and the releases that read them otherwise.
const CASES: &str = include_str!("../../testdata/golden/xml-cases.jsonl");

/// The releases that were asked; where a case does not name one, it reads as the newest.
const ASKED: [&str; 6] = ["1.21", "1.22", "1.23", "1.24", "1.25", "1.26"];

#[derive(Deserialize)]
struct Case {
    name: String,
    page: String,
    #[serde(rename = "go1.27")]
    newest: Recorded,
    other: BTreeMap<String, Recorded>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Recorded {
    imports: Vec<Vec<String>>,
    err: String,
    stop: String,
}

fn cases() -> impl Iterator<Item = (Case, Vec<u8>)> {
    CASES.lines().map(|line| {
        let case: Case = serde_json::from_str(line).expect("a case");
        let page = STANDARD.decode(&case.page).expect("base64");
        (case, page)
    })
}

/// The reading in the form of the cases, which keep the order of the page.
fn recorded(reading: &Reading) -> Recorded {
    let imports = reading.tags.iter().filter_map(|tag| match &tag.verdict {
        Verdict::Import(i) => Some([&i.prefix, &i.vcs, i.repo.expose(), &i.subdir]),
        _ => None,
    });
    let shown = imports.map(|fields| fields.map(str::to_owned).to_vec());
    Recorded {
        imports: shown.map(|mut f| f.drain(..).filter(|f| !f.is_empty()).collect()).collect(),
        err: reading.error.clone().unwrap_or_default(),
        stop: stop(reading),
    }
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

#[test]
fn reads_what_go_1_27_reads() {
    assert_eq!(cases().count(), 159);
    for (case, page) in cases() {
        assert_eq!(recorded(&read(&page, Version::NEWEST)), case.newest, "{}", case.name);
    }
}

#[test]
fn reads_what_older_releases_read() {
    for (case, page) in cases() {
        for (release, expected) in &case.other {
            let version = release.parse().expect("a release");
            assert_eq!(recorded(&read(&page, version)), *expected, "{} {release}", case.name);
        }
        // Which fields a tag may have is no matter of the tokenizer.
        let end = |version| {
            let Recorded { err, stop, .. } = recorded(&read(&page, version));
            (err, stop)
        };
        for release in ASKED.iter().filter(|release| !case.other.contains_key(**release)) {
            let version = release.parse().expect("a release");
            assert_eq!(end(version), end(Version::NEWEST), "{} {release}", case.name);
        }
    }
}

/// However the bytes are cut, what is read stays the same.
#[test]
fn chunks_make_no_difference() {
    for (case, page) in cases() {
        let whole = read(&page, Version::NEWEST);
        for cut in 0..=page.len() {
            let (front, back) = page.split_at(cut);
            assert_eq!(in_chunks([front, back]), whole, "{} cut at {cut}", case.name);
        }
        for size in [1, 2, 3, 7] {
            assert_eq!(in_chunks(page.chunks(size)), whole, "{} by {size}", case.name);
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
