//! Percent escapes, which mean different things in the parts of a URL.

use super::Fault;

/// The part of a URL that a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Path,
    /// One element of a path.
    Element,
    User,
    Host,
    /// What follows `%25` in `[fe80::1%25en0]`.
    Zone,
    Fragment,
}

/// `text` without its escapes, or the first that is wrong in this part.
pub(crate) fn unescape(text: &[u8], part: Part) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            out.push(escaped_byte(rest, part)?);
            rest = rest.get(3..).unwrap_or_default();
            continue;
        }
        if part.is_in_host() && byte.is_ascii() && !part.is_plain(byte) {
            return Err(Fault::BadHostCharacter(vec![byte].into()));
        }
        out.push(byte);
        rest = after;
    }
    Ok(out)
}

/// `text` with every byte escaped that cannot be in this part as it is.
pub(crate) fn escape(text: &[u8], part: Part) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for &byte in text {
        if part.is_plain(byte) {
            out.push(byte);
        } else {
            out.extend(format!("%{byte:02X}").bytes());
        }
    }
    out
}

/// Whether `text` is an escaped form that go keeps as it came.
pub(crate) fn is_escaped(text: &[u8], part: Part) -> bool {
    text.iter().all(|&byte| {
        matches!(
            byte,
            b'!' | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
                | b'['
                | b']'
                | b'%'
        ) || part.is_plain(byte)
    })
}

/// The byte that the escape at the head of `text` means.
fn escaped_byte(text: &[u8], part: Part) -> Result<u8, Fault> {
    let bad = || Fault::BadEscape(text.get(..3).unwrap_or(text).into());
    let [high, low] = [1, 2].map(|at| text.get(at).and_then(|b| char::from(*b).to_digit(16)));
    let (high, low) = high.zip(low).ok_or_else(bad)?;
    let byte = u8::try_from(high * 16 + low).unwrap_or(u8::MAX);
    if part.takes_escape_of(byte) { Ok(byte) } else { Err(bad()) }
}

impl Part {
    fn is_in_host(self) -> bool {
        matches!(self, Self::Host | Self::Zone)
    }

    /// A host takes escapes of bytes that are not ASCII, and of `%`; a zone, of what a host takes plain, too.
    fn takes_escape_of(self, byte: u8) -> bool {
        match self {
            Self::Host => !byte.is_ascii() || byte == b'%',
            Self::Zone => matches!(byte, b'%' | b' ') || Self::Host.is_plain(byte),
            _ => true,
        }
    }

    /// Whether `byte` is in this part unescaped.
    fn is_plain(self, byte: u8) -> bool {
        match byte {
            b',' | b';' => self != Self::Element,
            b'-' | b'_' | b'.' | b'~' | b'$' | b'&' | b'+' | b'=' => true,
            b'@' if self == Self::Element => true,
            b'/' | b'@' => matches!(self, Self::Path | Self::Fragment),
            b':' => self != Self::User,
            b'?' => self == Self::Fragment,
            b'!' | b'(' | b')' | b'*' => self.is_in_host() || self == Self::Fragment,
            b'\'' | b'[' | b']' | b'<' | b'>' | b'"' => self.is_in_host(),
            _ => byte.is_ascii_alphanumeric(),
        }
    }
}
