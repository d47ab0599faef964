//! The ASN.1 string types of names, as go turns them into its own strings.

use std::fmt;

use time::OffsetDateTime;

use super::{
    der::{Element, Reader, element, tag},
    error::ParseError,
    time::{generalized_time, utc_time},
};
use crate::go::version::{Change, Version};

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    /// What go has as a string: UTF-8 where the certificate is honest.
    String(Vec<u8>),
    /// NULL, which go shows as `<nil>`.
    Null,
    /// An element of another type, as go would write it again.
    Other(Vec<u8>),
}

/// Why a string was refused; Display is the end of go's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadString {
    /// The bytes are not of the type named.
    Invalid(&'static str),
    /// A type that go did not know.
    UnsupportedType(u8),
    /// A value of another type that is broken; go 1.27.
    Asn1(&'static str),
    /// A time that is none; go 1.27.
    Time(&'static str),
}

impl fmt::Display for BadString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(kind) => write!(f, "invalid {kind}"),
            Self::UnsupportedType(tag) => write!(f, "unsupported string type: {tag}"),
            Self::Asn1(kind) => write!(f, "invalid ASN.1 {kind}"),
            Self::Time(kind) => write!(f, "x509: malformed {kind}"),
        }
    }
}

impl BadString {
    /// What go says of it in a name. Until 1.16 names were read by encoding/asn1.
    pub(crate) fn in_name(self, version: Version) -> ParseError {
        match self {
            bad if version.has(Change::StrictParser) => ParseError::NameValue(bad),
            Self::Invalid("UTF-8 string") => ParseError::Asn1("asn1: invalid UTF-8 string".into()),
            Self::Invalid("BMPString") => ParseError::Asn1("pkcs12: odd-length BMP string".into()),
            Self::Invalid(kind) => {
                ParseError::Asn1(format!("asn1: syntax error: {kind} contains invalid character"))
            }
            bad => ParseError::NameValue(bad),
        }
    }
}

impl Text {
    /// The string's bytes; `None` for what go does not take for a string.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::String(bytes) => Some(bytes),
            Self::Null | Self::Other(_) => None,
        }
    }

    /// The value as DER, as go to 1.26 shows attributes without a short name.
    pub(crate) fn encoded(self) -> Self {
        match self {
            Self::String(bytes) if std::str::from_utf8(&bytes).is_ok() => {
                let plain = |&byte: &u8| is_printable(byte) && !b"*&".contains(&byte);
                let printable = bytes.iter().all(plain);
                let tag = if printable { tag::PRINTABLE_STRING } else { tag::UTF8_STRING };
                Self::Other(element(tag, &bytes))
            }
            other => other,
        }
    }
}

/// Reads the value of a name's attribute.
pub(crate) fn parse(value: Element<'_>, version: Version) -> Result<Text, BadString> {
    let all = |test: fn(u8) -> bool, kind| {
        let fine = value.value.iter().all(|&byte| test(byte));
        fine.then(|| value.value.to_vec()).ok_or(BadString::Invalid(kind))
    };
    let strict = version.has(Change::StrictNameStrings);
    let string = match value.tag {
        tag::T61_STRING if strict => Ok(latin1(value.value)),
        tag::T61_STRING => Ok(value.value.to_vec()),
        tag::PRINTABLE_STRING => all(is_printable, "PrintableString"),
        tag::UTF8_STRING => std::str::from_utf8(value.value)
            .map(|text| text.as_bytes().to_vec())
            .map_err(|_| BadString::Invalid("UTF-8 string")),
        tag::BMP_STRING => bmp_string(value.value, strict).ok_or(BadString::Invalid("BMPString")),
        tag::IA5_STRING => all(|byte| byte.is_ascii(), "IA5String"),
        tag::NUMERIC_STRING => all(|byte| byte.is_ascii_digit() || byte == b' ', "NumericString"),
        _ if version.has(Change::AnyNameStringType) => return other(value),
        _ if !version.has(Change::StrictParser) => return Ok(Text::Null),
        other => Err(BadString::UnsupportedType(other)),
    };
    string.map(Text::String)
}

/// A value that is no string. go checks the types that it knows.
fn other(value: Element<'_>) -> Result<Text, BadString> {
    let invalid = |kind| BadString::Asn1(kind);
    let mut reader = Reader::new(value.full);
    match value.tag {
        tag::NULL => return Ok(Text::Null),
        tag::BOOLEAN => drop(reader.boolean().ok_or(invalid("BOOLEAN"))?),
        tag::INTEGER => drop(reader.small_integer(tag::INTEGER).ok_or(invalid("integer"))?),
        tag::BIT_STRING => drop(reader.bit_string().ok_or(invalid("BIT STRING"))?),
        tag::OID => drop(reader.oid().ok_or(invalid("OBJECT IDENTIFIER"))?),
        tag::UTC_TIME => return moment(utc_time(value.value), "UTCTime"),
        tag::GENERALIZED_TIME => return moment(generalized_time(value.value), "GeneralizedTime"),
        _ => {}
    }
    Ok(Text::Other(value.full.to_vec()))
}

/// A time as go would write it again.
fn moment(time: Option<OffsetDateTime>, kind: &'static str) -> Result<Text, BadString> {
    time.map(|time| Text::Other(super::time::to_der(time))).ok_or(BadString::Time(kind))
}

/// `PrintableString`, with the `*` and `&` that are common in certificates.
fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" '()+,-./:=?*&".contains(&byte)
}

/// T.61 strings hold ISO 8859-1 in practice.
fn latin1(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&byte| char::from(byte)).collect::<String>().into_bytes()
}

/// UTF-16, big-endian; one terminating zero is dropped. `strict` refuses surrogates, paired or not.
fn bmp_string(bytes: &[u8], strict: bool) -> Option<Vec<u8>> {
    let bytes = bytes.strip_suffix(&[0, 0]).unwrap_or(bytes);
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut units = pairs.iter().map(|&pair| u16::from_be_bytes(pair));
    if !rest.is_empty() || strict && units.clone().any(|unit| unit & 0xf800 == 0xd800) {
        return None;
    }
    let text = char::decode_utf16(&mut units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(text.collect::<String>().into_bytes())
}
