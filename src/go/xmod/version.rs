//! Versions of modules: which fit a module path, and how go says that one does not.
//!
//! As golang.org/x/mod/module; nothing here changed from go 1.21 to 1.27. Source: modules.md §9.2.

use std::fmt;

use super::{
    major::split_version,
    module::{PathError, check_module},
    semver,
};
use crate::go::std::strconv::text::quote;

/// A module and one of its versions. Shown as go does: `PATH@VERSION`, or the path alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleVersion {
    /// The module path; in a replacement also a directory.
    pub path: String,
    /// Empty where it is the main module, a directory, or every version.
    pub version: String,
}

impl fmt::Display for ModuleVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version.as_str() {
            "" => f.write_str(&self.path),
            version => write!(f, "{}@{version}", self.path),
        }
    }
}

/// Whether `version` is a semantic version whose major number fits the module path `path`.
pub fn check(path: &str, version: &str) -> Result<(), CheckError> {
    check_module(path.as_bytes())?;
    let of_module = |fault| CheckError::Version { path: path.to_owned(), fault };
    if !semver::is_valid(version) {
        return Err(of_module(InvalidVersion::new(version, VersionFault::NotSemantic)));
    }
    let (_, path_major) = split_version(path).unwrap_or((path, ""));
    check_path_major(version, path_major).map_err(of_module)
}

/// Whether the major number of `version` is the one that `path_major` asks for: the suffix of a
/// module path as [`split_version`] gives it, `/v2`, `.v3`, `.v3-unstable` or empty.
///
/// `+incompatible` fits a path without a suffix, and `v0.0.0-…` fits `.v1`, for the sake of old
/// pseudo-versions.
pub fn check_path_major(version: &str, path_major: &str) -> Result<(), InvalidVersion> {
    let got = semver::major(version).unwrap_or_default();
    let want = path_major_prefix(path_major).unwrap_or("v0 or v1");
    let fits = match path_major {
        "" => matches!(got, "v0" | "v1") || is_incompatible(version),
        ".v1" | ".v1-unstable" if version.starts_with("v0.0.0-") => true,
        _ => got == want,
    };
    let fault = || VersionFault::Major { want: want.to_owned(), got: got.to_owned() };
    fits.then_some(()).ok_or_else(|| InvalidVersion::new(version, fault()))
}

/// Whether the major number of `version` fits the suffix `path_major`, see [`check_path_major`].
pub fn match_path_major(version: &str, path_major: &str) -> bool {
    check_path_major(version, path_major).is_ok()
}

/// The major version with which all versions and tags of a path with this suffix begin: `v2` for
/// `/v2`, `v3` for `.v3-unstable`. None for an empty suffix, which takes `v0` and `v1`.
pub fn path_major_prefix(path_major: &str) -> Option<&str> {
    let major = path_major.strip_prefix(['/', '.'])?;
    Some(if path_major.starts_with(".v") { trim_unstable(major) } else { major })
}

/// The version with all three numbers, and of build metadata `+incompatible` alone. None where
/// `version` is no semantic version.
pub fn canonical_version(version: &str) -> Option<String> {
    let canonical = semver::canonical(version)?;
    let kept = if is_incompatible(version) { INCOMPATIBLE } else { "" };
    Some(canonical + kept)
}

/// Whether `version` is a semantic version that ends in `+incompatible`: a major version from 2
/// on of a module path without a suffix.
pub fn is_incompatible(version: &str) -> bool {
    semver::build(version) == INCOMPATIBLE
}

/// A version that cannot be used, the module being known from elsewhere. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {} invalid: {fault}", self.noun(), quote(version))]
pub struct InvalidVersion {
    /// The version as it was given.
    pub version: String,
    /// What is wrong with it.
    pub fault: VersionFault,
}

impl InvalidVersion {
    /// What is wrong with `version`.
    pub fn new(version: &str, fault: VersionFault) -> Self {
        Self { version: version.to_owned(), fault }
    }

    /// The text with the module in front: `PATH@VERSION: invalid version: FAULT`.
    pub fn of_module(&self, path: &str) -> String {
        format!("{path}@{}: invalid {}: {}", self.version, self.noun(), self.fault)
    }

    /// `version`, or `pseudo-version` where the fault is one of that form.
    pub fn noun(&self) -> &'static str {
        if self.fault.is_pseudo() { "pseudo-version" } else { "version" }
    }
}

/// A rule that a version breaks. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VersionFault {
    /// Its characters cannot be part of a file's name.
    #[error("disallowed version string")]
    Disallowed,
    /// Its first number is not the one of the module path.
    #[error("should be {want}, not {got}")]
    Major {
        /// `v0 or v1`, or `v2` and so on.
        want: String,
        /// Its own; empty where it is no semantic version.
        got: String,
    },
    /// The version is no semantic version.
    #[error("not a semantic version")]
    NotSemantic,
    /// A pseudo-version with build metadata, which comes from a base, but without a base.
    #[error("lacks base version, but has build metadata {}", quote(.0))]
    PseudoBuild(String),
    /// A pseudo-version in front of this version, whose patch number is 0.
    #[error("version before {0} would have negative patch number")]
    PseudoNegative(String),
    /// The version does not have the form of a pseudo-version.
    #[error("syntax error")]
    PseudoSyntax,
    /// A pseudo-version with a date or hour that the calendar does not have.
    #[error("malformed time {}", quote(.0))]
    PseudoTime(String),
}

impl VersionFault {
    fn is_pseudo(&self) -> bool {
        use VersionFault::{PseudoBuild, PseudoNegative, PseudoSyntax, PseudoTime};
        matches!(self, PseudoBuild(_) | PseudoNegative(_) | PseudoSyntax | PseudoTime(_))
    }
}

/// A module path and version that do not belong together. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// The path is none of a module.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The version is none, or none of this path.
    #[error("{}", fault.of_module(path))]
    Version {
        /// The module path.
        path: String,
        /// What is wrong with the version.
        fault: InvalidVersion,
    },
}

fn trim_unstable(major: &str) -> &str {
    major.strip_suffix("-unstable").unwrap_or(major)
}

/// The build metadata of a version from 2 on that a path without a suffix has.
const INCOMPATIBLE: &str = "+incompatible";

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, version: &str) -> String {
        check(path, version).map_or_else(|e| e.to_string(), |()| "fits".into())
    }

    #[test]
    fn versions_fit_their_paths() {
        for (path, version) in [
            ("a.b/c", "v0.1.0"),
            ("a.b/c", "v1"),
            ("a.b/c", "v2.0.0+incompatible"),
            ("a.b/c/v2", "v2.0.0+incompatible"),
            ("gopkg.in/c.v0", "v0.3.0"),
            ("gopkg.in/c.v1", "v0.0.0-20161208181325-20d25e280405"),
            ("gopkg.in/c.v1-unstable", "v0.0.0-x"),
            ("gopkg.in/c.v3-unstable", "v3.0.0"),
        ] {
            assert_eq!(said(path, version), "fits", "{path} {version}");
        }
    }

    #[test]
    fn other_versions_are_refused_in_the_words_of_go() {
        for (path, version, text) in [
            ("A", "x", r#"malformed module path "A": missing dot in first path element"#),
            ("a.b/c", "1.0.0", "a.b/c@1.0.0: invalid version: not a semantic version"),
            ("a.b/c", "v2.0.0", "a.b/c@v2.0.0: invalid version: should be v0 or v1, not v2"),
            ("a.b/c/v2", "v1.0.0", "a.b/c/v2@v1.0.0: invalid version: should be v2, not v1"),
            (
                "gopkg.in/c.v2",
                "v0.0.0-x",
                "gopkg.in/c.v2@v0.0.0-x: invalid version: should be v2, not v0",
            ),
        ] {
            assert_eq!(said(path, version), text);
        }
        let alone = check_path_major("v2.0.0", "").unwrap_err().to_string();
        assert_eq!(alone, r#"version "v2.0.0" invalid: should be v0 or v1, not v2"#);
        let none = check_path_major("master", "/v3").unwrap_err().to_string();
        assert_eq!(none, r#"version "master" invalid: should be v3, not "#);
    }

    #[test]
    fn canonical_keeps_incompatible_alone() {
        assert_eq!(canonical_version("v2+incompatible"), None);
        assert_eq!(canonical_version("v2.0.0+incompatible"), Some("v2.0.0+incompatible".into()));
        assert_eq!(canonical_version("v2.0.0+meta"), Some("v2.0.0".into()));
        assert_eq!(canonical_version("v2"), Some("v2.0.0".into()));
    }

    #[test]
    fn prefixes_are_major_versions() {
        assert_eq!(path_major_prefix(""), None);
        assert_eq!(path_major_prefix("/v2"), Some("v2"));
        assert_eq!(path_major_prefix(".v3-unstable"), Some("v3"));
    }
}
