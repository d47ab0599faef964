//! Distinguished names: how go reads them from a certificate and how it writes them.

use super::{
    der::{Reader, tag},
    error::ParseError,
    oid::Oid,
    string::{self, Text},
};
use crate::go::version::{Change, Version};

/// A distinguished name, its attributes in the order of the certificate.
///
/// Display writes it as go's `pkix.Name` does: `CN=Test Root,O=Acme`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Attribute {
    oid: Oid,
    value: Text,
}

/// The attributes that go keeps in fields of their own, by the last arc of 2.5.4.x, in the order
/// in which it writes them, and whether it keeps only the last value.
const KNOWN: [(u8, &str, bool); 9] = [
    (5, "SERIALNUMBER", true),
    (COMMON_NAME, "CN", true),
    (11, "OU", false),
    (ORGANIZATION, "O", false),
    (17, "POSTALCODE", false),
    (9, "STREET", false),
    (7, "L", false),
    (8, "ST", false),
    (6, "C", false),
];

const COMMON_NAME: u8 = 3;
const ORGANIZATION: u8 = 10;

impl Name {
    /// Reads an `RDNSequence`, `full` being the whole element.
    pub(crate) fn parse(full: &[u8], version: Version) -> Result<Self, ParseError> {
        let broken = || ParseError::Part("invalid RDNSequence");
        let mut sets = Reader::new(full).nested(tag::SEQUENCE).ok_or_else(broken)?;
        let mut attributes = Vec::new();
        while !sets.is_empty() {
            let mut set = sets.nested(tag::SET).ok_or_else(broken)?;
            while !set.is_empty() {
                attributes.push(attribute(&mut set, version)?);
            }
        }
        Ok(Self { attributes })
    }

    /// The last common name, empty where there is none.
    pub fn common_name(&self) -> &[u8] {
        self.known(COMMON_NAME).last().unwrap_or_default()
    }

    /// The first organization.
    pub(crate) fn organization(&self) -> Option<&[u8]> {
        self.known(ORGANIZATION).next()
    }

    /// The values of 2.5.4.`arc`.
    fn known(&self, arc: u8) -> impl DoubleEndedIterator<Item = &[u8]> {
        let of_arc = move |attribute: &&Attribute| attribute.oid.is(&[0x55, 4, arc]);
        self.attributes.iter().filter(of_arc).filter_map(|attribute| attribute.value.bytes())
    }

    /// The values of one known attribute as go writes them; empty without any.
    fn known_part(&self, (arc, label, last_only): (u8, &str, bool)) -> Vec<u8> {
        let values: Vec<&[u8]> = if last_only {
            self.known(arc).last().filter(|value| !value.is_empty()).into_iter().collect()
        } else {
            self.known(arc).collect()
        };
        let written = |value: &&[u8]| [label.as_bytes(), b"=", &escape(value)].concat();
        values.iter().map(written).collect::<Vec<_>>().join(&b'+')
    }

    /// The name as go writes it, byte for byte.
    pub fn to_bytes(&self) -> Vec<u8> {
        let known = KNOWN.iter().map(|&known| self.known_part(known));
        let others = self.attributes.iter().rev().filter(|other| !is_known(&other.oid));
        let parts = known.filter(|part| !part.is_empty()).chain(others.map(other_part));
        parts.collect::<Vec<_>>().join(&b',')
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::go::std::strconv::text::lossy(&self.to_bytes()))
    }
}

fn attribute(set: &mut Reader<'_>, version: Version) -> Result<Attribute, ParseError> {
    let at = |what| move || ParseError::Part(what);
    let mut pair =
        set.nested(tag::SEQUENCE).ok_or_else(at("invalid RDNSequence: invalid attribute"))?;
    let oid = pair.oid().ok_or_else(at("invalid RDNSequence: invalid attribute type"))?;
    let any_type = version.has(Change::AnyNameStringType);
    let broken = if any_type {
        "invalid RDNSequence: invalid attribute value: invalid ASN.1 element"
    } else {
        "invalid RDNSequence: invalid attribute value"
    };
    let value = pair.any().ok_or_else(at(broken))?;
    let value = string::parse(value, version).map_err(|bad| bad.in_name(version))?;
    let value = if any_type || is_known(&oid) { value } else { value.encoded() };
    Ok(Attribute { oid, value })
}

fn is_known(oid: &Oid) -> bool {
    KNOWN.iter().any(|&(arc, ..)| oid.is(&[0x55, 4, arc]))
}

/// An attribute without a short name; a value of an unknown type is its DER in hex: `1.2.3=#0500`.
fn other_part(other: &Attribute) -> Vec<u8> {
    let value = match &other.value {
        Text::String(value) => escape(value),
        Text::Null => b"\\<nil\\>".to_vec(),
        Text::Other(der) => format!("#{}", super::hex(der)).into_bytes(),
    };
    [format!("{}=", other.oid).as_bytes(), &value].concat()
}

/// A value with the characters that RFC 2253 sets apart behind a backslash.
fn escape(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    for (at, &byte) in value.iter().enumerate() {
        let edge = at == 0 || at + 1 == value.len();
        let special =
            b",+\"\\<>;".contains(&byte) || byte == b' ' && edge || byte == b'#' && at == 0;
        out.extend(special.then_some(b'\\'));
        out.push(byte);
    }
    out
}
