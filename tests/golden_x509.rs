//! What the real go said about recorded chains (testdata/golden/x509-cases.jsonl).

use std::sync::Arc;

use goget_doctor::go::{
    pem,
    roots::certificates,
    version::Version,
    x509::{Pool, verify_handshake},
};
use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

const CASES: &str = include_str!("../testdata/golden/x509-cases.jsonl");

/// The releases whose verifier is written down here.
const RELEASES: [&str; 9] =
    ["1.18", "1.19", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27"];

fn blocks(text: &str) -> Vec<Vec<u8>> {
    pem::pieces(text.as_bytes()).filter_map(|piece| Some(piece.content.ok()?.bytes)).collect()
}

fn pool(bundle: &str, version: Version) -> Pool {
    let mut pool = Pool::default();
    for root in certificates(bundle.as_bytes(), version).filter_map(|(_, root)| root.ok()) {
        pool.add(Arc::new(root), None);
    }
    pool
}

/// A moment on the day of the recording; the texts have `<now>` in its place.
const NOW: &str = "2026-11-21T12:00:00Z";

#[test]
fn says_what_go_says() {
    let now = OffsetDateTime::parse(NOW, &Rfc3339).unwrap();
    let mut failures = Vec::new();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        if case["handshake_only"] == true {
            continue;
        }
        for release in RELEASES {
            let expected = case["go"][release].as_str().unwrap().replace("<now>", NOW);
            let version = release.parse().unwrap();
            let host = case["host"].as_str().unwrap().trim_matches(['[', ']']);
            let roots = pool(case["roots"].as_str().unwrap(), version);
            let chain = blocks(case["chain"].as_str().unwrap());
            let verdict = verify_handshake(&chain, &roots, host, now, version).verdict;
            let found = verdict.map_or_else(|error| error.to_string(), |_| "OK".into());
            // The recorder kept the first 300 characters.
            if found != expected && !(expected.len() >= 300 && found.starts_with(&expected)) {
                failures.push(format!(
                    "{} {release}\n  go:   {expected}\n  here: {found}",
                    case["name"]
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
