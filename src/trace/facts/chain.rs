//! The certificates that a server presented.

use std::{
    net::IpAddr,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::{
    go::{
        std::{crypto::x509::Certificate, strconv::text::lossy},
        version::Version,
    },
    trace::{Blob, Shared},
};

/// The certificates of a chain, as they came. Clones share them, and what was read from them: each
/// request over a connection shows the same chain.
#[derive(Clone, Debug, Default)]
pub struct Chain(Arc<Presented>);

#[derive(Debug, Default)]
struct Presented {
    certificates: Vec<Blob>,
    described: OnceLock<Shared<Vec<Described>>>,
}

/// A certificate as it is shown.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Described {
    /// go cannot read it.
    Unreadable {
        /// Why.
        error: String,
    },
    /// What it says.
    Read(Contents),
}

/// What a certificate says.
#[derive(Clone, Debug, Serialize)]
pub struct Contents {
    /// Whose it is.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Its serial number, in hexadecimal.
    pub serial: String,
    /// The host names that it is for.
    pub dns_names: Vec<String>,
    /// The addresses that it is for.
    pub ip_addresses: Vec<IpAddr>,
    /// Since when it is valid.
    #[serde(serialize_with = "rfc3339")]
    pub not_before: OffsetDateTime,
    /// Until when.
    #[serde(serialize_with = "rfc3339")]
    pub not_after: OffsetDateTime,
    /// Whether it may sign others.
    pub is_ca: bool,
    /// The SHA-256 of all of it, in hexadecimal.
    pub sha256: String,
    /// Whether it names itself as its issuer.
    #[serde(skip)]
    pub is_self_issued: bool,
}

impl Chain {
    /// The DER encoding of each.
    pub fn der(&self) -> Vec<Vec<u8>> {
        self.iter().map(|certificate| certificate.0.to_vec()).collect()
    }

    /// Whether there is no certificate.
    pub fn is_empty(&self) -> bool {
        self.0.certificates.is_empty()
    }

    /// What the certificates say, by the newest go's reading.
    pub fn described(&self) -> &Shared<Vec<Described>> {
        let read = || self.iter().map(|der| Described::of(&der.0)).collect::<Vec<_>>().into();
        self.0.described.get_or_init(read)
    }
}

impl Described {
    fn of(der: &[u8]) -> Self {
        match Certificate::parse(der, Version::NEWEST) {
            Err(error) => Self::Unreadable { error: error.to_string() },
            Ok(certificate) => Self::Read(Contents::of(&certificate)),
        }
    }
}

impl Contents {
    fn of(certificate: &Certificate) -> Self {
        Self {
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            serial: certificate.serial_hex(),
            dns_names: certificate.dns_names().iter().map(|name| lossy(name)).collect(),
            ip_addresses: certificate.ip_addresses().to_vec(),
            not_before: certificate.not_before(),
            not_after: certificate.not_after(),
            is_ca: certificate.is_ca(),
            sha256: certificate.sha256(),
            is_self_issued: certificate.is_self_issued(),
        }
    }
}

impl Deref for Chain {
    type Target = [Blob];

    fn deref(&self) -> &[Blob] {
        &self.0.certificates
    }
}

impl FromIterator<Blob> for Chain {
    fn from_iter<T: IntoIterator<Item = Blob>>(certificates: T) -> Self {
        let certificates = certificates.into_iter().collect();
        Self(Arc::new(Presented { certificates, ..Presented::default() }))
    }
}

impl PartialEq for Chain {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl Serialize for Chain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Chain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

fn rfc3339<S: Serializer>(time: &OffsetDateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&time.format(&Rfc3339).unwrap_or_default())
}
