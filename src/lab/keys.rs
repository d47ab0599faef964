//! The keys of a scenario's certificates, also those that are too short for any library.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rcgen::{KeyPair, PublicKeyData, SignatureAlgorithm, SigningKey};

use super::{LabError, forge::element, scenario::Key};
use crate::go::std::crypto::x509::Modulus;

/// A key that signs certificates.
pub(super) enum LabKey {
    /// One that a library makes.
    Usual(KeyPair),
    /// RSA under 2048 bits.
    Short(ShortRsa),
}

/// An RSA key that everyone knows.
pub(super) struct ShortRsa {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    public: Vec<u8>,
}

type Keys = BTreeMap<(Key, String), Arc<LabKey>>;

/// A key of this kind for `owner`, made once in a process.
pub(super) fn key(kind: Key, owner: &str) -> Result<Arc<LabKey>, LabError> {
    static KEYS: LazyLock<Mutex<Keys>> = LazyLock::new(Mutex::default);
    let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(key) = keys.get(&(kind, owner.to_owned())) {
        return Ok(key.clone());
    }
    let usual = |algorithm| KeyPair::generate_for(algorithm).map(LabKey::Usual);
    let key = Arc::new(match kind {
        Key::Ecdsa => usual(&rcgen::PKCS_ECDSA_P256_SHA256)?,
        Key::Rsa2048 => usual(&rcgen::PKCS_RSA_SHA256)?,
        Key::Ed25519 => usual(&rcgen::PKCS_ED25519)?,
        Key::Rsa1024 => LabKey::Short(ShortRsa::new(MODULUS_1024, EXPONENT_1024)?),
        Key::Rsa768 => LabKey::Short(ShortRsa::new(MODULUS_768, EXPONENT_768)?),
    });
    keys.insert((kind, owner.to_owned()), key.clone());
    Ok(key)
}

impl LabKey {
    /// The key in PKCS #8, for a server that signs handshakes with it.
    pub(super) fn pkcs8(&self) -> Result<Vec<u8>, LabError> {
        match self {
            Self::Usual(key) => Ok(key.serialize_der()),
            Self::Short(_) => Err(LabError::Forge),
        }
    }

    /// Signs with SHA-1, which only the short keys do.
    pub(super) fn sign_with_sha1(&self, message: &[u8]) -> Result<Vec<u8>, LabError> {
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, message);
        match self {
            Self::Short(key) => key.sign(SHA1, hash.as_ref()).ok_or(LabError::Forge),
            Self::Usual(_) => Err(LabError::Forge),
        }
    }
}

impl PublicKeyData for LabKey {
    fn der_bytes(&self) -> &[u8] {
        match self {
            Self::Usual(key) => key.der_bytes(),
            Self::Short(key) => &key.public,
        }
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self {
            Self::Usual(key) => key.algorithm(),
            Self::Short(_) => &rcgen::PKCS_RSA_SHA256,
        }
    }
}

impl SigningKey for LabKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        match self {
            Self::Usual(key) => key.sign(message),
            Self::Short(key) => {
                let hash = digest::digest(&digest::SHA256, message);
                key.sign(SHA256, hash.as_ref()).ok_or(rcgen::Error::RemoteKeyError)
            }
        }
    }
}

impl ShortRsa {
    fn new(modulus: &str, exponent: &str) -> Result<Self, LabError> {
        let read = |text: &str| STANDARD.decode(text).map_err(|_| LabError::Forge);
        let (modulus, exponent) = (read(modulus)?, read(exponent)?);
        let public = element(0x30, &[&element(2, &[&[0], &modulus]), &[2, 3, 1, 0, 1]]);
        Ok(Self { modulus, exponent, public })
    }

    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.1) of a hash behind its `DigestInfo`.
    fn sign(&self, prefix: &[u8], hash: &[u8]) -> Option<Vec<u8>> {
        let filling = self.modulus.len().checked_sub(prefix.len() + hash.len() + 3)?;
        let padded = [&[0, 1], vec![0xff; filling].as_slice(), &[0], prefix, hash].concat();
        let modulus = Modulus::new(&self.modulus)?;
        let signature = modulus.power(&modulus.enter(&padded)?, &self.exponent)?;
        Some(modulus.leave(&signature))
    }
}

/// The `DigestInfo`s in front of hashes (RFC 8017 §9.2).
const SHA1: &[u8] = &[0x30, 0x21, 0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0, 4, 20];
const SHA256: &[u8] =
    &[0x30, 0x31, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 32];

/// Two keys from `openssl genrsa`; nobody may rely on such short ones.
const MODULUS_768: &str = "uHU8IRHuoXHjs9UfPgSJUoJ5flqL1NQlQQ2WgdLJ9BoxwtEY/OtoVXHf2eRI0+7vjGINy0PLQkz7C0aNmewR2vqR\
    FJwl9+sbxR7M4pSGXfBDSRW96uO30pYFGd15pQZF";
const EXPONENT_768: &str = "L0X8bw1FdyLVFJWeOCq5dufxcyyJgbYNBisRU5xOHb1I24DzQn6icqOIlzMmZwpo8qpKCCS4yYycJLuJWOhbV1ES\
    C7McZXWDVk4cuaJWakkP0+Ztml5by8WNIrqeYBGB";
const MODULUS_1024: &str = "3qlgvLI9//zhmWt87L8A35RdR6radxReCycgdR+brIhw/pA7VSTXxe79aL5Sqsaj3w87xkODvT5E9qnolUAcQhjW\
    ssLseK5cxRwUqUjl8OYY+u+Gd6hckTEHnpx1qWiA/p+TyZ5OqQ5jzq+ZC7GsVPWrLwdR6Gm4+uztqvJIPYE=";
const EXPONENT_1024: &str = "GemmW2927bK1YpBy0m6MIHj4vh1xHUiehTfBfD/4cwTR+Z45eXg3ME7W6Pi1UDCb45q3PySeUUjM59PwQGZco1EC\
    9kJHvpkLun47zVgiEOSf10VaQh/L+syOiqlhl5gNtHYdIOgqP55sJW6wdNidB8Y3DiXzL1OMLYcoVIkVq0E=";
