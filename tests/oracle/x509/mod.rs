//! Random certificates, judged here and by the real go.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bundle;
mod chance;
mod der;
mod extensions;
mod key;
mod make;
mod spec;
mod spoil;

use std::sync::Arc;

use crate::go;
use crate::support::child::child;
use crate::support::judge;
use crate::support::rounds::{rounds, seed};
use bundle::bundle;
use chance::Chance;
use goget_doctor::go::{
    std::crypto::{
        roots::certificates,
        x509::{Certificate, ParseError, Pool, verify},
    },
    version::Version,
};
use key::Key;
use make::{odd_certificate, policy_question, question, self_signed};
use serde_json::{Value, json};
use spec::Question;
use spoil::spoil;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

#[test]
fn random_chains() {
    let (keys, mut chance) = (Key::all(), Chance::new(seed()));
    let questions: Vec<_> = (0..rounds(3000)).map(|_| question(&mut chance, &keys)).collect();
    compare("random_chains", &questions);
}

#[test]
fn random_policies() {
    let (keys, mut chance) = (Key::all(), Chance::new(seed()));
    let questions: Vec<_> =
        (0..rounds(3000)).map(|_| policy_question(&mut chance, &keys)).collect();
    compare("random_policies", &questions);
}

/// Each certificate is its own root, so that go also shows its subject.
#[test]
fn spoiled_certificates() {
    let (keys, mut chance) = (Key::all(), Chance::new(seed()));
    let mut spoiled = || {
        let der = odd_certificate(&mut chance, &keys);
        let count = chance.below(3);
        Question::of_one(spoil(&mut chance, &der, count))
    };
    let questions: Vec<_> = (0..rounds(6000)).map(|_| spoiled()).collect();
    compare("spoiled_certificates", &questions);
}

/// Which certificates go sees in a PEM text shows in which of them are their own roots.
#[test]
fn edited_bundles() {
    let (keys, mut chance) = (Key::all(), Chance::new(seed()));
    let ders: Vec<_> = (0..4).map(|n| self_signed(n, &keys)).collect();
    let mut questions = Vec::new();
    for _ in 0..rounds(2000) {
        let text = bundle(&mut chance, &ders);
        let of_one =
            |der: &Vec<u8>| Question { roots: text.clone(), ..Question::of_one(der.clone()) };
        questions.extend(ders.iter().map(of_one));
    }
    compare("edited_bundles", &questions);
}

/// Holds the answers to go's; shows the first that differ.
fn compare(test: &str, questions: &[Question]) {
    let asked: Vec<Value> = questions.iter().map(Question::json).collect();
    let mut differences = Vec::new();
    for (release, oracle) in judge::oracles(test) {
        let expected = go::ask(&mut child(&oracle), &asked);
        for (question, (asked, mut expected)) in questions.iter().zip(asked.iter().zip(expected)) {
            expected.as_object_mut().unwrap().remove("kind");
            let found = answer(question, release);
            if found != expected {
                differences.push(format!("go {release}: {expected}\nhere: {found}\n{asked}"));
            }
        }
    }
    let shown = differences.iter().take(10).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(differences.is_empty(), "{} of {} differ\n{shown}", differences.len(), asked.len());
}

/// What this library answers, in the oracle's form.
fn answer(question: &Question, version: Version) -> Value {
    match judge(question, version) {
        Ok(chains) => json!({ "chains": chains }),
        Err(error) => json!({ "err": error }),
    }
}

/// The subjects of the chains, or go's text.
fn judge(question: &Question, version: Version) -> Result<Vec<Vec<String>>, String> {
    let read = |der: &Vec<u8>| Certificate::parse(der, version).map(Arc::new);
    let chain: Result<Vec<_>, ParseError> = question.chain.iter().map(read).collect();
    let chain = chain.map_err(|error| format!("parse: {error}"))?;
    let mut roots = Pool::default();
    for root in certificates(question.roots.as_bytes(), version).filter_map(|(_, root)| root.ok()) {
        roots.add(Arc::new(root), None);
    }
    let now = OffsetDateTime::parse(&question.time, &Rfc3339).unwrap();
    let chains =
        verify(&chain, &roots, &question.host, now, version).map_err(|error| error.to_string())?;
    let subject = |certificate: &Arc<Certificate>| certificate.subject().to_string();
    Ok(chains.iter().map(|chain| chain.iter().map(subject).collect()).collect())
}
