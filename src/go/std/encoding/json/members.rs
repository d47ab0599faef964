//! The members of an object, in order, as slices of the text.

/// One `"name": value` of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// The name without quotes and escapes.
    pub name: String,
    /// The value as it is written.
    pub value: &'a [u8],
}

/// The kind of a value, by the word that go has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `[…]`.
    Array,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
    /// Any number.
    Number,
    /// `{…}`.
    Object,
    /// `"…"`.
    String,
}

impl Kind {
    /// What go calls it in `cannot unmarshal ⟨word⟩ into …`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Bool => "bool",
            Self::Null => "null",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }
}

/// The kind of the value that `text` holds; `text` is valid JSON.
pub fn kind(text: &[u8]) -> Kind {
    match text.trim_ascii_start().first() {
        Some(b'[') => Kind::Array,
        Some(b'{') => Kind::Object,
        Some(b'"') => Kind::String,
        Some(b't' | b'f') => Kind::Bool,
        Some(b'n') | None => Kind::Null,
        Some(_) => Kind::Number,
    }
}

/// The members of the object that `text` holds, in order, with duplicates; none for what is no object. `text` is valid
/// JSON.
pub fn members(text: &[u8]) -> Vec<Member<'_>> {
    let mut found = Vec::new();
    let Some(mut rest) = text.trim_ascii_start().strip_prefix(b"{") else { return found };
    loop {
        rest = rest.trim_ascii_start();
        if !rest.starts_with(b"\"") {
            return found;
        }
        let (name, behind) = rest.split_at(length(rest));
        let value = behind.trim_ascii_start().get(1..).unwrap_or_default().trim_ascii_start();
        let (value, behind) = value.split_at(length(value));
        found.push(Member { name: string(name), value });
        rest = behind.trim_ascii_start().get(1..).unwrap_or_default();
    }
}

/// How many bytes the value takes that `text` begins with.
fn length(text: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => at += string_length(text.get(at..).unwrap_or_default()) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
        if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
            return at;
        }
    }
    text.len()
}

fn string_length(text: &[u8]) -> usize {
    let mut at = 1;
    loop {
        match text.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return text.len().max(1),
        }
    }
}

/// The text of a JSON string: escapes taken back, bytes and escapes that are no character as U+FFFD.
pub fn string(quoted: &[u8]) -> String {
    let inside = quoted.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    let mut units = Vec::new();
    let mut rest = inside.unwrap_or_default();
    while let Some((byte, behind)) = rest.split_first() {
        rest = if *byte == b'\\' { unescaped(behind, &mut units) } else { plain(rest, &mut units) };
    }
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Takes one character that is not escaped.
fn plain<'a>(text: &'a [u8], units: &mut Vec<u16>) -> &'a [u8] {
    let head = text.get(..text.len().min(4)).unwrap_or_default();
    let first = head.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    let c = first.unwrap_or(char::REPLACEMENT_CHARACTER);
    units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
    text.get(first.map_or(1, char::len_utf8)..).unwrap_or_default()
}

/// Takes what follows a backslash.
fn unescaped<'a>(text: &'a [u8], units: &mut Vec<u16>) -> &'a [u8] {
    let Some((kind, rest)) = text.split_first() else { return text };
    let unit = match kind {
        b'u' => {
            let hex = rest.get(..4).and_then(|hex| str::from_utf8(hex).ok());
            units.extend(hex.and_then(|hex| u16::from_str_radix(hex, 16).ok()));
            return rest.get(4..).unwrap_or_default();
        }
        b'b' => 8,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        other => u16::from(*other),
    };
    units.push(unit);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_in_order() {
        let text = br#" { "a" : [1,{"x":"}"}] , "b\u0041":"\"", "a":null,"c":-1.5e3 } "#;
        let found: Vec<_> = members(text)
            .iter()
            .map(|m| (m.name.clone(), str::from_utf8(m.value).unwrap()))
            .collect();
        let expected =
            [("a", r#"[1,{"x":"}"}]"#), ("bA", r#""\"""#), ("a", "null"), ("c", "-1.5e3")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value)));
        assert_eq!(members(b"{}"), []);
        assert_eq!(members(b"[1]"), []);
    }

    #[test]
    fn strings() {
        assert_eq!(string(br#""a\n\/\ud83d\ude00\ud800x""#), "a\n/😀\u{fffd}x");
        assert_eq!(string(b"\"\xffb\""), "\u{fffd}b");
    }

    #[test]
    fn kinds() {
        for (text, word) in [("[]", "array"), (" true", "bool"), ("null", "null"), ("-1", "number")]
        {
            assert_eq!(kind(text.as_bytes()).word(), word);
        }
    }
}
