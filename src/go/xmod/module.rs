//! Which texts are module paths and import paths (discovery.md §2.2).

use std::{fmt, str};

use serde::{Deserialize, Serialize};

use super::major::split_version;
use crate::go::{
    std::{
        strconv::text::{quote, quote_rune},
        unicode::letters::is_letter,
    },
    version::Version,
};

/// Whether `path` can be a module path; the first rule that it breaks otherwise.
///
/// Source: discovery.md §2.2, where the rules are numbered.
pub fn check_module(path: &[u8]) -> Result<(), PathError> {
    check(path, Kind::Module)
}

/// Whether `path` can be an import path, that is, the path of a package.
///
/// Laxer than [`check_module`]: elements may start with a dot and hold a `+`, and the first
/// element is like any other.
pub fn check_import(path: &[u8]) -> Result<(), PathError> {
    check(path, Kind::Import)
}

/// Whether `path` can be the path of a file in a module, from its root, by the letters that a release knows.
///
/// Elements may hold blanks, most punctuation and letters of any script, and may end in a tilde and digits.
pub fn check_file(path: &[u8], version: Version) -> Result<(), PathError> {
    let fault = find_file_fault(path, version);
    fault.map_err(|fault| PathError { kind: Kind::File, path: path.to_vec(), fault })
}

/// `path` as module proxies and the module cache spell it: `!a` for `A`.
///
/// Fails where [`check_module`] does.
pub fn escape(path: &str) -> Result<String, PathError> {
    check_module(path.as_bytes())?;
    let mut escaped = String::with_capacity(path.len());
    for c in path.chars() {
        escaped.extend(c.is_ascii_uppercase().then_some('!'));
        escaped.push(c.to_ascii_lowercase());
    }
    Ok(escaped)
}

/// Whether `path` is `prefix` or lies below it, counted in whole elements.
pub fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path that breaks a rule. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed {kind} path {}: {fault}", quote(path))]
pub struct PathError {
    /// Which rules were asked.
    pub kind: Kind,
    /// The whole path; it need not be UTF-8.
    pub path: Vec<u8>,
    /// The first rule that it breaks.
    pub fault: Fault,
}

/// What a path is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The path of a module.
    Module,
    /// The path of a package.
    Import,
    /// The path of a file in a module.
    File,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Module => "module",
            Self::Import => "import",
            Self::File => "file",
        })
    }
}

/// A rule that a path breaks, in the order in which go asks. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Not UTF-8.
    #[error("invalid UTF-8")]
    InvalidUtf8,
    /// Nothing at all.
    #[error("empty string")]
    Empty,
    /// Path starts with `-`.
    #[error("leading dash")]
    LeadingDash,
    /// Path holds `//`.
    #[error("double slash")]
    DoubleSlash,
    /// Path ends with `/`.
    #[error("trailing slash")]
    TrailingSlash,
    /// Path starts with `/`.
    #[error("empty path element")]
    EmptyElement,
    /// An element is nothing but dots.
    #[error("invalid path element {}", quote(.0))]
    OnlyDots(String),
    /// An element starts with a dot.
    #[error("leading dot in path element")]
    LeadingDot,
    /// An element ends with a dot.
    #[error("trailing dot in path element")]
    TrailingDot,
    /// A character that no element may hold.
    #[error("invalid char {}", quote_rune(*.0))]
    InvalidChar(char),
    /// An element that Windows takes for a device, up to its first dot.
    #[error("{} disallowed as path element component on Windows", quote(.0))]
    WindowsName(String),
    /// An element that looks like a short name of Windows: `foo~1`.
    #[error("trailing tilde and digits in path element")]
    TildeDigits,
    /// The first element of a module path holds no dot.
    #[error("missing dot in first path element")]
    MissingDot,
    /// A character that the first element of a module path may not hold.
    #[error("invalid char {} in first path element", quote_rune(*.0))]
    InvalidHostChar(char),
    /// The major-version suffix is wrong, see [`split_version`].
    #[error("invalid version")]
    InvalidVersion,
}

fn check(path: &[u8], kind: Kind) -> Result<(), PathError> {
    find_fault(path, kind).map_err(|fault| PathError { kind, path: path.to_vec(), fault })
}

fn find_fault(path: &[u8], kind: Kind) -> Result<(), Fault> {
    let path = str::from_utf8(path).map_err(|_| Fault::InvalidUtf8)?;
    forbid(path.starts_with('-'), || Fault::LeadingDash)?;
    check_whole(path)?;
    path.split('/').try_for_each(|element| check_element(element, kind))?;
    if kind == Kind::Module {
        check_host(path.split('/').next().unwrap_or(path))?;
        split_version(path).ok_or(Fault::InvalidVersion)?;
    }
    Ok(())
}

fn find_file_fault(path: &[u8], version: Version) -> Result<(), Fault> {
    let path = str::from_utf8(path).map_err(|_| Fault::InvalidUtf8)?;
    check_whole(path)?;
    path.split('/').try_for_each(|element| {
        check_dots(element)?;
        check_chars(element, |c| is_file_char(c, version))?;
        check_device(short(element))
    })
}

fn check_whole(path: &str) -> Result<(), Fault> {
    forbid(path.is_empty(), || Fault::Empty)?;
    forbid(path.contains("//"), || Fault::DoubleSlash)?;
    forbid(path.ends_with('/'), || Fault::TrailingSlash)
}

fn check_element(element: &str, kind: Kind) -> Result<(), Fault> {
    let only_dots = element.bytes().all(|b| b == b'.');
    let hidden = kind == Kind::Module && element.starts_with('.') && !only_dots;
    forbid(hidden, || Fault::LeadingDot)?;
    check_dots(element)?;
    check_chars(element, |c| is_path_char(c) || kind == Kind::Import && c == '+')?;
    check_device(short(element))?;
    check_tilde(short(element))
}

fn check_dots(element: &str) -> Result<(), Fault> {
    let only_dots = element.bytes().all(|b| b == b'.');
    forbid(element.is_empty(), || Fault::EmptyElement)?;
    forbid(only_dots, || Fault::OnlyDots(element.to_owned()))?;
    forbid(element.ends_with('.'), || Fault::TrailingDot)
}

fn check_chars(element: &str, allowed: impl Fn(char) -> bool) -> Result<(), Fault> {
    element.chars().find(|c| !allowed(*c)).map_or(Ok(()), |c| Err(Fault::InvalidChar(c)))
}

/// The part of an element that Windows looks at: all before its first dot.
fn short(element: &str) -> &str {
    element.split('.').next().unwrap_or(element)
}

fn check_device(short: &str) -> Result<(), Fault> {
    let device = DEVICES.iter().any(|name| short.eq_ignore_ascii_case(name));
    forbid(device, || Fault::WindowsName(short.to_owned()))
}

fn check_tilde(short: &str) -> Result<(), Fault> {
    let tail = short.rsplit_once('~').map_or("", |(_, tail)| tail);
    let numbered = !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit());
    forbid(numbered, || Fault::TildeDigits)
}

fn check_host(host: &str) -> Result<(), Fault> {
    forbid(!host.contains('.'), || Fault::MissingDot)?;
    let bad = host.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-' | '.'));
    bad.map_or(Ok(()), |c| Err(Fault::InvalidHostChar(c)))
}

fn is_path_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

fn is_file_char(c: char, version: Version) -> bool {
    is_path_char(c) || "!#$%&()+,=@[]^{} ".contains(c) || is_letter(c, version)
}

fn forbid(found: bool, fault: impl FnOnce() -> Fault) -> Result<(), Fault> {
    if found { Err(fault()) } else { Ok(()) }
}

#[rustfmt::skip]
const DEVICES: &[&str] = &[
    "CON", "PRN", "AUX", "NUL",
    "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_broken_rule_decides() {
        let text = |path: &[u8]| check_module(path).map_err(|e| e.to_string());
        assert_eq!(text(b"a.b/c"), Ok(()));
        assert_eq!(text(b"a\xff"), Err(r#"malformed module path "a\xff": invalid UTF-8"#.into()));
        let slash = r#"malformed module path "a.b//": double slash"#;
        assert_eq!(text(b"a.b//"), Err(slash.into()));
        let char = r#"malformed module path "A+b/c.": invalid char '+'"#;
        assert_eq!(text(b"A+b/c."), Err(char.into()));
        assert_eq!(check_import(b"A+b/.c"), Ok(()));
    }

    #[test]
    fn files_may_have_stranger_names() {
        let text = |path: &[u8]| check_file(path, Version::NEWEST).map_err(|e| e.to_string());
        for path in ["-x", ".a/b c", "é/{x}~1.go", "a+b,c"] {
            assert_eq!(text(path.as_bytes()), Ok(()), "{path}");
        }
        for (path, why) in [
            (&b"a;b"[..], "\"a;b\": invalid char ';'"),
            ("☃".as_bytes(), "\"☃\": invalid char '☃'"),
            (b"a/con.go", "\"a/con.go\": \"con\" disallowed as path element component on Windows"),
            (b"/a", "\"/a\": empty path element"),
            (b"a/..", "\"a/..\": invalid path element \"..\""),
            (b"a./b", "\"a./b\": trailing dot in path element"),
            (b"\xff", "\"\\xff\": invalid UTF-8"),
        ] {
            assert_eq!(text(path), Err(format!("malformed file path {why}")));
        }
    }

    #[test]
    fn escapes_capitals() {
        assert_eq!(escape("a.b/Azure/x"), Ok("a.b/!azure/x".into()));
    }

    #[test]
    fn below_counts_elements() {
        assert!(is_below("a.b/c", "a.b") && is_below("a.b", "a.b"));
        assert!(!is_below("a.bc", "a.b"));
    }
}
