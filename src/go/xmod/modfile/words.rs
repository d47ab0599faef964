//! What single words of a go.mod or go.work mean.

use std::path::MAIN_SEPARATOR;

use crate::go::{
    std::strconv::{printable::is_printable, text::quote, unquote::unquote},
    version::{Change, Version},
};

/// A word that is no string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StringFault {
    /// A quote in a word that does not begin with `"`.
    #[error("unquoted string cannot contain quote")]
    Quote,
    /// Escapes that go does not know, or text behind the closing quote.
    #[error("invalid syntax")]
    Syntax,
}

impl StringFault {
    /// The text, which is go's.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Quote => "unquoted string cannot contain quote",
            Self::Syntax => "invalid syntax",
        }
    }
}

/// `text` as a go.mod must have it to be one word: in quotes where that is needed.
pub fn auto_quote(text: &str) -> String {
    if must_quote(text) { quote(text) } else { text.to_owned() }
}

/// The text that a word means. A word in back-quotes is none.
pub(super) fn string(word: &[u8]) -> Result<Vec<u8>, StringFault> {
    if word.starts_with(b"\"") {
        return unquote(word).ok_or(StringFault::Syntax);
    }
    let quoted = word.iter().any(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    if quoted { Err(StringFault::Quote) } else { Ok(word.to_vec()) }
}

/// Whether `path` is a directory to go on some system, rather than a module path.
pub(super) fn is_directory(path: &[u8], release: Version) -> bool {
    let rest = path.strip_prefix(b"..").or_else(|| path.strip_prefix(b".")).unwrap_or(path);
    match (rest, path) {
        ([], b"." | b"..") => release.has(Change::DotIsDirectory),
        ([b'/' | b'\\', ..], _) => true,
        (_, [drive, b':', ..]) => drive.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Whether a directory is written as on Windows while this is another system.
pub(super) fn is_foreign_directory(path: &[u8]) -> bool {
    MAIN_SEPARATOR == '/' && path.contains(&b'\\')
}

/// Whether `word` is the name of a release: `1.21`, `1.21.3`, `1.21rc1`.
pub(super) fn is_go_version(word: &[u8]) -> bool {
    let Some(rest) = major_minor(word).map(|(_, rest)| rest) else { return false };
    let rest = rest.strip_prefix(b".").and_then(number).unwrap_or(rest);
    let name = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let digits = &rest[name..];
    let named = name > 0 && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    rest.is_empty() || named
}

/// The `1.21` that a word in a dependency's go line begins with, a `v` left out, where something
/// other than a digit is behind it.
pub(super) fn lax_go_version(word: &[u8]) -> Option<&[u8]> {
    let (version, rest) = major_minor(word.strip_prefix(b"v").unwrap_or(word))?;
    let behind = rest.first().is_some_and(|byte| !byte.is_ascii_digit());
    (behind && !rest[1..].contains(&b'\n')).then_some(version)
}

/// Whether `word` can be a toolchain: `default`, `go1`, or what begins with `go1.`.
pub(super) fn is_toolchain(word: &[u8]) -> bool {
    matches!(word, b"default" | b"go1") || word.starts_with(b"go1.")
}

fn must_quote(text: &str) -> bool {
    let special = |c| match c {
        ' ' | '"' | '\'' | '`' => true,
        '(' | ')' | '[' | ']' | '{' | '}' | ',' => text.len() > 1,
        c => !is_printable(c),
    };
    text.is_empty() || text.contains("//") || text.contains("/*") || text.chars().any(special)
}

/// Two numbers with a dot, the first not 0, and what is behind them.
fn major_minor(word: &[u8]) -> Option<(&[u8], &[u8])> {
    let behind_major = number(word).filter(|_| !word.starts_with(b"0"))?;
    let rest = number(behind_major.strip_prefix(b".")?)?;
    Some((&word[..word.len() - rest.len()], rest))
}

/// What is behind the number at the beginning of `text`: `0`, or digits that begin with another.
fn number(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'0', rest @ ..] => Some(rest),
        [b'1'..=b'9', ..] => {
            let end = text.iter().position(|byte| !byte.is_ascii_digit());
            Some(&text[end.unwrap_or(text.len())..])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_versions() {
        for word in ["1.0", "1.21", "1.21.0", "1.21.13", "1.21rc1", "1.21.1beta2", "20.10"] {
            assert!(is_go_version(word.as_bytes()), "{word}");
        }
        for word in [
            "", "1", "1.", "01.2", "0.1", "1.01", "1.2.03", "v1.2", "1.2.", "1.2rc", "1.2.3.4",
            "1.2RC1", "1.2rc1x", "1.2-rc1",
        ] {
            assert!(!is_go_version(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn go_versions_of_dependencies() {
        for (word, want) in [
            ("v1.20.x", Some("1.20")),
            ("1.18-foo", Some("1.18")),
            ("1.2.03", Some("1.2")),
            ("v1.20", None),
            ("1.01", None),
            ("1", None),
            ("foo", None),
        ] {
            assert_eq!(lax_go_version(word.as_bytes()), want.map(str::as_bytes), "{word}");
        }
    }

    #[test]
    fn directories() {
        let old: Version = "1.21".parse().unwrap();
        for path in ["./a", "../a", "/a", ".\\a", "..\\a", "\\a", "C:", "c:/a", ".", ".."] {
            assert!(is_directory(path.as_bytes(), Version::NEWEST), "{path}");
        }
        for path in ["", "a", ".a", "...", "..a/b", ".../a", "1:/", "a.b/c"] {
            assert!(!is_directory(path.as_bytes(), Version::NEWEST), "{path}");
        }
        assert!(!is_directory(b".", old) && !is_directory(b"..", old) && is_directory(b"./", old));
    }

    #[test]
    fn quotes_what_would_be_more_than_a_word() {
        for text in ["a.b/c", "(", "é", "v1.0.0", "a/*"] {
            let quoted = if text == "a/*" { format!("\"{text}\"") } else { text.to_owned() };
            assert_eq!(auto_quote(text), quoted);
        }
        for text in ["", "a b", "a(", "a'", "a//b", "a\u{a0}"] {
            assert!(auto_quote(text).starts_with('"'), "{text}");
        }
    }
}
