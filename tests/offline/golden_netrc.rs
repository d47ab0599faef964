//! netrc against recorded answers of go 1.27.3 (`testdata/golden/make_netrc_sent.py`, and the cases that
//! the rules were read from).

use std::collections::BTreeMap;

use crate::golden;
use goget_doctor::{
    go::{cmd::auth::netrc, std::net::url::Url, version::Version},
    second::curl,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    input: String,
    go_entries_text: String,
    curl_7_88: BTreeMap<String, Option<String>>,
}

#[test]
fn entries_are_gos() {
    let rows = golden::lines("netrc-cases.jsonl");
    assert!(rows.len() > 35);
    for row in rows {
        let case: Case = serde_json::from_str(&row).unwrap();
        // The byte of the one case that is not UTF-8 was saved as U+FFFD.
        let input: Vec<u8> = case.input.chars().flat_map(bytes).collect();
        let ours: Vec<_> = netrc::parse(&input).iter().map(shown).collect();
        let theirs = case.go_entries_text.trim_start_matches("(none)");
        assert_eq!(ours.join(" "), theirs, "{}", case.name);
    }
}

/// What curl 7.88 sent, from the same files.
#[test]
fn the_second_opinion_is_curls() {
    let mut wrong = Vec::new();
    for row in golden::lines("netrc-cases.jsonl") {
        let case: Case = serde_json::from_str(&row).unwrap();
        let input: Vec<u8> = case.input.chars().flat_map(bytes).collect();
        for (host, theirs) in case.curl_7_88 {
            let ours = curl::login(&input, &host).map(|login| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                format!("{}:{}", text(&login.user), text(login.password.expose()))
            });
            // The byte that is not UTF-8 was recorded as something else.
            if ours != theirs && case.name != "non-UTF8 bytes" {
                wrong.push(format!("{}, {host}: {ours:?}, curl {theirs:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Deserialize)]
struct Sent {
    url: String,
    netrc: String,
    login: Option<String>,
}

#[test]
fn the_login_sent_is_gos() {
    let rows = golden::lines("netrc_sent.jsonl");
    assert!(rows.len() > 35);
    for row in rows {
        let case: Sent = serde_json::from_str(&row).unwrap();
        let entries = netrc::parse(case.netrc.as_bytes());
        let sent = netrc::for_url(&entries, &Url::parse(&case.url).unwrap(), Version::NEWEST);
        assert_eq!(sent.map(|entry| entry.login.to_string()), case.login, "{row}");
    }
}

fn bytes(c: char) -> Vec<u8> {
    if c == char::REPLACEMENT_CHARACTER { vec![0xff] } else { c.to_string().into_bytes() }
}

fn shown(entry: &netrc::Entry) -> String {
    let text = |bytes: &[u8]| match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.escape_ascii().to_string(),
    };
    format!("{{{} {} {}}}", text(&entry.machine), text(&entry.login), text(entry.password.expose()))
}
