//! Why go's tokenizer gives up, in go's words.

use crate::go::std::strconv::text::{lossy, quote};

/// What ended the reading of a page other than its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are not the XML that go's lenient tokenizer takes.
    #[error("XML syntax error on line {line}: {fault}")]
    Syntax {
        /// Line feeds read so far, plus one.
        line: u64,
        /// What is wrong there.
        fault: Fault,
    },
    /// `<?xml version="…"?>` names another version than 1.0.
    #[error("xml: unsupported version {}; only version 1.0 is supported", quote(version))]
    Version {
        /// The version named.
        version: Vec<u8>,
    },
    /// `<?xml encoding="…"?>` names something that is neither UTF-8 nor ASCII.
    #[error(
        "xml: opening charset {name}: can't decode XML document using charset {name}",
        name = quote(charset)
    )]
    Charset {
        /// The encoding named.
        charset: Vec<u8>,
    },
    /// The bytes ended early: the connection or the decompression failed.
    #[error("{0}")]
    Reader(String),
}

/// What is wrong with the syntax (discovery.md §8.2 to §8.9).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The page ends within a token.
    #[error("unexpected EOF")]
    UnexpectedEof,
    /// The page ends within `<![CDATA[`.
    #[error("unexpected EOF in CDATA section")]
    EofInCdata,
    /// `<` is not followed by a name.
    #[error("expected element name after <")]
    ElementName,
    /// `</` is not followed by a name.
    #[error("expected element name after </")]
    EndElementName,
    /// Something is between the name of an end tag and its `>`.
    #[error("invalid characters between </{0} and >")]
    EndElementTail(String),
    /// `<?` is not followed by a name.
    #[error("expected target name after <?")]
    TargetName,
    /// Where an attribute should begin, none does.
    #[error("expected attribute name in element")]
    AttributeName,
    /// A `/` within a tag is not followed by `>`.
    #[error("expected /> in element")]
    SelfClosing,
    /// A name with characters that no name may have.
    #[error("invalid XML name: {}", lossy(.0))]
    InvalidName(Vec<u8>),
    /// `<` within a quoted value.
    #[error("unescaped < inside quoted string")]
    LessThanInQuotes,
    /// `]]>` in text.
    #[error("unescaped ]]> not in CDATA section")]
    CdataEnd,
    /// `<!-` that begins no comment.
    #[error("invalid sequence <!- not part of <!--")]
    CommentStart,
    /// `--` within a comment.
    #[error(r#"invalid sequence "--" not allowed in comments"#)]
    DashesInComment,
    /// `<![` that begins no CDATA section.
    #[error("invalid <![ sequence")]
    CdataStart,
    /// Text or a value with bytes that are not UTF-8.
    #[error("invalid UTF-8")]
    InvalidUtf8,
    /// Text or a value with a character that XML forbids.
    #[error("illegal character code U+{:04X}", u32::from(*.0))]
    IllegalCharacter(char),
}
