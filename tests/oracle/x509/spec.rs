//! What goes into a certificate, and into a question about a chain.

use super::{
    der::{bits, boolean, integer, octets, oid, pem, seq, set, tlv},
    key::Key,
};

/// A name of one attribute, in the encoding that `tag` says.
pub(crate) fn name(attribute: &str, tag: u8, text: &str) -> Vec<u8> {
    seq(&[set(&[seq(&[oid(attribute), tlv(tag, text.as_bytes())])])])
}

pub(crate) fn extension(number: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let flag = if critical { boolean(true) } else { Vec::new() };
    seq(&[oid(number), flag, octets(value)])
}

/// Everything that goes into a certificate.
#[derive(Clone)]
pub(crate) struct Spec {
    pub(crate) version: i64,
    pub(crate) serial: i64,
    pub(crate) issuer: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) not_before: String,
    pub(crate) not_after: String,
    pub(crate) key: usize,
    pub(crate) signer: usize,
    pub(crate) choice: usize,
    pub(crate) spoiled: bool,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Spec {
    pub(crate) fn der(&self, keys: &[Key]) -> Vec<u8> {
        let signer = &keys[self.signer];
        let algorithm = signer.algorithm(self.choice);
        let version =
            if self.version == 1 { Vec::new() } else { tlv(0xa0, &integer(self.version - 1)) };
        let time = |text: &str| tlv(if text.len() == 13 { 0x17 } else { 0x18 }, text.as_bytes());
        let extensions =
            if self.extensions.is_empty() { Vec::new() } else { tlv(0xa3, &seq(&self.extensions)) };
        let tbs = seq(&[
            version,
            integer(self.serial),
            algorithm.clone(),
            self.issuer.clone(),
            seq(&[time(&self.not_before), time(&self.not_after)]),
            self.subject.clone(),
            keys[self.key].spki(),
            extensions,
        ]);
        let mut signature = signer.sign(&tbs, self.choice);
        if self.spoiled {
            *signature.last_mut().unwrap() ^= 1;
        }
        seq(&[tbs, algorithm, bits(&signature)])
    }
}

/// One question: a chain, the roots, a host and a moment.
pub(crate) struct Question {
    pub(crate) chain: Vec<Vec<u8>>,
    /// A PEM bundle.
    pub(crate) roots: String,
    pub(crate) host: String,
    pub(crate) time: String,
}

impl Question {
    /// Whether a certificate that is its own root is good.
    pub(crate) fn of_one(der: Vec<u8>) -> Self {
        let time = "2026-11-21T12:00:00Z".into();
        Self { roots: pem(&der), chain: vec![der], host: String::new(), time }
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        let chain: Vec<String> = self.chain.iter().map(|der| pem(der)).collect();
        serde_json::json!({
            "op": "verify", "chain": chain, "roots": [self.roots],
            "host": self.host, "time": self.time,
        })
    }
}
