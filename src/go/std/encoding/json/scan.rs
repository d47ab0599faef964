//! Whether a text is one JSON value, and where it is not, go's words.

use crate::go::{
    std::strconv::text::{lossy, quote},
    version::{Change, Version},
};

/// How many objects and arrays may be nested.
const MAX_DEPTH: usize = 10_000;

/// Whether `text` is one JSON value with nothing but white space around it. The error is go's text, by the rules of
/// `release`.
pub fn check(text: &[u8], release: Version) -> Result<(), String> {
    let mut scan = Scan { text, at: 0, open: Vec::new(), release };
    scan.value()?;
    while let Some(container) = scan.open.last().copied() {
        scan.behind_value(container)?;
    }
    match scan.peek() {
        None => Ok(()),
        Some(_) => Err(scan.invalid("after top-level value")),
    }
}

#[derive(Clone, Copy)]
enum Container {
    Array,
    Object,
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    open: Vec<Container>,
    release: Version,
}

impl Scan<'_> {
    /// Reads a scalar, or the beginning of an array or object down to its first scalar.
    fn value(&mut self) -> Result<(), String> {
        loop {
            match self.need()? {
                b'{' => {
                    self.enter(Container::Object)?;
                    if self.need()? == b'}' {
                        self.leave();
                        return Ok(());
                    }
                    self.key()?;
                }
                b'[' => {
                    self.enter(Container::Array)?;
                    if self.need()? == b']' {
                        self.leave();
                        return Ok(());
                    }
                }
                _ => return self.scalar(),
            }
        }
    }

    /// Reads what follows a value inside of `container`.
    fn behind_value(&mut self, container: Container) -> Result<(), String> {
        match (container, self.need()?) {
            (Container::Object, b',') => {
                self.at += 1;
                self.key()?;
                self.value()
            }
            (Container::Array, b',') => {
                self.at += 1;
                self.value()
            }
            (Container::Object, b'}') | (Container::Array, b']') => {
                self.leave();
                Ok(())
            }
            (Container::Object, _) => Err(self.invalid("after object key:value pair")),
            (Container::Array, _) => Err(self.invalid("after array element")),
        }
    }

    fn enter(&mut self, container: Container) -> Result<(), String> {
        self.at += 1;
        self.open.push(container);
        if self.open.len() > MAX_DEPTH { Err("exceeded max depth".into()) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.at += 1;
        self.open.pop();
    }

    fn key(&mut self) -> Result<(), String> {
        if self.need()? != b'"' {
            return Err(self.invalid("looking for beginning of object key string"));
        }
        self.string()?;
        if self.need()? != b':' {
            return Err(self.invalid("after object key"));
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Result<(), String> {
        match self.need()? {
            b'"' => self.string(),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            b'-' | b'0'..=b'9' => self.number(),
            _ => Err(self.invalid("looking for beginning of value")),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        for expected in word.chars() {
            if char::from(self.here(&format!("in literal {word} (expecting '{expected}')"))?)
                != expected
            {
                return Err(self.invalid(&format!("in literal {word} (expecting '{expected}')")));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), String> {
        self.at += 1;
        loop {
            match self.text.get(self.at).copied().ok_or_else(ended)? {
                b'"' => break,
                b'\\' => self.escape()?,
                0..=0x1f if self.is_new() => return Err(self.invalid("in string")),
                0..=0x1f => return Err(self.invalid("in string literal")),
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), String> {
        let start = self.at;
        self.at += 1;
        let place = "in string escape code";
        let kind = self.here(place)?;
        if !b"bfnrt\\/\"u".contains(&kind) {
            return Err(self.bad_escape(start, 2).unwrap_or_else(|| self.invalid(place)));
        }
        self.at += 1;
        for _ in 0..if kind == b'u' { 4 } else { 0 } {
            let place = "in \\u hexadecimal character escape";
            if !self.here(place)?.is_ascii_hexdigit() {
                return Err(self.bad_escape(start, 6).unwrap_or_else(|| self.invalid(place)));
            }
            self.at += 1;
        }
        Ok(())
    }

    /// What is said since 1.27 of an escape of `length` bytes.
    fn bad_escape(&self, start: usize, length: usize) -> Option<String> {
        let Some(escape) = self.text.get(start..start + length) else {
            return self.is_new().then(ended);
        };
        self.is_new().then(|| format!("invalid escape sequence `{}` in string", lossy(escape)))
    }

    fn is_new(&self) -> bool {
        self.release.has(Change::JsonVersionTwo)
    }

    fn number(&mut self) -> Result<(), String> {
        if self.text.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        match self.here("in numeric literal")? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits(),
            _ => return Err(self.invalid("in numeric literal")),
        }
        if self.text.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.some_digits("after decimal point in numeric literal")?;
        }
        if matches!(self.text.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.text.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn some_digits(&mut self, place: &str) -> Result<(), String> {
        let place = if self.is_new() { "in numeric literal" } else { place };
        if !self.here(place)?.is_ascii_digit() {
            return Err(self.invalid(place));
        }
        self.digits();
        Ok(())
    }

    fn digits(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn need(&mut self) -> Result<u8, String> {
        self.peek().ok_or_else(ended)
    }

    /// The byte here. Until 1.26 the end of the text counted as a blank there.
    fn here(&self, place: &str) -> Result<u8, String> {
        let blank = || format!("invalid character ' ' {place}");
        let end = || if self.is_new() { ended() } else { blank() };
        self.text.get(self.at).copied().ok_or_else(end)
    }

    fn invalid(&self, place: &str) -> String {
        format!("invalid character {} {place}", self.character())
    }

    /// What is here as go quotes it: a byte, since 1.27 a character.
    fn character(&self) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let whole = rest.get(..rest.len().min(4)).unwrap_or_default();
        let first = whole.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        let byte = rest.first().map_or('\0', |byte| char::from(*byte));
        let by_character = self.is_new();
        match if by_character { first.unwrap_or(char::REPLACEMENT_CHARACTER) } else { byte } {
            '\'' => r"'\''".into(),
            '"' => "'\"'".into(),
            c => format!("'{}'", quote(c.to_string()).trim_matches('"')),
        }
    }
}

fn ended() -> String {
    "unexpected end of JSON input".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        check(text.as_bytes(), Version::NEWEST).err().unwrap_or_default()
    }

    /// The texts of go 1.27.3.
    #[test]
    fn words_of_errors() {
        for valid in ["{}", " [1, -2.5e+3, \"\\u00e9\\\"\", {\"a\": [null]}, []] \n", "true", "0"] {
            assert_eq!(said(valid), "", "{valid}");
        }
        for (text, expected) in [
            ("", "unexpected end of JSON input"),
            ("{\"a\":1", "unexpected end of JSON input"),
            ("<html>", "invalid character '<' looking for beginning of value"),
            ("{'a'}", r"invalid character '\'' looking for beginning of object key string"),
            ("{} x", "invalid character 'x' after top-level value"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("{\"a\":1 2}", "invalid character '2' after object key:value pair"),
            ("[1 2]", "invalid character '2' after array element"),
            ("\"\n\"", r"invalid character '\n' in string"),
            ("\"\\x\"", r"invalid escape sequence `\x` in string"),
            ("\"\\u00g0\"", r"invalid escape sequence `\u00g0` in string"),
            ("nul", "unexpected end of JSON input"),
            ("trux", "invalid character 'x' in literal true (expecting 'e')"),
            ("-x", "invalid character 'x' in numeric literal"),
            ("1.x", "invalid character 'x' in numeric literal"),
            ("1ex", "invalid character 'x' in numeric literal"),
            ("01", "invalid character '1' after top-level value"),
            ("\u{feff}{}", r"invalid character '\ufeff' looking for beginning of value"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
        let deep = "[".repeat(MAX_DEPTH + 1);
        assert_eq!(said(&deep), "exceeded max depth");
    }

    /// The texts of go 1.24.11.
    #[test]
    fn older_releases_have_other_words() {
        for (text, expected) in [
            ("\u{feff}{}", "invalid character 'ï' looking for beginning of value"),
            ("nul", "invalid character ' ' in literal null (expecting 'l')"),
            ("\"\n\"", r"invalid character '\n' in string literal"),
            ("\"\\x\"", "invalid character 'x' in string escape code"),
            ("\"\\u00g0\"", "invalid character 'g' in \\u hexadecimal character escape"),
            ("1.x", "invalid character 'x' after decimal point in numeric literal"),
            ("1ex", "invalid character 'x' in exponent of numeric literal"),
            ("\"abc", "unexpected end of JSON input"),
        ] {
            let said = check(text.as_bytes(), "1.26".parse().unwrap());
            assert_eq!(said.unwrap_err(), expected, "{text}");
        }
    }
}
