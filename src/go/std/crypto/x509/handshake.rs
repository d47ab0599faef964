//! What go's TLS client does with the certificates and the signature that a server sends.

use std::{fmt, sync::Arc};

use rustls::SignatureScheme;
use time::OffsetDateTime;

use super::{
    algorithm::{Hash, Kind, SignatureAlgorithm},
    certificate::Certificate,
    chain::Chain,
    error::ParseError,
    failure::VerifyError,
    key::{Curve, PublicKey},
    pool::Pool,
    rsa::RsaError,
    signature::{self, SignatureError},
    verify::verify,
};
use crate::go::version::{Change, Version};

/// A server's certificates as go takes them.
#[derive(Clone, Debug)]
pub struct Presented {
    /// What the server sent, in its order, as far as it could be read.
    pub certificates: Chain,
    /// Every chain to a root, in the order in which go finds them, or why go stops.
    pub verdict: Result<Vec<Chain>, HandshakeError>,
}

/// Why go gives up the handshake. Display is go's text, from `tls: ` or `x509: ` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandshakeError {
    /// One of the certificates cannot be read, even one that no chain needs.
    Parse {
        /// Its place in the server's message, from 0.
        index: usize,
        /// What is wrong.
        error: ParseError,
    },
    /// One of the certificates has an RSA key that is too long.
    RsaKeyTooLarge {
        /// Its place in the server's message, from 0.
        index: usize,
        /// The most bits that a key may have.
        most: usize,
    },
    /// The server sent none.
    NoCertificate,
    /// No good chain; `prefixed` from go 1.20 on.
    Verify {
        /// Whether the text begins with `tls: failed to verify certificate: `.
        prefixed: bool,
        /// Why.
        error: VerifyError,
    },
    /// A key with which no handshake can be signed.
    UnsupportedKey(PublicKey),
}

impl fmt::Display for HandshakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse { error, .. } => {
                write!(f, "tls: failed to parse certificate from server: {error}")
            }
            Self::RsaKeyTooLarge { most, .. } => {
                write!(f, "tls: server sent certificate containing RSA key larger than {most} bits")
            }
            Self::NoCertificate => f.write_str("tls: received empty certificates message"),
            Self::Verify { prefixed: true, error } => {
                write!(f, "tls: failed to verify certificate: {error}")
            }
            Self::Verify { error, .. } => error.fmt(f),
            Self::UnsupportedKey(key) => write!(
                f,
                "tls: server's certificate contains an unsupported type of public key: {}",
                key.go_type()
            ),
        }
    }
}

impl std::error::Error for HandshakeError {}

/// Without `tlsmaxrsasize` in GODEBUG.
const MAX_RSA_BITS: usize = 8192;

/// Reads and verifies what a server sent (`der_chain`, its certificate first) as go's TLS client
/// does, for `host`, the name or address without port and brackets, at `now`.
///
/// Source: env-auth-proxy-tls.md §5.2 and §5.3.
pub fn verify_handshake(
    der_chain: &[impl AsRef<[u8]>],
    roots: &Pool,
    host: &str,
    now: OffsetDateTime,
    version: Version,
) -> Presented {
    let mut certificates = Vec::new();
    for (index, der) in der_chain.iter().enumerate() {
        match read(index, der.as_ref(), version) {
            Ok(certificate) => certificates.push(Arc::new(certificate)),
            Err(error) => return Presented { certificates, verdict: Err(error) },
        }
    }
    let verdict = judge(&certificates, roots, host, now, version);
    Presented { certificates, verdict }
}

fn read(index: usize, der: &[u8], version: Version) -> Result<Certificate, HandshakeError> {
    let certificate =
        Certificate::parse(der, version).map_err(|error| HandshakeError::Parse { index, error })?;
    let bits = certificate.key.rsa_bits().unwrap_or_default();
    let most = version.knobs().max_rsa_bits().unwrap_or(MAX_RSA_BITS);
    if bits > most && version.has(Change::RsaSizeLimited) {
        return Err(HandshakeError::RsaKeyTooLarge { index, most });
    }
    Ok(certificate)
}

fn judge(
    certificates: &Chain,
    roots: &Pool,
    host: &str,
    now: OffsetDateTime,
    version: Version,
) -> Result<Vec<Chain>, HandshakeError> {
    let leaf = certificates.first().ok_or(HandshakeError::NoCertificate)?;
    let prefixed = version.has(Change::VerifyPrefix);
    let chains = verify(certificates, roots, host, now, version)
        .map_err(|error| HandshakeError::Verify { prefixed, error })?;
    match &leaf.key {
        key @ (PublicKey::Dsa(_) | PublicKey::Unknown) => {
            Err(HandshakeError::UnsupportedKey(key.clone()))
        }
        _ => Ok(chains),
    }
}

/// A handshake's signature that the server's key did not make. Display is go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandshakeSignatureError {
    /// A scheme that go does not take, or not for this key.
    Scheme(SignatureScheme),
    /// The key says no.
    Invalid(SignatureError),
    /// The scheme is for another type of key: what was expected, what the certificate has.
    WrongKey(&'static str, &'static str),
}

impl fmt::Display for HandshakeSignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme(_) => {
                f.write_str("tls: certificate used with invalid signature algorithm")
            }
            Self::Invalid(error) => {
                let text = error.to_string();
                let text = text.strip_prefix("x509: ").unwrap_or(&text);
                write!(f, "tls: invalid signature by the server certificate: {text}")
            }
            Self::WrongKey(expected, found) => write!(
                f,
                "tls: invalid signature by the server certificate: \
                 expected {expected} public key, got {found}"
            ),
        }
    }
}

impl std::error::Error for HandshakeSignatureError {}

/// Checks a handshake's `signature` of `message` with the raw key of the server's certificate.
///
/// No other part of the certificate is looked at, so one of X.509 version 1 will do, as for go.
/// Works for TLS 1.2 and 1.3; what a scheme may be used for is the caller's to know.
pub fn verify_signature_with_key(
    key: &PublicKey,
    scheme: SignatureScheme,
    message: &[u8],
    signature: &[u8],
    version: Version,
) -> Result<(), HandshakeSignatureError> {
    let algorithm = algorithm_of(scheme).ok_or(HandshakeSignatureError::Scheme(scheme))?;
    let expected = match algorithm.kind() {
        Kind::RsaPkcs1 | Kind::RsaPss => "an RSA",
        Kind::Ecdsa => "an ECDSA",
        _ => "an Ed25519",
    };
    match signature::check(algorithm, key, message, signature, version) {
        Err(SignatureError::WrongKey(..) | SignatureError::Unimplemented) => {
            Err(HandshakeSignatureError::WrongKey(expected, key.go_type()))
        }
        other => other.map_err(HandshakeSignatureError::Invalid),
    }
}

/// Why no server can sign a handshake with `key` so that go goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UselessKey {
    /// No scheme that go offers is for such a key: a server that has no other ends the handshake.
    NoScheme,
    /// go refuses what the key signed.
    Refused(HandshakeSignatureError),
}

/// Whether `key` is of no use in a handshake: a curve that go does not offer, or an RSA key that is too short.
///
/// Source: handshakes of go 1.21.13, 1.24.11 and 1.27.3 with OpenSSL's server.
pub fn useless_key(key: &PublicKey, version: Version) -> Option<UselessKey> {
    match key {
        PublicKey::Ecdsa { curve: Curve::P224, .. } => Some(UselessKey::NoScheme),
        PublicKey::Rsa { .. } => {
            let bits = key.rsa_bits().unwrap_or_default();
            let scheme = SignatureScheme::RSA_PSS_SHA256;
            match verify_signature_with_key(key, scheme, b"", b"", version) {
                _ if bits < LEAST_RSA_BITS => Some(UselessKey::NoScheme),
                Err(
                    error @ HandshakeSignatureError::Invalid(SignatureError::Rsa(
                        RsaError::Insecure(_),
                    )),
                ) => Some(UselessKey::Refused(error)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What RSA-PSS with SHA-256 needs: twice the hash, and two bytes (RFC 8017 §9.1.1).
const LEAST_RSA_BITS: usize = 8 * (2 * 32 + 2);

fn algorithm_of(scheme: SignatureScheme) -> Option<SignatureAlgorithm> {
    let (kind, hash) = match scheme {
        SignatureScheme::RSA_PKCS1_SHA256 => (Kind::RsaPkcs1, Hash::Sha256),
        SignatureScheme::RSA_PKCS1_SHA384 => (Kind::RsaPkcs1, Hash::Sha384),
        SignatureScheme::RSA_PKCS1_SHA512 => (Kind::RsaPkcs1, Hash::Sha512),
        SignatureScheme::RSA_PSS_SHA256 => (Kind::RsaPss, Hash::Sha256),
        SignatureScheme::RSA_PSS_SHA384 => (Kind::RsaPss, Hash::Sha384),
        SignatureScheme::RSA_PSS_SHA512 => (Kind::RsaPss, Hash::Sha512),
        SignatureScheme::ECDSA_NISTP256_SHA256 => (Kind::Ecdsa, Hash::Sha256),
        SignatureScheme::ECDSA_NISTP384_SHA384 => (Kind::Ecdsa, Hash::Sha384),
        SignatureScheme::ECDSA_NISTP521_SHA512 => (Kind::Ecdsa, Hash::Sha512),
        SignatureScheme::ED25519 => (Kind::Ed25519, Hash::None),
        _ => return None,
    };
    Some(SignatureAlgorithm::of(kind, hash))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
    };

    use super::*;

    fn text(key: &PublicKey, scheme: SignatureScheme, signature: &[u8]) -> String {
        verify_signature_with_key(key, scheme, b"hello", signature, Version::NEWEST)
            .map_or_else(|error| error.to_string(), |()| "good".to_owned())
    }

    #[test]
    fn raw_keys_check_handshakes() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let point = pair.public_key().as_ref().to_vec();
        let key = PublicKey::Ecdsa { curve: Curve::P256, point };
        let signature = pair.sign(&SystemRandom::new(), b"hello").unwrap();
        let scheme = SignatureScheme::ECDSA_NISTP256_SHA256;
        assert_eq!(text(&key, scheme, signature.as_ref()), "good");
        assert_eq!(
            text(&key, scheme, b""),
            "tls: invalid signature by the server certificate: ECDSA verification failure"
        );
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let key = PublicKey::Ed25519(pair.public_key().as_ref().to_vec());
        let signature = pair.sign(b"hello");
        assert_eq!(text(&key, SignatureScheme::ED25519, signature.as_ref()), "good");
        assert_eq!(
            text(&key, scheme, signature.as_ref()),
            "tls: invalid signature by the server certificate: \
             expected an ECDSA public key, got ed25519.PublicKey"
        );
    }

    #[test]
    fn weak_keys_and_schemes_are_refused() {
        let modulus = [&[0x80][..], &[0; 94], &[1]].concat();
        let key = PublicKey::Rsa { modulus, exponent: 3 };
        assert_eq!(
            text(&key, SignatureScheme::RSA_PSS_SHA256, b""),
            "tls: invalid signature by the server certificate: crypto/rsa: 768-bit keys are \
             insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
        );
        assert_eq!(
            text(&key, SignatureScheme::RSA_PKCS1_SHA1, b""),
            "tls: certificate used with invalid signature algorithm"
        );
    }
}
