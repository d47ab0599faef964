//! Points on the curves: whether go would take them for a key.

use std::fmt;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ECDSA_P521_SHA512_ASN1,
    EcdsaVerificationAlgorithm, ParsedPublicKey,
};

use super::{key::Curve, p224};

/// Why a point is no key. Display is the text of go 1.26; before, there was one for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPoint {
    /// Compressed, or something else altogether.
    Form,
    /// Not as long as two coordinates.
    Length(Curve),
    /// A coordinate that is no number of the field.
    Coordinate(Curve),
    /// Some other point.
    NotOnCurve(Curve),
}

impl fmt::Display for BadPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |curve: Curve| curve.to_string().replace('-', "");
        match *self {
            Self::Form => f.write_str("ecdsa: invalid uncompressed public key"),
            Self::Length(curve) => write!(f, "invalid {} point encoding", short(curve)),
            Self::Coordinate(Curve::P256) => f.write_str("invalid P256 element encoding"),
            Self::Coordinate(curve) => write!(f, "invalid {}Element encoding", short(curve)),
            Self::NotOnCurve(curve) => write!(f, "{} point not on curve", short(curve)),
        }
    }
}

/// Checks that `point` is an uncompressed point on `curve`.
pub(crate) fn check(curve: Curve, point: &[u8]) -> Result<(), BadPoint> {
    let coordinates = point.strip_prefix(&[4]).ok_or(BadPoint::Form)?;
    let (x, y) = coordinates.split_at_checked(curve.size()).ok_or(BadPoint::Length(curve))?;
    if y.len() != x.len() {
        return Err(BadPoint::Length(curve));
    }
    let prime = prime(curve);
    if x >= prime.as_slice() || y >= prime.as_slice() {
        return Err(BadPoint::Coordinate(curve));
    }
    let known: &'static EcdsaVerificationAlgorithm = match curve {
        Curve::P224 => return p224::check(x, y).ok_or(BadPoint::NotOnCurve(curve)),
        Curve::P256 => &ECDSA_P256_SHA256_ASN1,
        Curve::P384 => &ECDSA_P384_SHA384_ASN1,
        Curve::P521 => &ECDSA_P521_SHA512_ASN1,
    };
    ParsedPublicKey::new(known, point).map(drop).map_err(|_| BadPoint::NotOnCurve(curve))
}

/// The prime of the curve's field, as long as a coordinate (FIPS 186-4, D.1.2).
pub(crate) fn prime(curve: Curve) -> Vec<u8> {
    let runs: &[(usize, u8)] = match curve {
        Curve::P224 => &[(16, 0xff), (11, 0), (1, 1)],
        Curve::P256 => &[(4, 0xff), (3, 0), (1, 1), (12, 0), (12, 0xff)],
        Curve::P384 => &[(31, 0xff), (1, 0xfe), (4, 0xff), (8, 0), (4, 0xff)],
        Curve::P521 => &[(1, 1), (65, 0xff)],
    };
    runs.iter().flat_map(|&(length, byte)| std::iter::repeat_n(byte, length)).collect()
}
