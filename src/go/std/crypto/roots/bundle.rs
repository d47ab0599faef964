//! What a bundle of certificates holds for go.

use std::fmt;

use crate::go::{
    std::{
        crypto::x509::{Certificate, ParseError},
        encoding::pem,
        strconv::text::lossy,
    },
    version::Version,
};

/// Every certificate of a PEM text that go would take for a root, or why it leaves a block out,
/// each with its line from 1.
pub fn certificates(
    text: &[u8],
    version: Version,
) -> impl Iterator<Item = (usize, Result<Certificate, LeftOut>)> {
    let read = move |block: pem::Block<'_>| match block.label {
        b"CERTIFICATE" if block.has_headers => Err(LeftOut::Headers),
        b"CERTIFICATE" => Certificate::parse(&block.bytes, version).map_err(LeftOut::Certificate),
        other => Err(LeftOut::Label(lossy(other))),
    };
    pem::pieces(text)
        .map(move |piece| (piece.line, piece.content.map_err(LeftOut::Broken).and_then(&read)))
}

/// Why go leaves a block of a bundle out, without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// No block at all.
    Broken(pem::Broken),
    /// The label names something other than a certificate.
    Label(String),
    /// Lines with a colon come before the data.
    Headers,
    /// No certificate that go can read is in it.
    Certificate(ParseError),
}

impl LeftOut {
    /// Whether it is left out for how it is written: in another form it may be of use.
    pub fn is_of_form(&self) -> bool {
        match self {
            Self::Broken(_) | Self::Headers => true,
            Self::Label(label) => label == "TRUSTED CERTIFICATE" || label.starts_with("X509 CERT"),
            Self::Certificate(_) => false,
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(broken) => broken.fmt(f),
            Self::Label(label) => write!(f, "the block is a {label}, not a CERTIFICATE"),
            Self::Headers => f.write_str("lines with a colon stand in front of the data"),
            Self::Certificate(error) => error.fmt(f),
        }
    }
}
