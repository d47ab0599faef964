//! What holds for any page: no panic, no difference by how it is cut, places that are true.

use std::collections::HashSet;

use crate::support::pages;
use crate::support::rounds::{rounds, seed};
use goget_doctor::go::cmd::meta::{End, PageReader, Progress, Reading, StoppedAt, Verdict, read};
use goget_doctor::go::version::Version;
use goget_doctor::second::browser::{self, BrowserReading};

const PAGES: usize = 3_000;

#[test]
fn any_cut_gives_the_same_reading() {
    let mut pages = pages::Pages::new(seed());
    for _ in 0..rounds(PAGES) {
        let page = pages.page();
        let whole = read(&page, Version::NEWEST);
        let mut reader = PageReader::new(Version::NEWEST);
        let mut rest = &page[..];
        while !rest.is_empty() {
            let length = 1 + pages.below(rest.len().min(40));
            let (chunk, after) = rest.split_at(length);
            if reader.feed(chunk) == Progress::Stopped {
                break;
            }
            rest = after;
        }
        assert_eq!(reader.finish(End::Complete), whole, "{}", page.escape_ascii());
    }
}

#[test]
fn stops_as_soon_as_go_does() {
    let mut pages = pages::Pages::new(seed());
    for _ in 0..rounds(PAGES) {
        let page = pages.page();
        let stopped = read(&page, Version::NEWEST).stopped;
        let before = usize::try_from(stopped.offset).unwrap();
        if matches!(stopped.at, StoppedAt::BodyStart | StoppedAt::HeadEnd) {
            let mut reader = PageReader::new(Version::NEWEST);
            assert_eq!(reader.feed(&page[..before - 1]), Progress::More);
            assert_eq!(reader.feed(&page[before - 1..before]), Progress::Stopped);
        }
    }
}

#[test]
fn random_bytes_do_no_harm() {
    let mut pages = pages::Pages::new(seed());
    let alphabet = b"<>/!?-[]&#x;='\" \nmetaheadbody\x00\xff\xc3\xa9go-import";
    for round in 0..rounds(PAGES) {
        let length = pages.below(300);
        let mut byte = || u8::try_from(pages.below(256)).unwrap();
        let mut page: Vec<u8> = (0..length).map(|_| byte()).collect();
        if round % 2 == 0 {
            for byte in &mut page {
                *byte = alphabet[usize::from(*byte) % alphabet.len()];
            }
        }
        examine(&page);
    }
}

#[test]
fn random_pages_have_true_places() {
    let mut pages = pages::Pages::new(seed());
    for _ in 0..rounds(PAGES) {
        examine(&pages.page());
    }
}

fn examine(page: &[u8]) {
    let reading = read(page, Version::NEWEST);
    let seen = browser::read(page);
    let places = reading.tags.iter().map(|tag| (tag.line, tag.offset));
    for (line, offset) in places.chain(seen.imports.iter().map(|f| (f.line, f.offset))) {
        check_tag(page, line, offset);
    }
    for near in &seen.near_misses {
        assert!(near.offset < page.len() as u64 && near.excerpt.chars().count() <= 120);
        assert_eq!(near.line, line_of(page, near.offset));
    }
    check_differences(page, &reading, &seen);
}

/// Nothing that only one of the two reads goes unexplained.
fn check_differences(page: &[u8], reading: &Reading, seen: &BrowserReading) {
    let differences = browser::compare(reading, seen, page);
    let shown = page.escape_ascii();
    for difference in &differences {
        assert!(difference.offset <= page.len() as u64, "{difference:?} {shown}");
        assert!(difference.excerpt.chars().count() <= 120, "{difference:?}");
        assert_eq!(difference.line, line_of(page, difference.offset), "{shown}");
    }
    let go = reading.tags.iter().filter_map(|tag| match &tag.verdict {
        Verdict::Import(import) => Some((tag.offset, import)),
        _ => None,
    });
    let go: HashSet<_> = go.collect();
    let browser: HashSet<_> = seen.imports.iter().map(|f| (f.offset, &f.import)).collect();
    let differs = go != browser || reading.error.is_some();
    assert_eq!(!differences.is_empty(), differs, "{differences:?} {shown}");
}

fn check_tag(page: &[u8], line: u64, offset: u64) {
    let bytes = &page[place(offset)..];
    assert_eq!(bytes.first(), Some(&b'<'), "{}", page.escape_ascii());
    let is_meta = |name: &[u8]| name.to_ascii_lowercase().ends_with(b"meta");
    let name = bytes[1..].split(|b| b" \t\r\n\x0c/>".contains(b)).next();
    assert!(name.is_some_and(is_meta), "{} in {}", offset, page.escape_ascii());
    assert_eq!(line, line_of(page, offset));
}

fn line_of(page: &[u8], offset: u64) -> u64 {
    let before = &page[..place(offset)];
    before.split(|b| *b == b'\n').count() as u64
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("a place on the page")
}

/// A hostile page without an end costs time in proportion to its length; a tag ends in a limit at half a megabyte.
#[test]
fn endless_tokens_are_cheap() {
    let long = ["<!-- ", "<?x ", "<![CDATA[", "text "].map(|start| (start, 1_000));
    let held = ["<a b='", "<a ", "<!DOCTYPE ", "<", "&"].map(|start| (start, 400));
    for (start, times) in long.into_iter().chain(held) {
        let mut reader = PageReader::new(Version::NEWEST);
        reader.feed(start.as_bytes());
        for _ in 0..times {
            assert_eq!(reader.feed(&[b'x'; 1024]), Progress::More, "{start}");
        }
        reader.feed(&[b'y'; 64]);
        let stopped = reader.finish(End::Broken("gone".into())).stopped;
        assert_eq!(stopped.offset, start.len() as u64 + times * 1024 + 64);
        assert_eq!(stopped.error.as_deref(), Some("gone"), "{start}");
    }
}

#[test]
fn the_end_of_the_connection_is_an_error_of_its_own() {
    for (page, broken, complete) in [
        ("", Some("gone"), None),
        ("<p>text", Some("gone"), None),
        ("text &am", Some("gone"), Some("XML syntax error on line 1: unexpected EOF")),
        ("<p", Some("gone"), Some("XML syntax error on line 1: unexpected EOF")),
        (
            "<![CDATA[",
            Some("gone"),
            Some("XML syntax error on line 1: unexpected EOF in CDATA section"),
        ),
        (
            "a\u{1}",
            Some("XML syntax error on line 1: illegal character code U+0001"),
            Some("XML syntax error on line 1: illegal character code U+0001"),
        ),
        ("<body>", None, None),
        ("<meta name=go-import content='a b c'>", None, None),
    ] {
        let end = |end| {
            let mut reader = PageReader::new(Version::NEWEST);
            reader.feed(page.as_bytes());
            reader.finish(end).error
        };
        assert_eq!(end(End::Broken("gone".into())).as_deref(), broken, "{page}");
        assert_eq!(end(End::Complete).as_deref(), complete, "{page}");
    }
}
