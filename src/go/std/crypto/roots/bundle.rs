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
    /// It is no block.
    Broken(pem::Broken),
    /// It says that it is something else.
    Label(String),
    /// Lines with a colon stand in front of the data.
    Headers,
    /// It holds no certificate that go can read.
    Certificate(ParseError),
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
