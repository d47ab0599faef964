//! Certificates that no library makes: version 1, and serial numbers below zero.

use super::{LabError, hosts::Https};

const SEQUENCE: u8 = 0x30;
const VERSION_3: [u8; 5] = [0xa0, 3, 2, 1, 2];

/// Alters a certificate as `https` says, and signs it again where it did.
pub(super) fn forge<E: Into<LabError>>(
    certificate: &[u8],
    https: &Https,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, LabError> {
    if !https.v1 && !https.negative_serial {
        return Ok(certificate.to_vec());
    }
    let (fields, algorithm) = parts(certificate).ok_or(LabError::Forge)?;
    let serial = fields.strip_prefix(&VERSION_3).ok_or(LabError::Forge)?;
    let mut altered = serial.to_vec();
    if https.negative_serial
        && let Some(byte) = altered.get_mut(2)
    {
        *byte |= 0x80;
    }
    let version: &[u8] = if https.v1 { &[] } else { &VERSION_3 };
    let tbs = element(SEQUENCE, &[version, &altered]);
    let signature = sign(&tbs).map_err(Into::into)?;
    let bits = element(3, &[&[0], &signature]);
    Ok(element(SEQUENCE, &[&tbs, algorithm, &bits]))
}

/// What stands in the part that is signed, and the signature's algorithm.
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

/// A DER element of these parts.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let [.., high, low] = content.len().to_be_bytes();
    let mut der = match content.len() {
        0..=0x7f => vec![tag, low],
        0x80..=0xff => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    der.extend(content);
    der
}
