//! Random certificates, judged here and by the real go.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod der;
mod make;
mod oracle;
mod random;
mod spoil;

use std::sync::Arc;

use goget_doctor::go::{
    version::Version,
    x509::{Certificate, ParseError, Pool, verify},
};
use make::{Key, Question, odd_certificate, policy_question, question};
use random::Random;
use serde_json::{Value, json};
use spoil::spoil;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// What this library answers, in the oracle's form.
fn answer(question: &Question) -> Value {
    let version = Version::NEWEST;
    let parsed: Result<Vec<_>, ParseError> =
        question.chain.iter().map(|der| Certificate::parse(der, version).map(Arc::new)).collect();
    let chain = match parsed {
        Ok(chain) => chain,
        Err(error) => return json!({ "err": format!("parse: {error}") }),
    };
    let mut roots = Pool::default();
    for der in &question.roots {
        if let Ok(certificate) = Certificate::parse(der, version) {
            roots.add(Arc::new(certificate), None);
        }
    }
    let now = OffsetDateTime::parse(&question.time, &Rfc3339).unwrap();
    match verify(&chain, &roots, &question.host, now, version) {
        Err(error) => json!({ "err": error.to_string() }),
        Ok(chains) => {
            let names = |chain: &Vec<Arc<Certificate>>| -> Vec<String> {
                chain.iter().map(|certificate| certificate.subject().to_string()).collect()
            };
            json!({ "chains": chains.iter().map(names).collect::<Vec<_>>() })
        }
    }
}

/// Holds the answers to go's; shows the first that differ.
fn compare(questions: &[Question]) -> Vec<String> {
    let Some(path) = oracle::path() else {
        return Vec::new();
    };
    let asked: Vec<Value> = questions.iter().map(Question::json).collect();
    let mut differences = Vec::new();
    let mut texts = Vec::new();
    for (at, (question, mut expected)) in
        questions.iter().zip(oracle::ask(&path, &asked)).enumerate()
    {
        if let Some(answer) = expected.as_object_mut() {
            answer.remove("kind");
        }
        let found = answer(question);
        texts.push(expected["err"].as_str().unwrap_or("good").to_owned());
        if found != expected {
            let asked = &asked[at];
            differences
                .push(format!("question {at}\n  go:   {expected}\n  here: {found}\n  {asked}"));
        }
    }
    let shown: Vec<String> = differences.iter().take(30).cloned().collect();
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), shown.join("\n"));
    texts
}

#[test]
fn random_chains() {
    let keys = Key::all();
    let mut random = Random::new(77);
    let questions: Vec<Question> = (0..8000).map(|_| question(&mut random, &keys)).collect();
    compare(&questions);
}

#[test]
fn spoiled_certificates() {
    let keys = Key::all();
    let mut random = Random::new(77);
    let mut questions = Vec::new();
    for _ in 0..30_000 {
        let der = odd_certificate(&mut random, &keys);
        let count = random.below(3);
        let der = spoil(&mut random, &der, count);
        let time = "2026-11-21T12:00:00Z".into();
        questions.push(Question {
            chain: vec![der.clone()],
            roots: vec![der],
            host: String::new(),
            time,
        });
    }
    compare(&questions);
}

#[test]
fn random_policies() {
    let keys = Key::all();
    let mut random = Random::new(77);
    let questions: Vec<Question> =
        (0..20_000).map(|_| policy_question(&mut random, &keys)).collect();
    compare(&questions);
}
