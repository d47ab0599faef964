//! What only made-up certificates need of DER.

pub(crate) use crate::support::der::{bits, oid, pem, seq, tlv};

pub(crate) fn set(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x31, &parts.concat())
}

pub(crate) fn boolean(value: bool) -> Vec<u8> {
    tlv(1, &[if value { 0xff } else { 0 }])
}

pub(crate) fn integer(value: i64) -> Vec<u8> {
    let bytes = value.to_be_bytes();
    let mut from = 0;
    while from < 7 && matches!((bytes[from], bytes[from + 1]), (0, 0..0x80) | (0xff, 0x80..)) {
        from += 1;
    }
    tlv(2, &bytes[from..])
}

pub(crate) fn octets(value: &[u8]) -> Vec<u8> {
    tlv(4, value)
}
