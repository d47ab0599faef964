//! One record of a log, as a lookup tells it.

/// What a lookup answers: a record, and the head of a log that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its number; go takes one below zero as well.
    pub id: i64,
    /// Its text: lines of go.sum.
    pub text: &'a [u8],
    /// The signed note behind it, which may be nothing at all.
    pub head: &'a [u8],
}

/// A text that is no record. The text is go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed record data")]
pub struct BadRecord;

impl<'a> Record<'a> {
    /// Reads a line with the number, the text, an empty line, and the rest.
    pub fn parse(message: &'a [u8]) -> Result<Self, BadRecord> {
        let end = message.iter().position(|b| *b == b'\n').ok_or(BadRecord)?;
        let (id, rest) = message.split_at(end);
        let id = str::from_utf8(id).ok().and_then(|id| id.parse().ok()).ok_or(BadRecord)?;
        let rest = rest.get(1..).unwrap_or_default();
        let end = rest.windows(2).position(|two| two == b"\n\n").ok_or(BadRecord)?;
        let (text, head) = rest.split_at(end + 1);
        let record = Self { id, text, head: head.get(1..).unwrap_or_default() };
        if is_text(text) { Ok(record) } else { Err(BadRecord) }
    }
}

/// Whether there are lines, none of them empty, without control characters. That none is empty behind the first is so
/// because the text ends at the first empty line.
fn is_text(text: &[u8]) -> bool {
    let text = str::from_utf8(text);
    text.is_ok_and(|text| text.chars().all(|c| c >= ' ' || c == '\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_go_reads_them() {
        let id = |text: &str| Record::parse(format!("{text}\na\n\nrest").as_bytes()).map(|r| r.id);
        for (text, number) in [("0", 0), ("007", 7), ("+5", 5), ("-1", -1), ("-0", 0)] {
            assert_eq!(id(text), Ok(number), "{text}");
        }
        for text in ["", "x", "1_0", "0x1", "9223372036854775808", " 1", "1\r"] {
            assert_eq!(id(text), Err(BadRecord), "{text}");
        }
    }

    #[test]
    fn the_text_ends_at_an_empty_line() {
        let record = Record::parse(b"1\na\nb\n\nhead\n\n").unwrap();
        assert_eq!((record.text, record.head), (&b"a\nb\n"[..], &b"head\n\n"[..]));
        for message in [&b"1\na\nb\n"[..], b"1", b"1\na\r\n\nx", b"1\n\xff\n\nx"] {
            assert_eq!(Record::parse(message), Err(BadRecord));
        }
        assert_eq!(Record::parse(b"1\n\n\nx").map(|record| record.text), Ok(&b"\n"[..]));
    }
}
