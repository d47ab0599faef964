//! Why go refuses to read a certificate.

use std::fmt;

use super::{oid::Oid, point::BadPoint, string::BadString};
use crate::go::std::strconv::text;

/// Why a certificate could not be read. Display is go's text: `x509: negative serial number`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// One of the plain texts, without its `x509: `.
    Part(&'static str),
    /// A whole text of encoding/asn1, which read certificates until go 1.16.
    Asn1(String),
    /// An elliptic curve's point that is none; alone without `x509: ` (go 1.26).
    Point(BadPoint),
    /// An ML-DSA key of the wrong length.
    MlDsaLength,
    /// A constraint that is not ASCII.
    NotAscii(Vec<u8>),
    /// A value in a subject's or issuer's name.
    NameValue(BadString),
    /// An extension occurs twice; its number where the release tells it.
    DuplicateExtension(Option<Oid>),
    /// A URI among the subject alternative names, and what is wrong with it.
    Uri {
        /// The URI as it is in the certificate.
        uri: Vec<u8>,
        /// What go's URL parser says, or `invalid domain`.
        why: String,
    },
    /// An address of neither 4 nor 16 bytes.
    IpLength(usize),
    /// An address constraint of neither 8 nor 32 bytes.
    IpConstraintLength(usize),
    /// An address constraint whose mask has holes.
    IpConstraintMask(Vec<u8>),
    /// A constraint that go cannot use: its kind, its text, and what follows.
    Constraint {
        /// `dnsName`, `rfc822Name` or `URI`.
        kind: &'static str,
        /// The constraint as it is in the certificate.
        text: Vec<u8>,
        /// What go adds at the end, empty mostly.
        why: &'static str,
    },
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asn1(text) => return f.write_str(text),
            Self::Point(bad) => return bad.fmt(f),
            Self::MlDsaLength => return f.write_str("mldsa: invalid public key length"),
            _ => f.write_str("x509: ")?,
        }
        match self {
            Self::Asn1(_) | Self::Point(_) | Self::MlDsaLength => Ok(()),
            Self::NotAscii(text) => write!(
                f,
                "invalid constraint value: x509: {} cannot be encoded as an IA5String",
                text::quote(text)
            ),
            Self::Part(text) => f.write_str(text),
            Self::NameValue(why) => {
                write!(f, "invalid RDNSequence: invalid attribute value: {why}")
            }
            Self::DuplicateExtension(None) => {
                f.write_str("certificate contains duplicate extensions")
            }
            Self::DuplicateExtension(Some(oid)) => {
                write!(f, "certificate contains duplicate extension with OID \"{oid}\"")
            }
            Self::Uri { uri, why } => {
                write!(f, "cannot parse URI {}: {why}", text::quote(uri))
            }
            Self::IpLength(length) => write!(f, "cannot parse IP address of length {length}"),
            Self::IpConstraintLength(length) => {
                write!(f, "IP constraint contained value of length {length}")
            }
            Self::IpConstraintMask(mask) => {
                f.write_str("IP constraint contained invalid mask ")?;
                mask.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Self::Constraint { kind, text, why } => {
                write!(f, "failed to parse {kind} constraint {}{why}", text::quote(text))
            }
        }
    }
}

impl std::error::Error for ParseError {}
