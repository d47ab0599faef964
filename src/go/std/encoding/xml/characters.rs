//! Text and values: entities, line ends, and which characters are allowed.

use std::borrow::Cow;

use super::{error::Fault, lexer::is_name_byte};

/// The text that `raw` means, once its entities and line ends are taken apart.
///
/// `raw` is what is between two tags or two quotes. Entities that go does not know, HTML's
/// among them, stay as they are. Source: discovery.md §8.5.
pub(crate) fn decode(raw: &[u8]) -> Result<Cow<'_, str>, Fault> {
    if !raw.iter().any(|b| matches!(b, b'&' | b'\r')) {
        return check(raw).map(Cow::Borrowed);
    }
    let bytes = replace(raw);
    check(&bytes).map(|text| Cow::Owned(text.to_owned()))
}

/// `raw` as text, if every character of it is allowed in an XML document.
pub(crate) fn check(raw: &[u8]) -> Result<&str, Fault> {
    for chunk in raw.utf8_chunks() {
        if let Some(c) = chunk.valid().chars().find(|c| !is_allowed(*c)) {
            return Err(Fault::IllegalCharacter(c));
        }
        if !chunk.invalid().is_empty() {
            return Err(Fault::InvalidUtf8);
        }
    }
    str::from_utf8(raw).map_err(|_| Fault::InvalidUtf8)
}

/// Whether `raw` ends within an entity, so that its meaning hangs on the next byte.
pub(crate) fn ends_within_entity(raw: &[u8]) -> bool {
    let Some(at) = raw.iter().rposition(|b| *b == b'&') else { return false };
    let body = &raw[at + 1..];
    reference_length(body) == body.len()
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn replace(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'\r' => {
                out.push(b'\n');
                rest = tail.strip_prefix(b"\n").unwrap_or(tail);
            }
            b'&' => match entity(tail) {
                Some((c, length)) => {
                    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    rest = &tail[length..];
                }
                None => out.push(b'&'),
            },
            _ => out.push(byte),
        }
    }
    out
}

/// The character that the entity whose `&` precedes `rest` means, and the bytes it takes.
fn entity(rest: &[u8]) -> Option<(char, usize)> {
    let length = reference_length(rest);
    let (body, tail) = rest.split_at(length);
    if tail.first() != Some(&b';') {
        return None;
    }
    let c = match body {
        [b'#', b'x', digits @ ..] => numbered(digits, 16)?,
        [b'#', digits @ ..] => numbered(digits, 10)?,
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"apos" => '\'',
        b"quot" => '"',
        _ => return None,
    };
    Some((c, length + 1))
}

/// How many bytes at the start of `rest` belong to an entity, its `;` not counted.
pub(crate) fn reference_length(rest: &[u8]) -> usize {
    let run = |from: usize, belongs: fn(&u8) -> bool| {
        from + rest[from..].iter().take_while(|b| belongs(b)).count()
    };
    match rest {
        [b'#', b'x', ..] => run(2, u8::is_ascii_hexdigit),
        [b'#', ..] => run(1, u8::is_ascii_digit),
        _ => run(0, |b| is_name_byte(*b)),
    }
}

fn numbered(digits: &[u8], radix: u32) -> Option<char> {
    let code = u32::from_str_radix(str::from_utf8(digits).ok()?, radix).ok()?;
    match code {
        0xD800..=0xDFFF => Some(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_go_knows_and_nothing_else() {
        let decoded = |raw: &str| decode(raw.as_bytes()).map(Cow::into_owned);
        assert_eq!(decoded("a&lt;b&#65;&#x42;&quot;&apos;&amp;&gt;"), Ok("a<bAB\"'&>".into()));
        assert_eq!(decoded("&nbsp;&;&#;&#x;&#X41;& &lt"), Ok("&nbsp;&;&#;&#x;&#X41;& &lt".into()));
        assert_eq!(decoded("&#xD800;&#1114112;"), Ok("\u{fffd}&#1114112;".into()));
        assert_eq!(decoded("a\r\nb\rc&#13;\n"), Ok("a\nb\nc\r\n".into()));
    }

    #[test]
    fn the_first_bad_character_counts() {
        assert_eq!(decode(b"a&#0;\xff"), Err(Fault::IllegalCharacter('\0')));
        assert_eq!(decode(b"a\xff&#0;"), Err(Fault::InvalidUtf8));
        assert_eq!(decode("\u{fffe}".as_bytes()), Err(Fault::IllegalCharacter('\u{fffe}')));
        assert!(decode("\u{7f}\u{80}\u{1fffe}".as_bytes()).is_ok());
    }

    #[test]
    fn knows_an_unfinished_entity() {
        for raw in ["&", "a &b", "&#", "&#x", "&#x1", "&#12"] {
            assert!(ends_within_entity(raw.as_bytes()), "{raw}");
        }
        for raw in ["", "a", "&b;", "& ", "&#1a", "&#xg", "&b\""] {
            assert!(!ends_within_entity(raw.as_bytes()), "{raw}");
        }
    }
}
