//! What the real go said about recorded chains: as servers sent them (testdata/golden/x509-cases.jsonl),
//! and odd ones made for the parser and the verifier (x509.jsonl, by its script).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::Arc;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use goget_doctor::go::{
    std::{
        crypto::{
            roots::certificates,
            x509::{Certificate, Pool, verify, verify_handshake},
        },
        encoding::pem,
    },
    version::Version,
};
use serde_json::Value;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

const ODD: &str = include_str!("../../testdata/golden/x509.jsonl");
const CASES: &str = include_str!("../../testdata/golden/x509-cases.jsonl");

/// The releases whose verifier is written down here.
const RELEASES: [&str; 10] =
    ["1.16", "1.18", "1.19", "1.21", "1.22", "1.23", "1.24", "1.25", "1.26", "1.27"];

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

/// The release as a program built with it has it. The recording was made by programs; the go
/// command of 1.23 is built with the default that GODEBUG had in 1.20, and takes negative serial
/// numbers where the programs refuse them.
fn program(release: &str) -> Version {
    let version: Version = release.parse().unwrap();
    if version.minor() == 23 { version.under("x509negativeserial=0") } else { version }
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
            let version = program(release);
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

/// One line of x509.jsonl, with what it takes over from the line before.
#[derive(Clone, Default)]
struct Odd {
    chain: Vec<Vec<u8>>,
    roots: Vec<Vec<u8>>,
}

impl Odd {
    fn take(&mut self, line: &Value) {
        let ders = |list: &Value| -> Option<Vec<Vec<u8>>> {
            let decode = |text: &Value| BASE64_STANDARD.decode(text.as_str().unwrap()).unwrap();
            Some(list.as_array()?.iter().map(decode).collect())
        };
        if let Some(chain) = ders(&line["chain"]) {
            self.roots = ders(&line["roots"]).unwrap_or_else(|| chain.clone());
            self.chain = chain;
        }
    }

    /// The subjects of the chains, or go's text.
    fn judge(&self, host: &str, version: Version) -> Value {
        let read = |der: &Vec<u8>| Certificate::parse(der, version).map(Arc::new);
        let chain: Result<Vec<_>, _> = self.chain.iter().map(read).collect();
        let chain = match chain {
            Ok(chain) => chain,
            Err(error) => return format!("parse: {error}").into(),
        };
        let mut roots = Pool::default();
        for root in self.roots.iter().filter_map(|der| read(der).ok()) {
            roots.add(root, None);
        }
        let now = OffsetDateTime::parse(NOW, &Rfc3339).unwrap();
        let subject = |certificate: &Arc<Certificate>| certificate.subject().to_string();
        match verify(&chain, &roots, host, now, version) {
            Ok(chains) => {
                chains.iter().map(|chain| chain.iter().map(subject).collect::<Vec<_>>()).collect()
            }
            Err(error) => error.to_string().into(),
        }
    }
}

/// What older releases read otherwise, and we do not: URLs by their rules, an offset of 25 hours, a
/// dot in front of a mail constraint's domain or all alone, policies with arcs over 31 bits.
const NOT_KEPT: [&str; 6] =
    ["http", "://", "zone-25", "constraint mail a@.b", "ext 2.5.29.32 5", " ."];

#[test]
fn says_what_go_says_of_odd_ones() {
    let (mut odd, mut failures, mut count) = (Odd::default(), Vec::new(), 0);
    for line in ODD.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        odd.take(&line);
        let mut told = line["go"].as_array().unwrap().iter().peekable();
        let mut expected = &Value::Null;
        for minor in 21..=27 {
            let release = format!("1.{minor}");
            if let Some(next) = told.next_if(|next| next[0] == release.as_str()) {
                expected = &next[1];
            }
            let name = line["name"].as_str().unwrap();
            if minor < 26 && NOT_KEPT.iter().any(|part| name.contains(part)) {
                continue;
            }
            let host = line["host"].as_str().unwrap_or_default();
            let found = odd.judge(host, program(&release));
            count += 1;
            if found != *expected {
                failures.push(format!(
                    "{} {release}\n  go:   {expected}\n  here: {found}",
                    line["name"]
                ));
            }
        }
    }
    let shown = failures.iter().take(400).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} of {count} differ\n{shown}", failures.len());
}
