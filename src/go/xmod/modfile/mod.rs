//! go.mod and go.work, read as golang.org/x/mod/modfile reads them, with its texts.
//!
//! Exact for go 1.21 to 1.27; older releases are read as 1.21 but for the directives that they do
//! not know. Source: modules.md §8, §10, §11.1, and answers of the releases. Words need not be
//! UTF-8: in what is read, each byte that is not part of a character is one U+FFFD.

mod comment;
pub mod error;
pub mod fix;
mod lexer;
pub mod module_path;
mod position;
mod reader;
mod syntax;
#[cfg(test)]
mod tests;
mod values;
pub mod verb;
pub mod words;
mod work;

use std::sync::Arc;

use self::{
    error::{Error, Errors},
    fix::VersionFixer,
};
use super::version::ModuleVersion;
use crate::go::version::Version;

pub use self::position::Position;

/// The main module's go.mod: every line must be known and right.
///
/// `file` is its name, for the texts. Without a fixer every version must be canonical.
pub fn parse(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> Result<GoMod, Errors> {
    whole(survey(file, data, release, fixer))
}

/// A dependency's go.mod: what is not known, and what matters to the main module alone, is passed
/// over. Nothing is found in [`GoMod::toolchain`], `godebug`, `exclude`, `replace` and `tool`.
pub fn parse_lax(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> Result<GoMod, Errors> {
    whole(reader::read(file, data, Reading::Lax, release, fixer))
}

/// A go.work. `file` is its name, for the texts; go reads it without a fixer.
pub fn parse_work(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> Result<GoWork, Errors> {
    whole(survey_work(file, data, release, fixer))
}

/// What is right in the main module's go.mod, and all that is wrong. go itself takes nothing of a
/// file with a fault, see [`parse`].
pub fn survey(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> (GoMod, Vec<Error>) {
    reader::read(file, data, Reading::Strict, release, fixer)
}

/// What is right in a go.work, and all that is wrong, see [`parse_work`].
pub fn survey_work(
    file: &str,
    data: &[u8],
    release: Version,
    fixer: Option<&mut dyn VersionFixer>,
) -> (GoWork, Vec<Error>) {
    work::read(file, data, release, fixer)
}

fn whole<T>((found, errors): (T, Vec<Error>)) -> Result<T, Errors> {
    if errors.is_empty() { Ok(found) } else { Err(Errors(errors)) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Lax,
    Strict,
}

/// A go.mod. The directives of one kind are in the order of the file, with their lines from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoMod {
    /// None where the file lacks the line.
    pub module: Option<Module>,
    /// None where the file lacks the line.
    pub go: Option<Go>,
    /// None where the file lacks the line.
    pub toolchain: Option<Toolchain>,
    /// Since go 1.23.
    pub godebug: Vec<Godebug>,
    /// The modules that are required.
    pub require: Vec<Require>,
    /// The versions that are never used.
    pub exclude: Vec<Exclude>,
    /// The modules that are replaced.
    pub replace: Vec<Replace>,
    /// The versions that the author takes back.
    pub retract: Vec<Retract>,
    /// Since go 1.24.
    pub tool: Vec<Tool>,
    /// Since go 1.25.
    pub ignore: Vec<Ignore>,
}

/// A go.work. The directives of one kind are in the order of the file, with their lines from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoWork {
    /// None where the file lacks the line.
    pub go: Option<Go>,
    /// None where the file lacks the line.
    pub toolchain: Option<Toolchain>,
    /// Since go 1.23.
    pub godebug: Vec<Godebug>,
    /// The modules of the workspace.
    pub uses: Vec<Use>,
    /// The modules that are replaced.
    pub replace: Vec<Replace>,
}

/// The module line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// As it is declared; it need not be a module path.
    pub path: String,
    /// What the paragraph `Deprecated:` of its comments says.
    pub deprecated: Option<String>,
    /// From 1.
    pub line: usize,
}

/// The go line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Go {
    /// A release without `go` in front: `1.21.3`.
    pub version: String,
    /// From 1.
    pub line: usize,
}

/// The toolchain line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toolchain {
    /// `default`, or a name that begins with `go1`.
    pub name: String,
    /// From 1.
    pub line: usize,
}

/// A setting of GODEBUG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Godebug {
    /// In front of the first `=`.
    pub key: String,
    /// Behind it.
    pub value: String,
    /// From 1.
    pub line: usize,
}

/// A requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Require {
    /// What is needed. The path need not be a module path.
    pub module: ModuleVersion,
    /// Whether a comment says that no package of the module itself needs it.
    pub indirect: bool,
    /// From 1.
    pub line: usize,
}

/// A version that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclude {
    /// The version.
    pub module: ModuleVersion,
    /// From 1.
    pub line: usize,
}

/// One module in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// What is replaced; an empty version means all.
    pub old: ModuleVersion,
    /// What replaces it; an empty version means that the path is a directory.
    pub new: ModuleVersion,
    /// From 1.
    pub line: usize,
}

/// Versions that their author takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retract {
    /// Which ones. Without a fixer the versions are as they are written.
    pub interval: Interval,
    /// What the comments of the line say, or those of its block, which share it; may be empty.
    pub rationale: Arc<str>,
    /// From 1.
    pub line: usize,
}

/// Versions from `low` to `high`, both among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lowest.
    pub low: String,
    /// The highest; the same where it is one version.
    pub high: String,
}

/// A package that is run as a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    /// The path of the package.
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// A directory that patterns pass over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The path of the directory.
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// The directory of a module in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// As it is in the file.
    pub path: String,
    /// From 1.
    pub line: usize,
}
