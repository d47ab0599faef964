//! Signature algorithms by the identifiers that certificates carry.

use std::fmt;

use aws_lc_rs::digest;

use super::{
    der::{Reader, tag},
    key::{Algorithm, NULL},
};
use crate::go::version::{Change, Version};

/// What signed a certificate. Display is go's name for it: `SHA256-RSA`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    name: &'static str,
    kind: Kind,
    hash: Hash,
}

/// The kind of key and padding that a signature needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Unknown,
    RsaPkcs1,
    RsaPss,
    Dsa,
    Ecdsa,
    Ed25519,
    MlDsa(u8),
}

/// What is hashed before it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hash {
    None,
    Md2,
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash in aws-lc-rs, where go still counts on it.
    pub(crate) fn algorithm(self) -> Option<&'static digest::Algorithm> {
        match self {
            Self::Sha1 => Some(&digest::SHA1_FOR_LEGACY_USE_ONLY),
            Self::Sha256 => Some(&digest::SHA256),
            Self::Sha384 => Some(&digest::SHA384),
            Self::Sha512 => Some(&digest::SHA512),
            Self::None | Self::Md2 | Self::Md5 => None,
        }
    }
}

impl SignatureAlgorithm {
    const UNKNOWN: Self = Self { name: "0", kind: Kind::Unknown, hash: Hash::None };

    /// The algorithm that an `AlgorithmIdentifier` names; unknown ones are no error.
    pub(crate) fn from_identifier(id: &Algorithm<'_>, version: Version) -> Self {
        if id.oid == PSS {
            return pss(id.parameters).unwrap_or(Self::UNKNOWN);
        }
        let (_, found) =
            KNOWN.iter().find(|(oid, _)| *oid == id.oid).unwrap_or(&(&[], Self::UNKNOWN));
        match found.kind {
            Kind::Ed25519 | Kind::MlDsa(_) if !id.parameters.is_empty() => Self::UNKNOWN,
            Kind::MlDsa(_) if !version.has(Change::MlDsa) => Self::UNKNOWN,
            _ => *found,
        }
    }

    /// The algorithm of a handshake's signature.
    pub(crate) fn of(kind: Kind, hash: Hash) -> Self {
        let found =
            KNOWN.iter().map(|(_, row)| *row).find(|row| (row.kind, row.hash) == (kind, hash));
        found.unwrap_or(Self { kind, hash, ..Self::UNKNOWN })
    }

    pub(crate) fn kind(self) -> Kind {
        self.kind
    }

    pub(crate) fn hash(self) -> Hash {
        self.hash
    }

    /// The kind of key, as go names it in messages.
    pub(crate) fn key_name(self) -> &'static str {
        match self.kind {
            Kind::Unknown => "0",
            Kind::RsaPkcs1 | Kind::RsaPss => "RSA",
            Kind::Dsa => "DSA",
            Kind::Ecdsa => "ECDSA",
            Kind::Ed25519 => "Ed25519",
            Kind::MlDsa(_) => "ML-DSA",
        }
    }
}

impl fmt::Display for SignatureAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const fn row(name: &'static str, kind: Kind, hash: Hash) -> SignatureAlgorithm {
    SignatureAlgorithm { name, kind, hash }
}

const PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];

#[rustfmt::skip]
const KNOWN: [(&[u8], SignatureAlgorithm); 17] = [
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 2], row("MD2-RSA", Kind::RsaPkcs1, Hash::Md2)),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4], row("MD5-RSA", Kind::RsaPkcs1, Hash::Md5)),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5], row("SHA1-RSA", Kind::RsaPkcs1, Hash::Sha1)),
    (&[0x2b, 0x0e, 3, 2, 29], row("SHA1-RSA", Kind::RsaPkcs1, Hash::Sha1)),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11], row("SHA256-RSA", Kind::RsaPkcs1, Hash::Sha256)),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12], row("SHA384-RSA", Kind::RsaPkcs1, Hash::Sha384)),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13], row("SHA512-RSA", Kind::RsaPkcs1, Hash::Sha512)),
    (&[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 3], row("DSA-SHA1", Kind::Dsa, Hash::Sha1)),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 2], row("DSA-SHA256", Kind::Dsa, Hash::Sha256)),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], row("ECDSA-SHA1", Kind::Ecdsa, Hash::Sha1)),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], row("ECDSA-SHA256", Kind::Ecdsa, Hash::Sha256)),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3], row("ECDSA-SHA384", Kind::Ecdsa, Hash::Sha384)),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4], row("ECDSA-SHA512", Kind::Ecdsa, Hash::Sha512)),
    (&[0x2b, 0x65, 0x70], row("Ed25519", Kind::Ed25519, Hash::None)),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17], row("ML-DSA-44", Kind::MlDsa(44), Hash::None)),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18], row("ML-DSA-65", Kind::MlDsa(65), Hash::None)),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19], row("ML-DSA-87", Kind::MlDsa(87), Hash::None)),
];

/// RSA-PSS where hash, mask and salt agree, the only form that go knows.
fn pss(parameters: &[u8]) -> Option<SignatureAlgorithm> {
    let mut outer = Reader::new(parameters);
    let mut fields = outer.nested(tag::SEQUENCE)?;
    let hash = identifier(fields.optional(tag::constructed(0))??)?;
    let mask = identifier(fields.optional(tag::constructed(1))??)?;
    let salt = Reader::new(fields.optional(tag::constructed(2))??).small_integer(tag::INTEGER)?;
    let trailer = match fields.optional(tag::constructed(3))? {
        Some(value) => Reader::new(value).small_integer(tag::INTEGER)?,
        None => 1,
    };
    let mask_hash = Algorithm::parse(Reader::new(mask.parameters).value(tag::SEQUENCE)?).ok()?;
    let plain = |id: &Algorithm<'_>| id.parameters.is_empty() || id.parameters == NULL;
    let agrees = plain(&hash) && plain(&mask_hash) && mask_hash.oid == hash.oid;
    (agrees && mask.oid == MGF1 && trailer == 1).then(|| pss_row(hash.oid, salt))?
}

fn identifier(field: &[u8]) -> Option<Algorithm<'_>> {
    Algorithm::parse(Reader::new(field).value(tag::SEQUENCE)?).ok()
}

fn pss_row(hash: &[u8], salt: i64) -> Option<SignatureAlgorithm> {
    match (hash.strip_prefix(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2])?, salt) {
        ([1], 32) => Some(row("SHA256-RSAPSS", Kind::RsaPss, Hash::Sha256)),
        ([2], 48) => Some(row("SHA384-RSAPSS", Kind::RsaPss, Hash::Sha384)),
        ([3], 64) => Some(row("SHA512-RSAPSS", Kind::RsaPss, Hash::Sha512)),
        _ => None,
    }
}
