//! RSA signatures, for keys of every size that go takes.
//!
//! aws-lc-rs checks those of 2048 to 8192 bits. It refuses shorter and longer ones by policy; go
//! does not, so those are checked here.

use std::fmt;

use aws_lc_rs::{
    digest::{self, Digest},
    rsa::PublicKeyComponents,
    signature::{self as known, RsaParameters},
};

use super::{algorithm::Hash, bignum};
use crate::go::version::{Change, Version};

/// How the hash is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Padding {
    Pkcs1,
    Pss,
}

/// Why an RSA signature was refused; Display is go's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RsaError {
    /// The signature is not this key's over this text.
    Verification,
    /// Fewer than 1024 bits.
    Insecure(usize),
    /// A key with which nothing can be checked.
    BadKey(&'static str),
}

impl fmt::Display for RsaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verification => f.write_str("crypto/rsa: verification error"),
            Self::BadKey(what) => write!(f, "crypto/rsa: {what}"),
            Self::Insecure(bits) => write!(
                f,
                "crypto/rsa: {bits}-bit keys are insecure \
                 (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
            ),
        }
    }
}

/// Numbers longer than this are not worked with; go would, for minutes.
const MAX_BITS: usize = 1 << 16;

/// Checks `signature` of `message` with the key of `modulus` and `exponent`.
pub(crate) fn verify(
    (modulus, exponent): (&[u8], u64),
    (padding, hash): (Padding, Hash),
    message: &[u8],
    signature: &[u8],
    version: Version,
) -> Result<(), RsaError> {
    check_key(modulus, exponent, version)?;
    let bits = bignum::bits(modulus);
    let fine = match parameters(padding, hash).filter(|_| (2048..=8192).contains(&bits)) {
        Some(parameters) => {
            let e: Vec<u8> = exponent.to_be_bytes().into_iter().skip_while(|&b| b == 0).collect();
            PublicKeyComponents { n: modulus, e: &e }.verify(parameters, message, signature).is_ok()
        }
        None => verify_any_size((modulus, exponent), (padding, hash), message, signature).is_some(),
    };
    if fine { Ok(()) } else { Err(RsaError::Verification) }
}

/// What go refuses before it looks at the signature; to 1.23, nothing.
fn check_key(modulus: &[u8], exponent: u64, version: Version) -> Result<(), RsaError> {
    let bits = bignum::bits(modulus);
    let even = modulus.last().is_none_or(|last| last % 2 == 0);
    match exponent {
        _ if !version.has(Change::SmallRsaRefused) => Ok(()),
        _ if bits < 1024 => Err(RsaError::Insecure(bits)),
        _ if even => Err(RsaError::BadKey("public modulus is even")),
        0 | 1 => Err(RsaError::BadKey("public exponent too small or negative")),
        exponent if exponent % 2 == 0 => Err(RsaError::BadKey("public exponent is even")),
        0x8000_0000.. => Err(RsaError::BadKey("public exponent too large")),
        _ => Ok(()),
    }
}

/// The parameters of aws-lc-rs, where it has them.
fn parameters(padding: Padding, hash: Hash) -> Option<&'static RsaParameters> {
    Some(match (padding, hash) {
        (Padding::Pkcs1, Hash::Sha1) => &known::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
        (Padding::Pkcs1, Hash::Sha256) => &known::RSA_PKCS1_2048_8192_SHA256,
        (Padding::Pkcs1, Hash::Sha384) => &known::RSA_PKCS1_2048_8192_SHA384,
        (Padding::Pkcs1, Hash::Sha512) => &known::RSA_PKCS1_2048_8192_SHA512,
        (Padding::Pss, Hash::Sha256) => &known::RSA_PSS_2048_8192_SHA256,
        (Padding::Pss, Hash::Sha384) => &known::RSA_PSS_2048_8192_SHA384,
        (Padding::Pss, Hash::Sha512) => &known::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

/// RFC 8017 §8.1.2 and §8.2.2.
fn verify_any_size(
    (modulus, exponent): (&[u8], u64),
    (padding, hash): (Padding, Hash),
    message: &[u8],
    signature: &[u8],
) -> Option<()> {
    let bits = bignum::bits(modulus);
    if signature.len() != bits.div_ceil(8) || bits > MAX_BITS {
        return None;
    }
    let encoded = bignum::power(signature, &exponent.to_be_bytes(), modulus)?;
    let algorithm = hash.algorithm()?;
    let digest = digest::digest(algorithm, message);
    match padding {
        Padding::Pkcs1 => (encoded == pkcs1(hash, &digest, encoded.len())?).then_some(()),
        Padding::Pss => check_pss(&encoded, bits, algorithm, &digest),
    }
}

/// EMSA-PKCS1-v1_5: `00 01 ff… 00`, the hash's `DigestInfo`, the hash. `None` for too short a key.
fn pkcs1(hash: Hash, digest: &Digest, length: usize) -> Option<Vec<u8>> {
    let sha2 = |last, size| {
        vec![
            0x30,
            0x11 + size,
            0x30,
            13,
            6,
            9,
            0x60,
            0x86,
            0x48,
            1,
            0x65,
            3,
            4,
            2,
            last,
            5,
            0,
            4,
            size,
        ]
    };
    let info = match hash {
        Hash::Sha1 => vec![0x30, 0x21, 0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0, 4, 20],
        Hash::Sha256 => sha2(1, 32),
        Hash::Sha384 => sha2(2, 48),
        Hash::Sha512 => sha2(3, 64),
        Hash::None | Hash::Md2 | Hash::Md5 => return None,
    };
    let info = [&info, digest.as_ref()].concat();
    let fill = length.checked_sub(info.len() + 3).filter(|&fill| fill >= 8)?;
    Some([&[0, 1][..], &vec![0xff; fill], &[0], &info].concat())
}

/// EMSA-PSS with MGF1 of the same hash and a salt as long as the hash (RFC 8017 §9.1.2).
fn check_pss(
    encoded: &[u8],
    bits: usize,
    algorithm: &'static digest::Algorithm,
    digest: &Digest,
) -> Option<()> {
    let size = algorithm.output_len();
    // The encoding is one bit shorter than the modulus, which may save a whole byte.
    let length = (bits - 1).div_ceil(8);
    let (spare, encoded) = encoded.split_at_checked(encoded.len() - length)?;
    let (masked, rest) = encoded.split_at_checked(length.checked_sub(size + 1)?)?;
    let hash = rest.strip_suffix(&[0xbc])?;
    let unused =
        0xff_u8.checked_shl(u32::try_from(8 - (8 * length - (bits - 1))).ok()?).unwrap_or(0);
    if spare.iter().any(|&byte| byte != 0) || masked.first()? & unused != 0 {
        return None;
    }
    let mask = mgf1(hash, masked.len(), algorithm);
    let mut block: Vec<u8> = masked.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    *block.first_mut()? &= !unused;
    let (padding, salt) = block.split_at_checked(block.len().checked_sub(size)?)?;
    let (one, zeros) = padding.split_last()?;
    let padded = *one == 1 && zeros.iter().all(|&byte| byte == 0);
    let whole = [&[0; 8], digest.as_ref(), salt].concat();
    (padded && digest::digest(algorithm, &whole).as_ref() == hash).then_some(())
}

fn mgf1(seed: &[u8], length: usize, algorithm: &'static digest::Algorithm) -> Vec<u8> {
    let block = |count: u32| {
        let digest = digest::digest(algorithm, &[seed, &count.to_be_bytes()].concat());
        digest.as_ref().to_vec()
    };
    (0..).flat_map(block).take(length).collect()
}
