//! Checking signatures: a certificate's by its issuer, and a handshake's by the leaf's raw key.

use std::fmt;

use aws_lc_rs::{
    digest,
    signature::{self as known, UnparsedPublicKey, VerificationAlgorithm},
};

use super::{
    algorithm::{Hash, Kind, SignatureAlgorithm},
    certificate::Certificate,
    key::{Curve, PublicKey},
    mldsa, p224,
    rsa::{self, Padding, RsaError},
};
use crate::go::version::{Change, Version};

/// Why a signature was refused; Display is go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureError {
    /// The issuer's extensions say that its key may not sign certificates.
    ParentCannotSign,
    /// go does not know the algorithm.
    Unimplemented,
    /// MD5, or SHA-1 from 1.18 on; `true` where the release names the setting that allows it.
    Insecure(SignatureAlgorithm, bool),
    /// The signature needs another kind of key than the issuer's.
    WrongKey(&'static str, &'static str),
    /// RSA says no.
    Rsa(RsaError),
    /// An ML-DSA signature of another parameter set than the key's.
    WrongMlDsa {
        /// The signature's.
        signed: u8,
        /// The key's.
        set: u8,
    },
    /// ECDSA, Ed25519 or ML-DSA says no, and what go adds to that.
    Failure(&'static str, &'static str),
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ParentCannotSign => f.write_str(
                "x509: invalid signature: parent certificate cannot sign this kind of certificate",
            ),
            Self::Unimplemented => {
                f.write_str("x509: cannot verify signature: algorithm unimplemented")
            }
            Self::Insecure(algorithm, hint) => {
                let hint =
                    if *hint { " (temporarily override with GODEBUG=x509sha1=1)" } else { "" };
                write!(f, "x509: cannot verify signature: insecure algorithm {algorithm}{hint}")
            }
            Self::WrongKey(algorithm, key) => write!(
                f,
                "x509: signature algorithm specifies an {algorithm} public key, \
                 but have public key of type {key}"
            ),
            Self::Rsa(error) => error.fmt(f),
            Self::WrongMlDsa { signed, set } => write!(
                f,
                "x509: signature algorithm specifies an ML-DSA public key with ML-DSA-{signed} \
                 parameters, but have a public key with ML-DSA-{set} parameters"
            ),
            Self::Failure(kind, more) => write!(f, "x509: {kind} verification failure{more}"),
        }
    }
}

impl std::error::Error for SignatureError {}

impl Certificate {
    /// Whether `parent` signed this, and may have.
    pub(crate) fn check_signature_from(
        &self,
        parent: &Self,
        version: Version,
    ) -> Result<(), SignatureError> {
        if !parent.may_sign_certificates() {
            return Err(SignatureError::ParentCannotSign);
        }
        if parent.key == PublicKey::Unknown {
            return Err(SignatureError::Unimplemented);
        }
        check(self.signature_algorithm, &parent.key, self.tbs(), &self.signature, version)
    }
}

pub(crate) fn check(
    algorithm: SignatureAlgorithm,
    key: &PublicKey,
    message: &[u8],
    signature: &[u8],
    version: Version,
) -> Result<(), SignatureError> {
    refuse_weak(algorithm, version)?;
    let hash = algorithm.hash();
    let failed =
        |fine: bool, kind| if fine { Ok(()) } else { Err(SignatureError::Failure(kind, "")) };
    match (key, algorithm.kind()) {
        (PublicKey::Rsa { modulus, exponent }, Kind::RsaPkcs1 | Kind::RsaPss) => {
            let pkcs1 = algorithm.kind() == Kind::RsaPkcs1;
            let padding = if pkcs1 { Padding::Pkcs1 } else { Padding::Pss };
            rsa::verify((modulus, *exponent), (padding, hash), message, signature, version)
                .map_err(SignatureError::Rsa)
        }
        (PublicKey::Ecdsa { curve, point }, Kind::Ecdsa) => {
            failed(ecdsa(*curve, point, hash, message, signature), "ECDSA")
        }
        (PublicKey::Ed25519(key), Kind::Ed25519) => {
            failed(verified(&known::ED25519, key, message, signature), "Ed25519")
        }
        (PublicKey::MlDsa(set, key), Kind::MlDsa(signed)) => {
            mldsa::verify((*set, key), signed, message, signature)
        }
        (PublicKey::Dsa(_) | PublicKey::Unknown, _) => Err(SignatureError::Unimplemented),
        (key, _) => Err(SignatureError::WrongKey(algorithm.key_name(), key.go_type())),
    }
}

/// Refuses the hashes that nobody should trust any more.
fn refuse_weak(algorithm: SignatureAlgorithm, version: Version) -> Result<(), SignatureError> {
    let has = |change| version.has(change);
    match algorithm.hash() {
        Hash::Md5 => Err(SignatureError::Insecure(algorithm, false)),
        Hash::Sha1 if has(Change::Sha1SignaturesRefused) => {
            let setting = has(Change::Sha1Setting) && algorithm.kind() != Kind::Dsa;
            Err(SignatureError::Insecure(algorithm, setting))
        }
        Hash::Md2 => Err(SignatureError::Unimplemented),
        Hash::None if algorithm.kind() == Kind::Unknown => Err(SignatureError::Unimplemented),
        _ => Ok(()),
    }
}

pub(crate) fn verified(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    UnparsedPublicKey::new(algorithm, key).verify(message, signature).is_ok()
}

fn ecdsa(curve: Curve, point: &[u8], hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    let algorithm: &'static dyn VerificationAlgorithm = match (curve, hash) {
        (Curve::P256, Hash::Sha1) => &known::ECDSA_P256_SHA1_ASN1,
        (Curve::P256, Hash::Sha256) => &known::ECDSA_P256_SHA256_ASN1,
        (Curve::P256, Hash::Sha384) => &known::ECDSA_P256_SHA384_ASN1,
        (Curve::P256, Hash::Sha512) => &known::ECDSA_P256_SHA512_ASN1,
        (Curve::P384, Hash::Sha1) => return ecdsa_p384_sha1(point, message, signature),
        (Curve::P384, Hash::Sha256) => &known::ECDSA_P384_SHA256_ASN1,
        (Curve::P384, Hash::Sha384) => &known::ECDSA_P384_SHA384_ASN1,
        (Curve::P384, Hash::Sha512) => &known::ECDSA_P384_SHA512_ASN1,
        (Curve::P521, Hash::Sha1) => &known::ECDSA_P521_SHA1_ASN1,
        (Curve::P521, Hash::Sha256) => &known::ECDSA_P521_SHA256_ASN1,
        (Curve::P521, Hash::Sha384) => &known::ECDSA_P521_SHA384_ASN1,
        (Curve::P521, Hash::Sha512) => &known::ECDSA_P521_SHA512_ASN1,
        (Curve::P224, hash) => return ecdsa_p224(point, hash, message, signature),
        _ => return false,
    };
    verified(algorithm, point, message, signature)
}

fn ecdsa_p224(point: &[u8], hash: Hash, message: &[u8], signature: &[u8]) -> bool {
    let digest = hash.algorithm().map(|algorithm| digest::digest(algorithm, message));
    digest.is_some_and(|digest| p224::verify(point, digest.as_ref(), signature).is_some())
}

/// aws-lc-rs does not pair P-384 with SHA-1. The hash is a number to ECDSA, so zeros in front of it
/// make one as long as SHA-256's that means the same.
fn ecdsa_p384_sha1(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, message);
    let wide = [&[0; 12], hash.as_ref()].concat();
    let Ok(digest) = digest::Digest::import_less_safe(&wide, &digest::SHA256) else {
        return false;
    };
    let key = UnparsedPublicKey::new(&known::ECDSA_P384_SHA256_ASN1, point);
    key.verify_digest(&digest, signature).is_ok()
}
