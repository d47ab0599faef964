//! How versions in the main go.mod that are not canonical are replaced by versions.

use super::error::{Fault, Problem};
use super::verb::Verb;
use crate::go::{
    std::strconv::text::quote,
    xmod::{
        major::split_version,
        version::{canonical_version, check_path_major},
    },
};

/// What finds the version for whatever a go.mod has in its place: `v1.2.3` for `master`.
///
/// A closure is one. It is asked for every version in `require`, `exclude`, `replace` and
/// `retract`, in the order of the file, the retractions last.
pub trait VersionFixer {
    /// The version of the module `path` that is meant by `version`.
    fn fix(&mut self, path: &str, version: &str) -> Result<String, FixError>;
}

impl<F: FnMut(&str, &str) -> Result<String, FixError>> VersionFixer for F {
    fn fix(&mut self, path: &str, version: &str) -> Result<String, FixError> {
        self(path, version)
    }
}

/// Why no version was found. The text is the one of go's error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixError {
    /// An error of the module; without the `PATH@VERSION: ` or `module PATH: ` in front.
    Module(String),
    /// Any other error.
    Other(String),
}

impl FixError {
    pub(super) fn of(self, verb: Verb, path: &str) -> Problem {
        match self {
            Self::Module(text) => {
                Problem { about: Some((verb, path.to_owned())), fault: Fault::Fix(text) }
            }
            Self::Other(text) => Fault::Fix(text).into(),
        }
    }
}

/// What go does with a version in the main go.mod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Takes the version as it is.
    Canonical(String),
    /// Asks a query for this text.
    Query(String),
}

/// How `version` of the module `path` in the main go.mod or a workspace's is taken.
pub fn settle(path: &str, version: &str) -> Result<Settled, FixError> {
    let version = without_gopkg_mark(path, version);
    let Some((_, path_major)) = split_version(path) else {
        let (version, path) = (quote(version), quote(path));
        let text = format!("version {version} invalid: malformed module path {path}");
        return Err(FixError::Module(text));
    };
    if canonical_version(version).as_deref() != Some(version) {
        return Ok(Settled::Query(version.to_owned()));
    }
    check_path_major(version, path_major).map_err(|fault| FixError::Module(fault.to_string()))?;
    Ok(Settled::Canonical(version.to_owned()))
}

/// Early releases wrote more in front of the versions of gopkg.in.
fn without_gopkg_mark<'a>(path: &str, version: &'a str) -> &'a str {
    let marked = path.starts_with("gopkg.in/").then(|| version.split_once("-gopkgin-")).flatten();
    marked.map_or(version, |(_, version)| version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_versions_need_no_query() {
        let canonical = |version: &str| Ok(Settled::Canonical(version.into()));
        let query = |version: &str| Ok(Settled::Query(version.into()));
        assert_eq!(settle("a.b/c", "v1.2.3"), canonical("v1.2.3"));
        assert_eq!(settle("a.b/c", "v2.0.0+incompatible"), canonical("v2.0.0+incompatible"));
        assert_eq!(settle("gopkg.in/c.v1", "v0.0.0-gopkgin-v1.1.0"), canonical("v1.1.0"));
        assert_eq!(settle("a.b/c", "v1.2"), query("v1.2"));
        assert_eq!(settle("a.b/c", ""), query(""));
    }

    #[test]
    fn wrong_majors_are_refused() {
        let text = |text: &str| Err(FixError::Module(text.into()));
        let major = r#"version "v2.0.0" invalid: should be v0 or v1, not v2"#;
        assert_eq!(settle("a.b/c", "v2.0.0"), text(major));
        let path = r#"version "x" invalid: malformed module path "a.b/v1""#;
        assert_eq!(settle("a.b/v1", "x"), text(path));
    }
}
