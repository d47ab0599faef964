//! Public keys, as far as go reads them.

use std::fmt;

use super::{
    bignum,
    der::{Reader, tag},
    error::ParseError,
    oid::Oid,
    point,
};
use crate::go::version::{Change, Version};

/// A certificate's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// RSA: the modulus without leading zeros, big-endian, and the public exponent.
    Rsa {
        /// The modulus.
        modulus: Vec<u8>,
        /// The public exponent; positive.
        exponent: u64,
    },
    /// A point on one of NIST's curves, uncompressed.
    Ecdsa {
        /// The curve.
        curve: Curve,
        /// `04`, x, y.
        point: Vec<u8>,
    },
    /// Ed25519: 32 bytes.
    Ed25519(Vec<u8>),
    /// ML-DSA (go 1.27): the parameter set, 44, 65 or 87, and the key.
    MlDsa(u8, Vec<u8>),
    /// DSA, which go reads and never uses: y, p, q and g.
    Dsa([Vec<u8>; 4]),
    /// Of an algorithm that go does not know; certificates with it are never parents.
    Unknown,
}

/// The curves that go knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// secp224r1
    P224,
    /// secp256r1
    P256,
    /// secp384r1
    P384,
    /// secp521r1
    P521,
}

impl Curve {
    /// Bytes of one coordinate.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::P224 => 28,
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    fn from_oid(oid: &Oid) -> Option<Self> {
        let known = [
            (Self::P224, &[0x2b, 0x81, 4, 0, 0x21][..]),
            (Self::P256, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]),
            (Self::P384, &[0x2b, 0x81, 4, 0, 0x22]),
            (Self::P521, &[0x2b, 0x81, 4, 0, 0x23]),
        ];
        known.into_iter().find(|(_, value)| oid.is(value)).map(|(curve, _)| curve)
    }
}

impl PublicKey {
    /// The algorithm by the name that go prints; `0` for one that it does not know.
    pub fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa { .. } => "RSA",
            Self::Ecdsa { .. } => "ECDSA",
            Self::Ed25519(_) => "Ed25519",
            Self::MlDsa(..) => "ML-DSA",
            Self::Dsa(_) => "DSA",
            Self::Unknown => "0",
        }
    }

    /// Whether go knows the algorithm.
    pub(crate) fn is_known(&self) -> bool {
        *self != Self::Unknown
    }

    /// The name of go's own type, as its messages show it.
    pub(crate) fn go_type(&self) -> &'static str {
        match self {
            Self::Rsa { .. } => "*rsa.PublicKey",
            Self::Ecdsa { .. } => "*ecdsa.PublicKey",
            Self::Ed25519(_) => "ed25519.PublicKey",
            Self::MlDsa(..) => "*mldsa.PublicKey",
            Self::Dsa(_) => "*dsa.PublicKey",
            Self::Unknown => "<nil>",
        }
    }

    /// The bits of an RSA modulus.
    pub fn rsa_bits(&self) -> Option<usize> {
        match self {
            Self::Rsa { modulus, .. } => Some(bignum::bits(modulus)),
            _ => None,
        }
    }

    /// Reads a `SubjectPublicKeyInfo`, `full` being the whole element.
    pub(crate) fn parse(full: &[u8], version: Version) -> Result<Self, ParseError> {
        let at = |what| move || ParseError::Part(what);
        let mut spki = Reader::new(full).nested(tag::SEQUENCE).ok_or_else(at("malformed spki"))?;
        let algorithm = spki
            .value(tag::SEQUENCE)
            .ok_or_else(at("malformed public key algorithm identifier"))?;
        let algorithm = Algorithm::parse(algorithm)?;
        let bits = spki.bit_string().ok_or_else(at("malformed subjectPublicKey"))?;
        read_key(&algorithm, &bits.right_aligned(), version)
    }
}

/// Display is a short description: `RSA 2048`, `ECDSA P-256`.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { modulus, .. } => write!(f, "RSA {}", bignum::bits(modulus)),
            Self::Ecdsa { curve, .. } => write!(f, "ECDSA {curve}"),
            Self::MlDsa(set, _) => write!(f, "ML-DSA-{set}"),
            Self::Unknown => f.write_str("of an unknown algorithm"),
            other => f.write_str(other.algorithm()),
        }
    }
}

impl fmt::Display for Curve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::P224 => "P-224",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
        })
    }
}

/// An `AlgorithmIdentifier`: the algorithm and its parameters, whole; empty where there are none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Algorithm<'a> {
    pub(crate) oid: &'a [u8],
    pub(crate) parameters: &'a [u8],
}

impl<'a> Algorithm<'a> {
    pub(crate) fn parse(value: &'a [u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(value);
        let oid = reader.value(tag::OID).filter(|value| Oid::from_der(value).is_some());
        let oid = oid.ok_or(ParseError::Part("malformed OID"))?;
        if reader.is_empty() {
            return Ok(Self { oid, parameters: &[] });
        }
        let parameters = reader.any().ok_or(ParseError::Part("malformed parameters"))?;
        Ok(Self { oid, parameters: parameters.full })
    }
}

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
/// ML-DSA-44; the two larger sets have the next two numbers.
const ML_DSA: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17];

/// The encoding of NULL.
pub(crate) const NULL: &[u8] = &[tag::NULL, 0];

fn read_key(
    algorithm: &Algorithm<'_>,
    key: &[u8],
    version: Version,
) -> Result<PublicKey, ParseError> {
    match algorithm.oid {
        RSA => rsa(algorithm.parameters, key),
        DSA => dsa(algorithm.parameters, key),
        ECDSA => ecdsa(algorithm.parameters, key, version),
        ED25519 => ed25519(algorithm.parameters, key),
        oid => match ml_dsa_set(oid) {
            Some(set) if version.has(Change::MlDsa) => ml_dsa(set, algorithm.parameters, key),
            _ => Ok(PublicKey::Unknown),
        },
    }
}

fn rsa(parameters: &[u8], key: &[u8]) -> Result<PublicKey, ParseError> {
    if parameters != NULL {
        return Err(ParseError::Part("RSA key missing NULL parameters"));
    }
    let at = |what| move || ParseError::Part(what);
    let mut key =
        Reader::new(key).nested(tag::SEQUENCE).ok_or_else(at("invalid RSA public key"))?;
    let modulus = key.integer().ok_or_else(at("invalid RSA modulus"))?;
    let exponent = key.small_integer(tag::INTEGER).ok_or_else(at("invalid RSA public exponent"))?;
    let modulus =
        positive(modulus).ok_or_else(at("RSA modulus is not a positive number"))?.to_vec();
    let exponent = u64::try_from(exponent).ok().filter(|&exponent| exponent > 0);
    let exponent = exponent.ok_or_else(at("RSA public exponent is not a positive number"))?;
    Ok(PublicKey::Rsa { modulus, exponent })
}

fn ecdsa(parameters: &[u8], key: &[u8], version: Version) -> Result<PublicKey, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let unnamed = if version.has(Change::StrictParser) {
        "invalid ECDSA parameters"
    } else {
        "failed to parse ECDSA parameters as named curve"
    };
    let oid = Reader::new(parameters).oid().ok_or_else(at(unnamed))?;
    let curve = Curve::from_oid(&oid).ok_or_else(at("unsupported elliptic curve"))?;
    match point::check(curve, key) {
        Ok(()) => Ok(PublicKey::Ecdsa { curve, point: key.to_vec() }),
        Err(bad) if version.has(Change::PointErrors) => Err(ParseError::Point(bad)),
        Err(_) => Err(ParseError::Part("failed to unmarshal elliptic curve point")),
    }
}

fn ed25519(parameters: &[u8], key: &[u8]) -> Result<PublicKey, ParseError> {
    if !parameters.is_empty() {
        return Err(ParseError::Part("Ed25519 key encoded with illegal parameters"));
    }
    if key.len() != 32 {
        return Err(ParseError::Part("wrong Ed25519 public key size"));
    }
    Ok(PublicKey::Ed25519(key.to_vec()))
}

fn ml_dsa_set(oid: &[u8]) -> Option<(u8, usize)> {
    let (front, last) = oid.split_at_checked(ML_DSA.len() - 1)?;
    let sets = [(17, (44, 1312)), (18, (65, 1952)), (19, (87, 2592))];
    let found = sets.into_iter().find(|(arc, _)| last == [*arc]).map(|(_, set)| set);
    found.filter(|_| ML_DSA.starts_with(front))
}

fn ml_dsa(
    (set, size): (u8, usize),
    parameters: &[u8],
    key: &[u8],
) -> Result<PublicKey, ParseError> {
    if !parameters.is_empty() {
        return Err(ParseError::Part("ML-DSA key encoded with illegal parameters"));
    }
    if key.len() != size {
        return Err(ParseError::MlDsaLength);
    }
    Ok(PublicKey::MlDsa(set, key.to_vec()))
}

fn dsa(parameters: &[u8], key: &[u8]) -> Result<PublicKey, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let y = Reader::new(key).integer().ok_or_else(at("invalid DSA public key"))?;
    let group = Reader::new(parameters).nested(tag::SEQUENCE);
    let group =
        group.and_then(|mut group| Some([group.integer()?, group.integer()?, group.integer()?]));
    let [p, q, g] = group.ok_or_else(at("invalid DSA parameters"))?;
    let owned = |number| positive(number).map(<[u8]>::to_vec);
    let whole = || Some([owned(y)?, owned(p)?, owned(q)?, owned(g)?]);
    whole().map(PublicKey::Dsa).ok_or_else(at("zero or negative DSA parameter"))
}

/// A two's complement number over zero, without its sign byte.
fn positive(number: &[u8]) -> Option<&[u8]> {
    match number {
        [0] | [0x80..=0xff, ..] => None,
        [0, rest @ ..] => Some(rest),
        other => Some(other),
    }
}
