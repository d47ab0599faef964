//! Points on the curves: whether go would take them for a key.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ECDSA_P521_SHA512_ASN1,
    EcdsaVerificationAlgorithm, ParsedPublicKey,
};

use super::key::Curve;

/// Whether `point` is an uncompressed point on `curve`.
pub(super) fn is_on_curve(curve: Curve, point: &[u8]) -> bool {
    if point.first() != Some(&4) || point.len() != 1 + 2 * curve.size() {
        return false;
    }
    static P256: &EcdsaVerificationAlgorithm = &ECDSA_P256_SHA256_ASN1;
    static P384: &EcdsaVerificationAlgorithm = &ECDSA_P384_SHA384_ASN1;
    static P521: &EcdsaVerificationAlgorithm = &ECDSA_P521_SHA512_ASN1;
    let known = match curve {
        Curve::P224 => return true,
        Curve::P256 => P256,
        Curve::P384 => P384,
        Curve::P521 => P521,
    };
    ParsedPublicKey::new(known, point).is_ok()
}
