//! How module proxies and the module cache spell versions, and how their spelling is read back.
//!
//! A capital is written as `!` and its small letter. As golang.org/x/mod/module; only the letters
//! that Unicode knows changed with the releases. How paths are spelt is [`super::module::escape`].

use super::{
    module::{Fault, PathError, check_file, check_module},
    version::{InvalidVersion, VersionFault},
};
use crate::go::{std::strconv::text::quote, version::Version};

/// `version`, which may be any revision, as it is spelt: `v1.0.0-!r!c1` for `v1.0.0-RC1`.
///
/// Only what can be a file's name by the letters of `release` can be spelt, and no `!`.
pub fn escape_version(version: &str, release: Version) -> Result<String, EscapeError> {
    if check_element(version, release).is_err() || version.contains('!') {
        return Err(InvalidVersion::new(version, VersionFault::Disallowed).into());
    }
    if !version.is_ascii() {
        return Err(EscapeError::Inconsistent);
    }
    Ok(version.chars().flat_map(escape_char).collect())
}

/// The module path that is spelt `escaped`.
pub fn unescape_path(escaped: &str) -> Result<String, UnescapeError> {
    let path = unescape(escaped).ok_or_else(|| UnescapeError::path(escaped, None))?;
    let checked = check_module(path.as_bytes());
    checked.map_err(|fault| UnescapeError::path(escaped, Some(fault)))?;
    Ok(path)
}

/// The version that is spelt `escaped`.
pub fn unescape_version(escaped: &str, release: Version) -> Result<String, UnescapeError> {
    let version = unescape(escaped).ok_or_else(|| UnescapeError::version(escaped, None))?;
    let checked = check_element(&version, release);
    checked.map_err(|fault| UnescapeError::version(&version, Some(fault)))?;
    Ok(version)
}

/// A version that has no spelling. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EscapeError {
    /// The version holds letters beyond ASCII, which files' names may hold.
    #[error("internal error: inconsistency in EscapePath")]
    Inconsistent,
    /// The version cannot be a file's name.
    #[error(transparent)]
    Version(#[from] InvalidVersion),
}

/// A spelling of no module path or no version. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid escaped {what} {}{fault}", quote(text))]
pub struct UnescapeError {
    what: &'static str,
    text: String,
    fault: String,
}

impl UnescapeError {
    fn path(text: &str, fault: Option<PathError>) -> Self {
        let fault = fault.map_or(String::new(), |fault| format!(": {fault}"));
        Self { what: "module path", text: text.to_owned(), fault }
    }

    fn version(text: &str, fault: Option<Fault>) -> Self {
        let fault = fault.map_or(String::new(), |fault| format!(": {fault}"));
        Self { what: "version", text: text.to_owned(), fault }
    }
}

/// Whether `name` can be one element of a file's path. A slash is one more character that it may
/// not hold, as is a colon, by which it is replaced here.
fn check_element(name: &str, release: Version) -> Result<(), Fault> {
    let checked = check_file(name.replace('/', ":").as_bytes(), release);
    checked.map_err(|error| match error.fault {
        Fault::Empty => Fault::EmptyElement,
        Fault::InvalidChar(':') => {
            Fault::InvalidChar(name.chars().find(|c| matches!(c, '/' | ':')).unwrap_or(':'))
        }
        fault => fault,
    })
}

fn escape_char(c: char) -> impl Iterator<Item = char> {
    c.is_ascii_uppercase().then_some('!').into_iter().chain([c.to_ascii_lowercase()])
}

/// None where `escaped` holds what no spelling holds: a capital, a character beyond ASCII, or a
/// `!` without a small letter behind it.
fn unescape(escaped: &str) -> Option<String> {
    let mut chars = escaped.chars();
    let mut text = String::with_capacity(escaped.len());
    while let Some(c) = chars.next() {
        text.push(match c {
            '!' => chars.next().filter(char::is_ascii_lowercase)?.to_ascii_uppercase(),
            c if c.is_ascii_uppercase() || !c.is_ascii() => return None,
            c => c,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(version: &str) -> String {
        escape_version(version, Version::NEWEST).unwrap_or_else(|e| e.to_string())
    }

    fn unescaped(version: &str) -> String {
        unescape_version(version, Version::NEWEST).unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn versions_are_spelt_like_files() {
        assert_eq!(escaped("v1.0.0-RC1+x"), "v1.0.0-!r!c1+x");
        assert_eq!(escaped("-x~1"), "-x~1");
        for version in ["", "feature/x", "a!b", "con", "..", "a.", "a\u{2603}"] {
            let text = format!("version {} invalid: disallowed version string", quote(version));
            assert_eq!(escaped(version), text);
        }
        assert_eq!(escaped("é"), "internal error: inconsistency in EscapePath");
    }

    #[test]
    fn spellings_are_read_back() {
        assert_eq!(unescaped("v1.0.0-!r!c1+x"), "v1.0.0-RC1+x");
        for (spelling, why) in [
            ("a!", "\"a!\""),
            ("!A", "\"!A\""),
            ("A", "\"A\""),
            ("a!!b", "\"a!!b\""),
            ("é", "\"é\""),
            ("", "\"\": empty path element"),
            ("!aux", "\"Aux\": \"Aux\" disallowed as path element component on Windows"),
            ("a/:b", "\"a/:b\": invalid char '/'"),
            ("a:/b", "\"a:/b\": invalid char ':'"),
            ("a/.", "\"a/.\": trailing dot in path element"),
        ] {
            assert_eq!(unescaped(spelling), format!("invalid escaped version {why}"));
        }
    }

    #[test]
    fn paths_are_read_back() {
        let said = |path| unescape_path(path).unwrap_or_else(|e| e.to_string());
        assert_eq!(said("a.b/!azure/x"), "a.b/Azure/x");
        assert_eq!(said("a.b/Azure"), "invalid escaped module path \"a.b/Azure\"");
        let why = "malformed module path \"A\": missing dot in first path element";
        assert_eq!(said("!a"), format!("invalid escaped module path \"!a\": {why}"));
    }
}
