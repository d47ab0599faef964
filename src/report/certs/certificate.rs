//! One certificate, in full.

use std::{borrow::Cow, net::IpAddr};

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    go::{
        std::{
            crypto::x509::{Certificate, Oid},
            strconv::text::lossy,
        },
        version::Version,
    },
    trace::{ChainExamined, HeldIn, Judged, Link, Trace},
};

/// A certificate, as go reads it; where go cannot, only `error` and `sha256` say something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CertificateView {
    /// Why go cannot read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The subject.
    pub subject: String,
    /// The issuer.
    pub issuer: String,
    /// The serial number, in hex.
    pub serial: String,
    /// The X.509 version: 1, 2 or 3.
    pub x509_version: i64,
    /// The DNS names that it is for.
    pub dns_names: Vec<String>,
    /// The addresses that it is for.
    pub ip_addresses: Vec<IpAddr>,
    /// The mail addresses and URIs among its alternative names, which no host matches.
    pub other_names: Vec<String>,
    /// When it holds.
    #[serde(flatten)]
    pub validity: Option<Validity>,
    /// Kind and size of its key: `ECDSA P-256`, `RSA 2048`.
    pub key: String,
    /// What its issuer signed it with, by go's name.
    pub signature: String,
    /// What the key may be used for; empty where that is not limited.
    pub key_usage: Vec<Cow<'static, str>>,
    /// What the certificate may be used for; empty where that is not limited.
    pub extended_key_usage: Vec<String>,
    /// Whether it is a CA's.
    pub is_ca: bool,
    /// How many certificates of CAs may be below it; `None` where that is not limited.
    pub max_path_length: Option<u64>,
    /// Whether issuer and subject are the same.
    pub self_issued: bool,
    /// Where its issuer's certificate can be fetched.
    pub issuer_urls: Vec<String>,
    /// The fingerprint, in hex.
    pub sha256: String,
    /// The files of this machine that hold it.
    pub held: Vec<HeldView>,
}

/// When a certificate holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// Its first moment (RFC 3339).
    pub not_before: String,
    /// Its last second (RFC 3339).
    pub not_after: String,
    /// Whole days from the moment of the verdict to its end; negative behind it.
    pub days_left: i64,
    /// Whole days until it begins, where it has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_to_begin: Option<i64>,
}

/// A file of this machine that holds a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldView {
    /// The file.
    pub file: String,
    /// Whether it is one of go's files of roots.
    pub is_root: bool,
    /// The variable of another tool that names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
}

/// A certificate of a chain that go built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// Its subject.
    pub subject: String,
    /// Its fingerprint, in hex.
    pub sha256: String,
    /// The file that the root was read from; none for a certificate that was presented.
    pub file: Option<String>,
}

/// What certificates are read by.
pub(super) struct Reading<'a> {
    pub(super) trace: &'a Trace,
    pub(super) examined: Option<&'a ChainExamined>,
}

impl Reading<'_> {
    /// The certificates as they were presented.
    pub(super) fn presented(&self, judged: &Judged) -> Vec<CertificateView> {
        let all = judged.chain.iter().enumerate();
        all.map(|(at, der)| CertificateView { held: self.held(at), ..self.read(&der.0) }).collect()
    }

    /// The chains that go built.
    pub(super) fn built(&self) -> Vec<Vec<LinkView>> {
        let built = self.examined.map(|examined| examined.built.as_slice()).unwrap_or_default();
        built.iter().map(|chain| chain.iter().map(|link| self.link(link)).collect()).collect()
    }

    fn link(&self, link: &Link) -> LinkView {
        let CertificateView { subject, sha256, .. } = self.read(&link.certificate.0);
        LinkView { subject, sha256, file: link.file.clone() }
    }

    fn held(&self, at: usize) -> Vec<HeldView> {
        let held = self.examined.map(|examined| examined.held.as_slice()).unwrap_or_default();
        held.iter().filter(|held| held.at == at).map(HeldView::of).collect()
    }

    fn read(&self, der: &[u8]) -> CertificateView {
        let now = OffsetDateTime::parse(&self.trace.header.started, &Rfc3339).ok();
        match Certificate::parse(der, self.trace.header.go) {
            Ok(certificate) => CertificateView::of(&certificate, now),
            Err(error) => CertificateView { error: Some(error.to_string()), ..lenient(der, now) },
        }
    }
}

/// What the oldest release reads, which minds least, where the one asked for reads nothing.
fn lenient(der: &[u8], now: Option<OffsetDateTime>) -> CertificateView {
    match Certificate::parse(der, Version::OLDEST) {
        Ok(certificate) => CertificateView::of(&certificate, now),
        Err(_) => {
            CertificateView { sha256: Certificate::fingerprint(der), ..CertificateView::default() }
        }
    }
}

impl CertificateView {
    fn of(certificate: &Certificate, now: Option<OffsetDateTime>) -> Self {
        let texts = |list: &[Vec<u8>]| list.iter().map(|text| lossy(text)).collect::<Vec<_>>();
        let uris = certificate.uris().map(lossy);
        Self {
            error: None,
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            serial: certificate.serial_hex(),
            x509_version: certificate.version(),
            dns_names: texts(certificate.dns_names()),
            ip_addresses: certificate.ip_addresses().to_vec(),
            other_names: texts(certificate.emails()).into_iter().chain(uris).collect(),
            validity: now.map(|now| Validity::of(certificate, now)),
            key: certificate.public_key().to_string(),
            signature: certificate.signature_algorithm().to_string(),
            key_usage: certificate.key_usage().map(Cow::Borrowed).collect(),
            extended_key_usage: certificate.extended_key_usage().iter().map(usage).collect(),
            is_ca: certificate.is_ca(),
            max_path_length: certificate.max_path_length(),
            self_issued: certificate.is_self_issued(),
            issuer_urls: texts(certificate.issuing_certificate_urls()),
            sha256: certificate.sha256(),
            held: Vec::new(),
        }
    }
}

impl Validity {
    fn of(certificate: &Certificate, now: OffsetDateTime) -> Self {
        let shown = |moment: OffsetDateTime| moment.format(&Rfc3339).unwrap_or_default();
        let (begin, end) = (certificate.not_before(), certificate.not_after());
        Self {
            not_before: shown(begin),
            not_after: shown(end),
            days_left: (end - now).whole_seconds().div_euclid(DAY),
            days_to_begin: (begin > now).then(|| (begin - now).whole_seconds().div_euclid(DAY)),
        }
    }
}

const DAY: i64 = 24 * 60 * 60;

impl HeldView {
    fn of(held: &HeldIn) -> Self {
        let HeldIn { file, is_root, variable, .. } = held.clone();
        Self { file, is_root, variable }
    }
}

/// The extended key usages that have a name (RFC 5280, section 4.2.1.12).
const USAGES: [(&str, &str); 7] = [
    ("1.3.6.1.5.5.7.3.1", "serverAuth"),
    ("1.3.6.1.5.5.7.3.2", "clientAuth"),
    ("1.3.6.1.5.5.7.3.3", "codeSigning"),
    ("1.3.6.1.5.5.7.3.4", "emailProtection"),
    ("1.3.6.1.5.5.7.3.8", "timeStamping"),
    ("1.3.6.1.5.5.7.3.9", "OCSPSigning"),
    ("2.5.29.37.0", "anyExtendedKeyUsage"),
];

fn usage(oid: &Oid) -> String {
    let number = oid.to_string();
    let known = USAGES.iter().find(|(known, _)| *known == number);
    known.map(|(_, name)| (*name).to_owned()).unwrap_or(number)
}
