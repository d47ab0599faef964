//! Quoted strings read back, as go's `strconv.Unquote` does.

/// The bytes that a quoted string means: `"a\n"` with go's escapes, or `` `a` `` as it is.
///
/// None where `text` is no such string. A byte that is not UTF-8 becomes U+FFFD between double
/// quotes, unless it is written as an escape.
pub fn unquote(text: &[u8]) -> Option<Vec<u8>> {
    let (&mark, rest) = text.split_first()?;
    let (&last, inner) = rest.split_last()?;
    match mark {
        b'"' | b'`' if mark != last => None,
        b'"' => unescape(inner),
        b'`' => (!inner.contains(&b'`')).then(|| without_returns(inner)),
        _ => None,
    }
}

fn without_returns(inner: &[u8]) -> Vec<u8> {
    inner.iter().copied().filter(|byte| *byte != b'\r').collect()
}

fn unescape(inner: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(inner.len());
    for chunk in inner.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '"' | '\n' => return None,
                '\\' => rest = unescape_one(rest, &mut out)?,
                c => push(c, &mut out),
            }
        }
        chunk.invalid().iter().for_each(|_| push(char::REPLACEMENT_CHARACTER, &mut out));
    }
    Some(out)
}

/// Reads what follows a backslash, and gives what is left.
fn unescape_one<'a>(rest: &'a str, out: &mut Vec<u8>) -> Option<&'a str> {
    let kind = rest.chars().next()?;
    let behind = &rest[kind.len_utf8()..];
    let simple = match kind {
        'a' => 0x07,
        'b' => 0x08,
        'f' => 0x0c,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 0x0b,
        '\\' | '"' => u8::try_from(kind).ok()?,
        _ => return unescape_number(kind, rest, out),
    };
    out.push(simple);
    Some(behind)
}

/// `\x41` and `\101` are bytes, `\u0041` and `\U00000041` characters.
fn unescape_number<'a>(kind: char, rest: &'a str, out: &mut Vec<u8>) -> Option<&'a str> {
    let (from, count, radix) = match kind {
        'x' => (1, 2, 16),
        'u' => (1, 4, 16),
        'U' => (1, 8, 16),
        '0'..='7' => (0, 3, 8),
        _ => return None,
    };
    let digits = rest.get(from..from + count)?;
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let value = u32::from_str_radix(digits, radix).ok()?;
    match kind {
        'u' | 'U' => push(char::from_u32(value)?, out),
        _ => out.push(u8::try_from(value).ok()?),
    }
    rest.get(from + count..)
}

fn push(c: char, out: &mut Vec<u8>) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_strings_as_go_does() {
        for (text, want) in [
            (&br#""""#[..], &b""[..]),
            (br#""a b""#, b"a b"),
            (br#""\a\b\f\n\r\t\v\\\"""#, b"\x07\x08\x0c\n\r\t\x0b\\\""),
            (br#""\x41\101\u00e9\U0001f600\xff\377""#, "AA\u{e9}\u{1f600}".as_bytes()),
            (b"\"a\xffb\"", "a\u{fffd}b".as_bytes()),
            (b"`a\\n\r`", b"a\\n"),
        ] {
            let mut want = want.to_vec();
            want.extend(if text.ends_with(b"377\"") { &b"\xff\xff"[..] } else { b"" });
            assert_eq!(unquote(text), Some(want), "{}", text.escape_ascii());
        }
    }

    #[test]
    fn refuses_what_go_refuses() {
        for text in [
            &b""[..],
            b"\"",
            b"a",
            b"\"a",
            b"\"a`",
            b"`a`b`",
            br#""a"b""#,
            b"\"a\nb\"",
            br#""\'""#,
            br#""\x4""#,
            br#""\400""#,
            br#""\08""#,
            br#""\ud800""#,
            br#""\U00110000""#,
            br#""\q""#,
            br#""\""#,
            br#""\x+1""#,
            b"'a'",
            "\"\\é\"".as_bytes(),
        ] {
            assert_eq!(unquote(text), None, "{}", text.escape_ascii());
        }
    }
}
