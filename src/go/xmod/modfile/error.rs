//! What go says of a go.mod or go.work that it cannot read.

use std::fmt;

use super::{position::Position, verb::Verb, words::StringFault};
use crate::go::{
    std::strconv::text::{quote, quote_rune_to_ascii},
    xmod::version::InvalidVersion,
};

/// All faults of a file, at least one. The text is go's: a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors(pub Vec<Error>);

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "\n" })?;
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

/// One fault and its place. The text is go's: `go.mod:3: require a.b/c: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file's name as it was given.
    pub file: String,
    /// Where the line begins, or the syntax breaks. Columns are shown from 2 on.
    pub at: Position,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.at;
        write!(f, "{}:{line}:", self.file)?;
        if column > 1 {
            write!(f, "{column}:")?;
        }
        write!(f, " {}", self.problem)
    }
}

impl std::error::Error for Error {}

/// A fault, with the directive and module that it is about where go names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The directive, and its module path, which may be empty.
    pub about: Option<(Verb, String)>,
    /// What is wrong.
    pub fault: Fault,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self { about: None, fault }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.about {
            Some((verb, path)) if path.is_empty() => write!(f, "{verb}: ")?,
            Some((verb, path)) => write!(f, "{verb} {path}: ")?,
            None => {}
        }
        self.fault.fmt(f)
    }
}

/// A fault that ends the reading, and where.
#[derive(Clone, Debug)]
pub(super) struct SyntaxError {
    pub(super) at: Position,
    pub(super) fault: Fault,
}

impl SyntaxError {
    /// The one fault of the file.
    pub(super) fn of(self, file: &str) -> Error {
        Error { file: file.to_owned(), at: self.at, problem: self.fault.into() }
    }
}

/// What can be wrong. The texts are go's; words are shown as they are in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Something follows the bracket that closes a block.
    #[error("syntax error (expected newline after closing paren)")]
    AfterBracket,
    /// A string that is none.
    #[error("invalid quoted string: {0}")]
    BadString(#[from] StringFault),
    /// A version that is no string, or not in canonical form.
    #[error("version {} invalid: {why}", quote(version))]
    BadVersion {
        /// As it was given; it need not be UTF-8.
        version: Vec<u8>,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A replacement that is a directory, with a version.
    #[error("replacement module directory path {} cannot have version", quote(.0))]
    DirectoryVersion(Vec<u8>),
    /// The file ends in a string.
    #[error("unexpected EOF in string")]
    EndInString,
    /// A retraction that lacks something.
    #[error("expected {0}")]
    Expected(&'static str),
    /// A word too many behind a retraction.
    #[error("unexpected token after version: {}", quote(.0))]
    ExtraWord(Vec<u8>),
    /// A version that could not be found out, in the words of the failed query.
    #[error("{0}")]
    Fix(String),
    /// A go line that names no release.
    #[error("invalid go version '{got}': must match format {form}")]
    GoVersion {
        /// As it is in the file.
        got: String,
        /// An example of one.
        form: &'static str,
    },
    /// A path whose end can be no major version.
    #[error("invalid module path")]
    ModulePath,
    /// A line ends in a string.
    #[error("unexpected newline in string")]
    NewLineInString,
    /// Retractions in a file without a module line.
    #[error("no module directive found, so retract cannot be used")]
    NoModule,
    /// A replacement without a version that is no directory.
    #[error(
        "replacement module without version must be directory path (rooted or starting with {dots})"
    )]
    NotDirectory {
        /// How a directory begins, as the release says it.
        dots: &'static str,
    },
    /// Anything but one word behind the directive.
    #[error("{0} directive expects exactly one argument")]
    OneArgument(Verb),
    /// A block that is not closed.
    #[error("syntax error (unterminated block started at {file}:{}:{})", start.line, start.column)]
    OpenBlock {
        /// The file's name.
        file: String,
        /// Where the block begins.
        start: Position,
    },
    /// A replacement `path@version`.
    #[error("replacement module must match format 'path version', not 'path@version'")]
    PathAtVersion,
    /// A directive that a file may have once, again.
    #[error("repeated {0} statement")]
    Repeated(Verb),
    /// A comment of the other kind.
    #[error("mod files must use // comments (not /* */ comments)")]
    StarComment,
    /// A toolchain line that names none.
    #[error("invalid toolchain version '{got}': must match format {form}")]
    ToolchainVersion {
        /// As it is in the file.
        got: String,
        /// Examples, as the release says them.
        form: &'static str,
    },
    /// A character that no word may hold, as the release does not take it for printable.
    #[error("unexpected input character {}", quote_rune_to_ascii(*.0))]
    UnexpectedChar(char),
    /// A block of a directive that has none, or that the release does not know.
    #[error("unknown block type: {0}")]
    UnknownBlock(String),
    /// A directive that the release does not know.
    #[error("unknown directive: {0}")]
    UnknownDirective(String),
    /// Too few or too many words.
    #[error("usage: {}", .0.usage())]
    Usage(Verb),
    /// A version of another major version than the path.
    #[error(transparent)]
    Version(#[from] InvalidVersion),
    /// A replacement that would be a directory on Windows.
    #[error("replacement directory appears to be Windows path (on a non-windows system)")]
    WindowsPath,
}
