//! `<?xml version="…" encoding="…"?>`, wherever it is.

use super::error::Error;
use crate::go::version::{Change, Version};

/// What go thinks of the text between `<?xml` and `?>`.
///
/// Only version 1.0 passes, and of encodings only UTF-8 and ASCII. Source: discovery.md §8.7.
pub(crate) fn check(text: &[u8], version: Version) -> Result<(), Error> {
    let named = value(text, b"version=", version).unwrap_or_default();
    if !matches!(named, b"" | b"1.0") {
        return Err(Error::Version { version: named.to_vec() });
    }
    let charset = value(text, b"encoding=", version).unwrap_or_default();
    if is_readable(charset) { Ok(()) } else { Err(Error::Charset { charset: charset.to_vec() }) }
}

fn is_readable(charset: &[u8]) -> bool {
    charset.is_empty() || charset.eq_ignore_ascii_case(b"utf-8") || is_ascii_name(charset)
}

/// go lowers the name character by character, and its lower case of `İ` is a plain `i`.
fn is_ascii_name(charset: &[u8]) -> bool {
    let plain = str::from_utf8(charset).map(|text| text.replace('İ', "i"));
    plain.is_ok_and(|name| name.eq_ignore_ascii_case("ascii"))
}

/// The quoted value behind the first `key` that a quote follows; `key` ends in `=`.
///
/// go looks for `key` anywhere, within other words too, and skips one byte behind an occurrence
/// without a quote before it looks on.
fn value<'a>(text: &'a [u8], key: &[u8], version: Version) -> Option<&'a [u8]> {
    let mut rest = text;
    loop {
        let at = rest.windows(key.len()).position(|window| window == key)?;
        let (quote, tail) = rest[at + key.len()..].split_first()?;
        if matches!(quote, b'"' | b'\'') {
            let end = tail.iter().position(|b| b == quote)?;
            return Some(&tail[..end]);
        }
        if !version.has(Change::DeclarationSearchGoesOn) {
            return None;
        }
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Option<String> {
        check(text.as_bytes(), Version::NEWEST).err().map(|error| error.to_string())
    }

    #[test]
    fn takes_utf8_and_ascii_alone() {
        for charset in ["utf-8", "UTF-8", "ascii", "ASCII", "AscİI", ""] {
            assert_eq!(error(&format!("encoding='{charset}'")), None, "{charset}");
        }
        for charset in ["utf8", "us-ascii", "gbk", " utf-8 ", "a\u{17f}cii"] {
            assert!(error(&format!("encoding='{charset}'")).is_some(), "{charset}");
        }
    }

    #[test]
    fn finds_values_as_go_does() {
        assert!(error(r#"myencoding="gbk""#).is_some());
        assert!(error(r#"encoding= encoding="gbk""#).is_some());
        for text in
            ["encoding = \"gbk\"", "encoding=gbk", "encoding=\"gbk", "encoding=encoding='gbk'"]
        {
            assert_eq!(error(text), None, "{text}");
        }
        assert_eq!(
            error(r#"version="1.1" encoding="gbk""#).as_deref(),
            Some(r#"xml: unsupported version "1.1"; only version 1.0 is supported"#)
        );
    }

    #[test]
    fn before_1_23_the_search_ends_at_an_unquoted_value() {
        let old = "1.22".parse().expect("a release");
        assert_eq!(check(br#"encoding= encoding="gbk""#, old), Ok(()));
    }
}
