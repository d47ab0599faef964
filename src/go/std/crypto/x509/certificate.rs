//! A certificate as go holds it.

use std::{net::IpAddr, ops::Range};

use time::OffsetDateTime;

use super::{
    algorithm::SignatureAlgorithm, bignum, constraints::NameConstraints, hex, key::PublicKey,
    name::Name, oid::Oid, san::Uri,
};

/// A parsed certificate: everything that go's verifier looks at, and what people ask about.
///
/// Made by [`Certificate::parse`]; equal to another where the bytes are.
#[derive(Clone, Debug)]
pub struct Certificate {
    pub(crate) der: Vec<u8>,
    pub(crate) tbs: Range<usize>,
    pub(crate) version: i64,
    pub(crate) serial: Vec<u8>,
    pub(crate) signature_algorithm: SignatureAlgorithm,
    pub(crate) signature: Vec<u8>,
    pub(crate) raw_issuer: Vec<u8>,
    pub(crate) raw_subject: Vec<u8>,
    pub(crate) raw_spki: Vec<u8>,
    pub(crate) issuer: Name,
    pub(crate) subject: Name,
    pub(crate) not_before: OffsetDateTime,
    pub(crate) not_after: OffsetDateTime,
    pub(crate) key: PublicKey,
    pub(crate) extensions: Extensions,
}

/// What the extensions say; the default is that of a certificate without any.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extensions {
    /// Each extension's number, in order.
    pub(crate) ids: Vec<Oid>,
    /// The value of the subject alternative name extension.
    pub(crate) raw_san: Option<Vec<u8>>,
    pub(crate) dns_names: Vec<Vec<u8>>,
    pub(crate) emails: Vec<Vec<u8>>,
    pub(crate) ips: Vec<IpAddr>,
    pub(crate) uris: Vec<Uri>,
    /// Bit n of keyUsage is bit n here; zero without the extension.
    pub(crate) key_usage: u16,
    pub(crate) basic_constraints: Option<BasicConstraints>,
    pub(crate) extended_key_usage: Vec<Oid>,
    /// There, even where it holds no constraint that go knows.
    pub(crate) name_constraints: Option<NameConstraints>,
    pub(crate) policies: Policies,
    pub(crate) subject_key_id: Vec<u8>,
    pub(crate) authority_key_id: Vec<u8>,
    pub(crate) ocsp_servers: Vec<Vec<u8>>,
    pub(crate) issuing_certificate_urls: Vec<Vec<u8>>,
    /// Critical ones that go does not handle.
    pub(crate) unhandled_critical: Vec<Oid>,
}

/// The basicConstraints extension.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BasicConstraints {
    pub(crate) is_ca: bool,
    /// How many intermediates may be below.
    pub(crate) max_path_length: Option<u64>,
}

/// The policy extensions. Counts below zero count as none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policies {
    pub(crate) ids: Vec<Oid>,
    /// issuerDomainPolicy, subjectDomainPolicy.
    pub(crate) mappings: Vec<(Oid, Oid)>,
    pub(crate) require_explicit: Option<i64>,
    pub(crate) inhibit_mapping: Option<i64>,
    pub(crate) inhibit_any: Option<i64>,
}

/// The bits of keyUsage, from 0.
const KEY_USAGES: [&str; 9] = [
    "digitalSignature",
    "contentCommitment",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

/// Bit 5 of keyUsage.
const KEY_CERT_SIGN: u16 = 1 << 5;

impl Certificate {
    /// The certificate's bytes.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The part that is signed.
    pub(crate) fn tbs(&self) -> &[u8] {
        self.der.get(self.tbs.clone()).unwrap_or_default()
    }

    /// The X.509 version: 1, 2 or 3.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The subject, which go prints as `CN=proxy.test,O=Acme`.
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// The issuer's name.
    pub fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// The subject's bytes, by which go looks for an issuer.
    pub fn raw_subject(&self) -> &[u8] {
        &self.raw_subject
    }

    /// The issuer's bytes.
    pub fn raw_issuer(&self) -> &[u8] {
        &self.raw_issuer
    }

    /// The `SubjectPublicKeyInfo`'s bytes.
    pub fn raw_spki(&self) -> &[u8] {
        &self.raw_spki
    }

    /// The serial number as people compare it, in hex: `03ec`.
    pub fn serial_hex(&self) -> String {
        hex(&self.serial)
    }

    /// The serial number as go prints it, in decimal.
    pub(crate) fn serial_decimal(&self) -> String {
        bignum::decimal(&self.serial)
    }

    /// The first moment at which it is valid.
    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    /// The last second in which it is valid.
    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    /// The key; Display is `ECDSA P-256`, `RSA 2048`.
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }

    /// The algorithm of the signature, by go's name: `ECDSA-SHA256`.
    pub fn signature_algorithm(&self) -> SignatureAlgorithm {
        self.signature_algorithm
    }

    /// The DNS names that it is for, as it has them (ASCII).
    pub fn dns_names(&self) -> &[Vec<u8>] {
        &self.extensions.dns_names
    }

    /// The addresses that it is for.
    pub fn ip_addresses(&self) -> &[IpAddr] {
        &self.extensions.ips
    }

    /// The mail addresses among its alternative names (ASCII).
    pub fn emails(&self) -> &[Vec<u8>] {
        &self.extensions.emails
    }

    /// The URIs among its alternative names (ASCII).
    pub fn uris(&self) -> impl Iterator<Item = &[u8]> {
        self.extensions.uris.iter().map(|uri| uri.text.as_slice())
    }

    /// Where the issuer's certificate can be fetched (authority information access).
    pub fn issuing_certificate_urls(&self) -> &[Vec<u8>] {
        &self.extensions.issuing_certificate_urls
    }

    /// Where its state can be asked (authority information access).
    pub fn ocsp_servers(&self) -> &[Vec<u8>] {
        &self.extensions.ocsp_servers
    }

    /// The extended key usages' numbers; empty without the extension.
    pub fn extended_key_usage(&self) -> &[Oid] {
        &self.extensions.extended_key_usage
    }

    /// Whether it has alternative names at all, of whatever kind.
    pub fn has_san(&self) -> bool {
        self.extensions.raw_san.is_some()
    }

    /// Whether basicConstraints say that it is a CA's.
    pub fn is_ca(&self) -> bool {
        self.extensions.basic_constraints.is_some_and(|constraints| constraints.is_ca)
    }

    /// Whether issuer and subject are the same, byte for byte.
    pub fn is_self_issued(&self) -> bool {
        self.raw_issuer == self.raw_subject
    }

    /// The critical extensions that go does not handle, which make every chain fail.
    pub fn unhandled_critical_extensions(&self) -> &[Oid] {
        &self.extensions.unhandled_critical
    }

    /// The names of the key usages (RFC 5280, section 4.2.1.3); none without the extension.
    pub fn key_usage(&self) -> impl Iterator<Item = &'static str> {
        let bits = self.extensions.key_usage;
        KEY_USAGES.iter().enumerate().filter(move |(at, _)| bits & 1 << at != 0).map(|(_, it)| *it)
    }

    /// How many intermediates may be below, where basicConstraints limit it.
    pub fn max_path_length(&self) -> Option<u64> {
        self.extensions.basic_constraints?.max_path_length
    }

    /// The SHA-256 fingerprint in hex.
    pub fn sha256(&self) -> String {
        Self::fingerprint(&self.der)
    }

    /// The SHA-256 fingerprint of a certificate's bytes, whatever they are, in hex.
    pub fn fingerprint(der: &[u8]) -> String {
        hex(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, der).as_ref())
    }

    /// Whether its key may sign certificates, as far as its extensions say so.
    pub fn may_sign_certificates(&self) -> bool {
        let is_ca = match self.extensions.basic_constraints {
            Some(constraints) => constraints.is_ca,
            None => self.version != 3,
        };
        let usage = self.extensions.key_usage;
        is_ca && (usage == 0 || usage & KEY_CERT_SIGN != 0)
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}
