//! What the tokenizer finds on a page, and where.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::lexer::Lexer;

/// A place on a page, as go counts: after `offset` bytes, on line `line`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line feeds before it, plus one.
    pub line: u64,
    /// Bytes before it.
    pub offset: u64,
}

impl Place {
    /// The start of a page.
    pub const START: Self = Self { line: 1, offset: 0 };

    /// The place behind `bytes`, which begin here.
    #[must_use]
    pub fn behind(self, bytes: &[u8]) -> Self {
        let feeds = bytes.split(|b| *b == b'\n').count() - 1;
        Self { line: self.line + feeds as u64, offset: self.offset + bytes.len() as u64 }
    }
}

/// One token; what go does not look at is not kept.
#[derive(Clone, Debug)]
pub enum Token<'a> {
    /// `<name …>` or `<name …/>`.
    Start(Element<'a>),
    /// `</name>`, without the name's prefix.
    End(&'a str),
    /// Characters between tags.
    Text,
    /// `<![CDATA[…]]>`.
    Cdata,
    /// `<!--…-->`.
    Comment,
    /// `<?target …?>`.
    Instruction,
    /// `<!DOCTYPE …>` and whatever else begins with `<!`.
    Directive,
}

/// A start tag.
#[derive(Clone, Debug)]
pub struct Element<'a> {
    /// The name without its prefix.
    pub name: &'a str,
    /// Whether it ends in `/>`, and so is its own end tag.
    pub closes_itself: bool,
    pub(crate) attributes: Lexer<'a>,
}

/// An attribute of a start tag.
#[derive(Clone, Debug)]
pub(crate) struct Attribute<'a> {
    /// The name without its prefix.
    pub(crate) name: &'a str,
    pub(crate) value: Cow<'a, str>,
}

impl<'a> Element<'a> {
    /// The value of the first attribute with this local name, in any case.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut lexer = self.attributes.clone();
        while let Ok(Some(attribute)) = lexer.attribute() {
            if attribute.name.eq_ignore_ascii_case(name) {
                return Some(attribute.value);
            }
        }
        None
    }
}
