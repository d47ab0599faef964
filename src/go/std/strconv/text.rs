//! How go writes strings into its messages: quoting (`%q`) and bytes that are not UTF-8.

use std::{fmt::Write as _, io};

use super::printable::is_printable;
use crate::go::version::{Change, Version};

/// `text` as go's `%q` writes it: in double quotes, with go's escapes.
///
/// Bytes that are not UTF-8 come out as `\xff`. Source: the texts of discovery.md §2.2.
pub fn quote(text: impl AsRef<[u8]>) -> String {
    let mut out = String::from('"');
    for chunk in text.as_ref().utf8_chunks() {
        for c in chunk.valid().chars() {
            escape(c, '"', &mut out);
        }
        for byte in chunk.invalid() {
            push_hex(*byte, &mut out);
        }
    }
    out.push('"');
    out
}

/// The failure of `op` (`Get`, `parse`) on a URL, which go quotes since 1.14.
pub fn url_error(op: &str, url: impl AsRef<[u8]>, why: &str, version: Version) -> String {
    if version.has(Change::QuotedUrls) {
        format!("{op} {}: {why}", quote(url))
    } else {
        format!("{op} {}: {why}", lossy(url.as_ref()))
    }
}

/// The failure of a request, in the words of a release for the step that failed.
pub fn get_error(url: impl AsRef<[u8]>, why: &str, version: Version) -> String {
    let refused = (": connect: connection refused", ": getsockopt: connection refused");
    if version.has(Change::ConnectNamed) {
        url_error("Get", url, why, version)
    } else {
        url_error("Get", url, &why.replace(refused.0, refused.1), version)
    }
}

/// `c` as go's `%q` writes a rune: in single quotes, with go's escapes.
pub fn quote_rune(c: char) -> String {
    let mut out = String::from('\'');
    escape(c, '\'', &mut out);
    out.push('\'');
    out
}

/// `bytes` as text, with one U+FFFD for each byte that is not part of a UTF-8 character.
///
/// That is what go's `for range` and its JSON encoder do; `String::from_utf8_lossy` joins the
/// bytes of one broken character into one U+FFFD.
pub fn lossy(bytes: &[u8]) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    out
}

/// The system's reason in go's spelling, which begins in lower case.
pub fn system_reason(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::NotFound => return "no such file or directory".into(),
        io::ErrorKind::PermissionDenied => return "permission denied".into(),
        io::ErrorKind::IsADirectory => return "is a directory".into(),
        io::ErrorKind::NotADirectory => return "not a directory".into(),
        _ => error.to_string(),
    };
    let text = text.split(" (os error ").next().unwrap_or_default();
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

fn escape(c: char, mark: char, out: &mut String) {
    match c {
        '\u{7}' => out.push_str("\\a"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{b}' => out.push_str("\\v"),
        '\\' => out.push_str("\\\\"),
        c if c == mark => out.extend(['\\', c]),
        c if is_printable(c) => out.push(c),
        c => push_escape(c, out),
    }
}

fn push_escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let written = match code {
        0..0x80 => write!(out, "\\x{code:02x}"),
        0x80..0x1_0000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    debug_assert!(written.is_ok(), "writing to a String cannot fail");
}

fn push_hex(byte: u8, out: &mut String) {
    let written = write!(out, "\\x{byte:02x}");
    debug_assert!(written.is_ok(), "writing to a String cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_as_go_does() {
        assert_eq!(quote("a\"b\\"), r#""a\"b\\""#);
        assert_eq!(quote("\u{7}\n\u{1b}\u{7f}é\u{85}"), r#""\a\n\x1b\x7fé\u0085""#);
        assert_eq!(quote("\u{a0}\u{e0001}'"), r#""\u00a0\U000e0001'""#);
        assert_eq!(quote(b"a\xe2\x82b"), r#""a\xe2\x82b""#);
        assert_eq!(quote_rune('\''), r"'\''");
        assert_eq!(quote_rune('+'), "'+'");
    }

    #[test]
    fn one_replacement_for_each_bad_byte() {
        assert_eq!(lossy(b"a\xe2\x82b"), "a\u{fffd}\u{fffd}b");
    }
}
