//! The ASN.1 string types of names, as go turns them into its own strings.

use std::fmt;

use super::der::{Element, tag};
use crate::go::version::{Change, Version};

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// What go has as a string: UTF-8 where the certificate is honest.
    String(Vec<u8>),
    /// An element of a type that go does not know, whole.
    Other(Vec<u8>),
}

/// Why a string was refused; Display is the end of go's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadString {
    /// The bytes are not of the type named.
    Invalid(&'static str),
    /// A type that go did not know.
    UnsupportedType(u8),
}

impl fmt::Display for BadString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(kind) => write!(f, "invalid {kind}"),
            Self::UnsupportedType(tag) => write!(f, "unsupported string type: {tag}"),
        }
    }
}

impl Text {
    /// The string's bytes; `None` for a type that go does not know.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::String(bytes) => Some(bytes),
            Self::Other(_) => None,
        }
    }

    /// The value as go's encoder would write it; `None` where it would refuse.
    pub(super) fn to_der(&self) -> Option<Vec<u8>> {
        match self {
            Self::Other(der) => Some(der.clone()),
            Self::String(bytes) => {
                let strict = |&byte: &u8| is_printable(byte) && !b"*&".contains(&byte);
                let printable = bytes.iter().all(strict);
                let tag = if printable { tag::PRINTABLE_STRING } else { tag::UTF8_STRING };
                std::str::from_utf8(bytes).ok().map(|_| element(tag, bytes))
            }
        }
    }
}

/// Reads the value of a name's attribute.
pub(super) fn parse(value: Element<'_>, version: Version) -> Result<Text, BadString> {
    let all = |test: fn(u8) -> bool, kind| {
        let fine = value.value.iter().all(|&byte| test(byte));
        fine.then(|| value.value.to_vec()).ok_or(BadString::Invalid(kind))
    };
    let string = match value.tag {
        tag::T61_STRING => Ok(latin1(value.value)),
        tag::PRINTABLE_STRING => all(is_printable, "PrintableString"),
        tag::UTF8_STRING => std::str::from_utf8(value.value)
            .map(|text| text.as_bytes().to_vec())
            .map_err(|_| BadString::Invalid("UTF-8 string")),
        tag::BMP_STRING => bmp_string(value.value).ok_or(BadString::Invalid("BMPString")),
        tag::IA5_STRING => all(|byte| byte.is_ascii(), "IA5String"),
        tag::NUMERIC_STRING => all(|byte| byte.is_ascii_digit() || byte == b' ', "NumericString"),
        _ if version.has(Change::AnyNameStringType) => return Ok(Text::Other(value.full.to_vec())),
        other => Err(BadString::UnsupportedType(other)),
    };
    string.map(Text::String)
}

/// PrintableString, with the `*` and `&` that are common in certificates.
fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" '()+,-./:=?*&".contains(&byte)
}

/// T.61 strings hold ISO 8859-1 in practice.
fn latin1(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&byte| char::from(byte)).collect::<String>().into_bytes()
}

/// UTF-16, big-endian; one terminating zero is dropped.
fn bmp_string(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = bytes.strip_suffix(&[0, 0]).unwrap_or(bytes);
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    rest.is_empty().then(|| text.collect::<String>().into_bytes())
}

/// An element of a text shorter than 4 GiB.
fn element(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let significant = length.iter().skip_while(|&&byte| byte == 0).copied().collect::<Vec<_>>();
    let mut out = vec![tag];
    if value.len() >= 0x80 {
        out.push(0x80 | u8::try_from(significant.len()).unwrap_or_default());
        out.extend(significant);
    } else {
        out.extend(length.last());
    }
    out.extend(value);
    out
}
