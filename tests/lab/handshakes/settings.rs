//! GODEBUG's settings of TLS and certificates, release by release.

use serde_json::Value;

use super::{
    Recorded, Tally, can_play,
    certificates::Case,
    openssl::Kind,
    protocols::{options, with_key},
    stage::Stage,
};

const CASES: &str = include_str!("../../../testdata/golden/godebug-cases.jsonl");

/// Of 170 handshakes: RSA key exchange (to go 1.26 with the setting), TLS 1.0 (1.16, and 1.18 with
/// it), and handshakes signed with SHA-1.
const UNDETERMINED: usize = 22;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_change_what_was_recorded() {
    if !can_play("settings of GODEBUG") {
        return;
    }
    let mut tally = Tally::default();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["godebug"].as_str().unwrap();
        let godebug = name.split(' ').next().unwrap();
        let recorded = Recorded::read(&case["results"]);
        if let Some(case) = chain(name) {
            let played = case.play().await.unwrap();
            tally.ask(name, &played.stage, godebug, &recorded).await;
        } else {
            let large = name == "tlsmaxrsasize=16384";
            let kind = if large { Kind::rsa_8200() } else { Kind::rsa_2048() };
            let (_server, address, roots) = with_key(&kind, &server(name)).await;
            let stage = Stage::new("proxy.test", address, &roots).await;
            tally.ask(name, &stage, godebug, &recorded).await;
        }
    }
    tally.settle(UNDETERMINED);
}

/// The recorded chain for which a setting was tried.
fn chain(name: &str) -> Option<Case> {
    Some(match name {
        "x509negativeserial=1" => Case::of("65-"),
        "x509negativeserial=1 (root in bundle)" => Case::of("01-").with_negative_root(),
        "x509sha1=1" => Case::of("57-"),
        "rsa1024min=0" => Case::of("61-"),
        "rsa1024min=0 (root)" => Case::of("63-"),
        "x509usepolicies=0" => Case::of("81-"),
        "tls13=0" | "fips140=on" | "fips140=only" | "tlsmlkem=0" | "bogus=1" => Case::of("01-"),
        _ => return None,
    })
}

/// The server for which it was tried.
fn server(name: &str) -> Vec<&'static str> {
    match name {
        "tlsmaxrsasize=1024 on 2048-bit" | "tlsmaxrsasize=16384" => vec![],
        "tlsrsakex=1" => options("tls1.2 RSA key exchange only (AES128-GCM)"),
        "tls10default=1" | "tls10server=1" => options("tls1.0-only"),
        "tlssha1=1" => options("tls1.2 sigalg RSA+SHA1 only"),
        other => panic!("no server for {other}"),
    }
}
