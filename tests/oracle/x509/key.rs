//! Keys that sign certificates.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING,
        ECDSA_P521_SHA512_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
        ML_DSA_44_SIGNING, PqdsaKeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PSS_SHA256,
        RsaKeyPair,
    },
};

use super::der::{bits, integer, oid, seq, tlv};

const ML_DSA_44: &str = "2.16.840.1.101.3.4.3.17";

/// A key that signs, by the kinds that servers use.
pub(crate) enum Key {
    Ed25519(Ed25519KeyPair),
    Ecdsa(EcdsaKeyPair, &'static str, &'static str),
    Rsa(RsaKeyPair),
    MlDsa(PqdsaKeyPair),
}

impl Key {
    /// A few keys of each kind, for a whole test.
    pub(crate) fn all() -> Vec<Self> {
        let seed = |n: u8| Ed25519KeyPair::from_seed_unchecked(&[n; 32]).unwrap();
        let p256 = || EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let p384 = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_ASN1_SIGNING).unwrap();
        let p521 = EcdsaKeyPair::generate(&ECDSA_P521_SHA512_ASN1_SIGNING).unwrap();
        let mut keys: Vec<Self> = (1..4).map(|n| Self::Ed25519(seed(n))).collect();
        keys.extend(
            (0..2).map(|_| Self::Ecdsa(p256(), "1.2.840.10045.3.1.7", "1.2.840.10045.4.3.2")),
        );
        keys.push(Self::Ecdsa(p384, "1.3.132.0.34", "1.2.840.10045.4.3.3"));
        keys.push(Self::Ecdsa(p521, "1.3.132.0.35", "1.2.840.10045.4.3.4"));
        keys.push(Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()));
        keys.push(Self::MlDsa(PqdsaKeyPair::generate(&ML_DSA_44_SIGNING).unwrap()));
        keys
    }

    pub(crate) fn spki(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => {
                seq(&[seq(&[oid("1.3.101.112")]), bits(key.public_key().as_ref())])
            }
            Self::Ecdsa(key, curve, _) => {
                let algorithm = seq(&[oid("1.2.840.10045.2.1"), oid(curve)]);
                seq(&[algorithm, bits(key.public_key().as_ref())])
            }
            Self::MlDsa(key) => seq(&[seq(&[oid(ML_DSA_44)]), bits(key.public_key().as_ref())]),
            Self::Rsa(key) => {
                let algorithm = seq(&[oid("1.2.840.113549.1.1.1"), tlv(5, &[])]);
                seq(&[algorithm, bits(key.public_key().as_ref())])
            }
        }
    }

    /// An algorithm that suits the key, by a number that chooses among several.
    pub(crate) fn algorithm(&self, choice: usize) -> Vec<u8> {
        match self {
            Self::Ed25519(_) => seq(&[oid("1.3.101.112")]),
            Self::Ecdsa(_, _, algorithm) => seq(&[oid(algorithm)]),
            Self::MlDsa(_) => seq(&[oid(ML_DSA_44)]),
            Self::Rsa(_) => match choice % 3 {
                0 => seq(&[oid("1.2.840.113549.1.1.11"), tlv(5, &[])]),
                1 => seq(&[oid("1.2.840.113549.1.1.12"), tlv(5, &[])]),
                _ => pss_algorithm(),
            },
        }
    }

    pub(crate) fn sign(&self, message: &[u8], choice: usize) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Ed25519(key) => key.sign(message).as_ref().to_vec(),
            Self::Ecdsa(key, ..) => key.sign(&random, message).unwrap().as_ref().to_vec(),
            Self::MlDsa(key) => {
                let mut signature = vec![0; 2420];
                let length = key.sign(message, &mut signature).unwrap();
                signature.truncate(length);
                signature
            }
            Self::Rsa(key) => {
                let encoding = match choice % 3 {
                    0 => &RSA_PKCS1_SHA256,
                    1 => &RSA_PKCS1_SHA384,
                    _ => &RSA_PSS_SHA256,
                };
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(encoding, &random, message, &mut signature).unwrap();
                signature
            }
        }
    }
}

fn pss_algorithm() -> Vec<u8> {
    let sha256 = seq(&[oid("2.16.840.1.101.3.4.2.1"), tlv(5, &[])]);
    let mask = seq(&[oid("1.2.840.113549.1.1.8"), sha256.clone()]);
    let fields = [tlv(0xa0, &sha256), tlv(0xa1, &mask), tlv(0xa2, &integer(32))];
    seq(&[oid("1.2.840.113549.1.1.10"), seq(&fields)])
}
