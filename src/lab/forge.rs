//! Certificates that no library makes: version 1, serial numbers below zero, SHA-1.

use rcgen::SigningKey as _;

use super::{LabError, der::element, hosts::Https, keys::LabKey};

const SEQUENCE: u8 = 0x30;
const VERSION_3: [u8; 5] = [0xa0, 3, 2, 1, 2];

/// sha1WithRSAEncryption, RFC 8017 appendix A.2.4.
const SHA1_WITH_RSA: [u8; 15] = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5, 5, 0];

/// Alters a certificate as `https` says, and signs it again where it did.
pub(super) fn forge(
    certificate: &[u8],
    https: &Https,
    signer: &LabKey,
) -> Result<Vec<u8>, LabError> {
    if !https.v1 && !https.negative_serial && !https.sha1 {
        return Ok(certificate.to_vec());
    }
    let (fields, own_algorithm) = parts(certificate).ok_or(LabError::Forge)?;
    let rest = fields.strip_prefix(&VERSION_3).ok_or(LabError::Forge)?;
    let (serial, _, rest) = split(rest).ok_or(LabError::Forge)?;
    let (_, _, rest) = split(rest).ok_or(LabError::Forge)?;
    let mut serial = serial.to_vec();
    if https.negative_serial
        && let Some(byte) = serial.get_mut(2)
    {
        *byte |= 0x80;
    }
    let version: &[u8] = if https.v1 { &[] } else { &VERSION_3 };
    let algorithm = if https.sha1 { &SHA1_WITH_RSA } else { own_algorithm };
    let tbs = element(SEQUENCE, &[version, &serial, algorithm, rest]);
    let signature = if https.sha1 { signer.sign_with_sha1(&tbs)? } else { signer.sign(&tbs)? };
    let bits = element(3, &[&[0], &signature]);
    Ok(element(SEQUENCE, &[&tbs, algorithm, &bits]))
}

/// What is in the part that is signed, and the signature's algorithm.
fn parts(certificate: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, inner, _) = split(certificate)?;
    let (_, fields, rest) = split(inner)?;
    let (algorithm, _, _) = split(rest)?;
    Some((fields, algorithm))
}

/// The first element, its content, and what follows it.
fn split(der: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let first = usize::from(*der.get(1)?);
    let (head, length) = match first {
        0..=0x7f => (2, first),
        0x81 => (3, usize::from(*der.get(2)?)),
        0x82 => (4, usize::from(u16::from_be_bytes([*der.get(2)?, *der.get(3)?]))),
        _ => return None,
    };
    let (whole, rest) = der.split_at_checked(head + length)?;
    Some((whole, whole.get(head..)?, rest))
}
