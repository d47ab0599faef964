//! URLs against a real go on random texts.

use crate::chance::Chance;
use crate::go;
use crate::support::child::child;
use crate::support::judge;
use crate::support::rounds::{rounds, seed};
use crate::support::url_answer::{Answer, ours};
use goget_doctor::go::std::{net::url::Url, strconv::byte_string::ByteString};
use serde_json::json;

const PIECES: &[&str] = &[
    "http", "https", "file", "ssh", ":", ":", ":", "//", "//", "/", "/", "/", "?", "#", "@", "@",
    "[", "]", "::1", "1.2.3.4", "h", "a.b", "80", "u", "p", ".", "..", "./", "../", "%", "%41",
    "%2f", "%25", "%c3%a9", "%zz", "%20", " ", "é", "\u{7f}", "\t", ";", ",", "=", "&", "*", "!",
    "'", "(", "\"", "<", "\\", "^", "|", "{", "~", "-", "_", "+", "$", "x", "Y", "0",
];

#[test]
fn random_urls_are_gos() {
    let Some(go) = judge::judge("GOGET_DOCTOR_GO", "random_urls_are_gos") else { return };
    let (_folder, program) = go::build(&go, "make_url.go");
    let mut chance = Chance::new(seed());
    let questions: Vec<_> = (0..rounds(20_000)).map(|_| question(&mut chance)).collect();
    let asked: Vec<_> = questions
        .iter()
        .map(|(raw, reference)| json!({"raw": raw, "reference": reference}))
        .collect();
    let answers = go::ask(&mut child(&program), &asked);
    for (answer, (raw, reference)) in answers.into_iter().zip(&questions) {
        let shown = answer.to_string();
        let theirs: Answer = serde_json::from_value(answer).unwrap();
        assert_eq!(ours(raw, Some(reference)), theirs, "{shown}");
        assert_saved(raw);
    }
}

/// What is saved shows the same when it is read back.
fn assert_saved(raw: &ByteString) {
    let Ok(url) = Url::parse(raw) else { return };
    let saved = json!(url);
    let back: Url = serde_json::from_value(saved.clone()).unwrap_or_default();
    assert_eq!(json!(back), saved, "{raw:?}");
}

fn question(chance: &mut Chance) -> (ByteString, ByteString) {
    let start = chance.pick(&[
        "",
        "",
        "http://",
        "https://",
        "https://h/",
        "ssh://",
        "//",
        "https://[",
        "file:",
    ]);
    let mut raw = format!("{start}{}", chance.text(PIECES, 8)).into_bytes();
    if chance.below(20) == 0 {
        raw.push(0xff);
    }
    (raw.into(), chance.text(PIECES, 7).into())
}
