//! Reading the head of an HTTP/1 answer as go's net/http does, byte for byte in what it refuses.
//!
//! go is laxer than most readers (a status code `+20`, names with spaces, bytes above 0x7f) and
//! stricter than some (a bare CR). Source: discovery.md §13.1, and the recorded answers of the
//! real go in `testdata/golden/net.jsonl`.

use super::held::{Fate, Line, MOST_OF_A_LINE, MOST_OF_A_STATUS, fate, is_value_byte};
use crate::go::{
    std::strconv::text::{lossy, quote},
    version::{Change, Version},
};

/// The most bytes that go reads before the end of a head, interim answers included.
pub const HEAD_LIMIT: usize = 10_485_760;

/// The head of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `HTTP/1.1`, as sent.
    pub protocol: String,
    /// The status code.
    pub status: u16,
    /// Code and reason as go writes them: as sent, without the spaces in front.
    pub status_text: String,
    /// The fields in order: name and value as sent, continuation lines joined by a space.
    pub fields: Vec<(Vec<u8>, Vec<u8>)>,
    /// How many fields there are besides these, of which nothing hangs on.
    pub more: u64,
}

/// Why go refuses a head. Its text follows
/// `net/http: HTTP/1.x transport connection broken: `, save for CONNECT where it is alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHead {
    /// The status line has no space.
    #[error("malformed HTTP response {}", quote(.0))]
    Response(Vec<u8>),
    /// The protocol is not `HTTP/d.d`.
    #[error("malformed HTTP version {}", quote(.0))]
    Version(Vec<u8>),
    /// The status code is not three characters that are a number.
    #[error("malformed HTTP status code {}", quote(.0))]
    Status(Vec<u8>),
    /// The first field starts with white space.
    #[error("malformed MIME header initial line: {0}")]
    InitialLine(String),
    /// A field without a colon.
    #[error("malformed MIME header: missing colon: {}", quote(.0))]
    Colon(Vec<u8>),
    /// A name or value with a byte that may not be there.
    #[error("malformed MIME header line: {0}")]
    Line(String),
    /// The head is longer than [`HEAD_LIMIT`].
    #[error("net/http: server response headers exceeded {HEAD_LIMIT} bytes; aborted")]
    Long,
    /// The connection ended inside the head.
    #[error("unexpected EOF")]
    Eof,
    /// What go decides by is more than is held here; go has no such limit.
    #[error("a line of more than {MOST_OF_A_LINE} bytes")]
    TooMuch,
    /// What the head says about the body cannot be.
    #[error("{0}")]
    Framing(String),
}

impl Head {
    /// The values of a field, by its name in any case.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let named =
            move |(known, _): &&(Vec<u8>, Vec<u8>)| known.eq_ignore_ascii_case(name.as_bytes());
        self.fields.iter().filter(named).map(|(_, value)| value.as_slice())
    }

    /// Takes a field, of whose value only the beginning is there where it is `cut`: keeps it, or counts it.
    pub fn keep(&mut self, name: Vec<u8>, value: Vec<u8>, cut: bool) -> Result<(), BadHead> {
        match fate(&self.fields, self.more == 0, (&name, &value), cut) {
            Fate::Held => self.fields.push((name, value)),
            Fate::Counted => self.more += 1,
            Fate::TooMuch => return Err(BadHead::TooMuch),
        }
        Ok(())
    }

    /// Whether the protocol is HTTP/1.1 or later.
    pub fn is_modern(&self) -> bool {
        self.protocol.as_str() >= "HTTP/1.1"
    }

    /// Whether the server means to answer further requests on the connection.
    pub fn keeps_alive(&self) -> bool {
        let says = |word: &str| self.values("Connection").any(|value| has_token(value, word));
        if self.is_modern() { !says("close") } else { says("keep-alive") && !says("close") }
    }

    /// The fields as text, one U+FFFD for each byte that is not UTF-8.
    pub fn shown(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|(name, value)| (lossy(name), lossy(value))).collect()
    }
}

/// Reads a head from bytes as they come.
#[derive(Debug)]
pub struct HeadReader {
    release: Version,
    line: Line,
    pending: Option<Line>,
    head: Option<Head>,
    taken: usize,
}

impl Default for HeadReader {
    fn default() -> Self {
        Self::by(Version::NEWEST)
    }
}

impl HeadReader {
    /// A reader by the rules of `release`.
    pub fn by(release: Version) -> Self {
        Self { release, line: Line::default(), pending: None, head: None, taken: 0 }
    }

    /// A reader that counts `taken` bytes of interim answers against the limit.
    #[must_use]
    pub fn after(self, taken: usize) -> Self {
        Self { taken, ..self }
    }

    /// How many bytes were read.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// Takes `bytes`; gives the head and how many of them belong to it once it is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Option<(Head, usize)>, BadHead> {
        let mut used = 0;
        while let Some(rest) = bytes.get(used..).filter(|rest| !rest.is_empty()) {
            let room = HEAD_LIMIT.saturating_sub(self.taken);
            let (piece, ends) = up_to_newline(rest.get(..room).unwrap_or(rest));
            self.line.extend(piece);
            self.taken += piece.len();
            used += piece.len();
            if ends {
                let line = std::mem::take(&mut self.line);
                if let Some(head) = self.end_line(line)? {
                    return Ok(Some((head, used)));
                }
            } else if self.taken >= HEAD_LIMIT {
                return Err(BadHead::Long);
            }
        }
        Ok(None)
    }

    /// What go says where the connection ends now.
    pub fn end(mut self) -> BadHead {
        let line = std::mem::take(&mut self.line);
        let blank = line.bytes.iter().all(|byte| is_blank(*byte));
        let over = self.release.has(Change::BlankEndOfHead);
        if over && blank && !line.bytes.is_empty() && self.pending.is_some() {
            return BadHead::Eof;
        }
        let partial = if line.bytes.is_empty() { Ok(None) } else { self.end_line(line) };
        let judged = partial.and_then(|_| self.end_field());
        judged.err().unwrap_or(BadHead::Eof)
    }

    fn end_line(&mut self, mut line: Line) -> Result<Option<Head>, BadHead> {
        let text = without_line_end(&line.bytes);
        let Some(head) = &self.head else {
            self.head = Some(held_status_line(text, line.cut)?);
            return Ok(None);
        };
        if text.first().is_some_and(|byte| is_blank(*byte)) {
            let Some(pending) = &mut self.pending else {
                debug_assert!(head.fields.is_empty(), "a field is pending after the first");
                return Err(BadHead::InitialLine(self.shown(text)));
            };
            pending.extend(b" ");
            pending.join(trim_start(trim_end(text)), &line);
            return Ok(None);
        }
        self.end_field()?;
        if text.is_empty() {
            return Ok(self.head.take());
        }
        if !text.contains(&b':') {
            return Err(if line.cut { BadHead::TooMuch } else { BadHead::Colon(text.to_vec()) });
        }
        let length = trim_end(text).len();
        line.bytes.truncate(length);
        self.pending = Some(line);
        Ok(None)
    }

    fn end_field(&mut self) -> Result<(), BadHead> {
        let Some(line) = self.pending.take() else { return Ok(()) };
        let (name, value) = match field(&line.bytes) {
            Ok(field) if !line.odd => field,
            Err(shown) if !line.cut => return Err(BadHead::Line(self.shown(&shown))),
            _ => return Err(BadHead::TooMuch),
        };
        if name.is_empty() {
            let refused = self.release.has(Change::FieldNamesNeeded);
            return if refused { Err(BadHead::Line(self.shown(&line.bytes))) } else { Ok(()) };
        }
        self.head.as_mut().map_or(Ok(()), |head| head.keep(name, value, line.cut))
    }

    /// A line as the release shows it in its errors.
    fn shown(&self, line: &[u8]) -> String {
        if self.release.has(Change::QuotedFieldLines) { quote(line) } else { lossy(line) }
    }
}

fn up_to_newline(bytes: &[u8]) -> (&[u8], bool) {
    match bytes.iter().position(|byte| *byte == b'\n') {
        Some(at) => (bytes.get(..=at).unwrap_or(bytes), true),
        None => (bytes, false),
    }
}

/// The line without its end; a CR alone ends none.
fn without_line_end<'a>(line: &'a [u8]) -> &'a [u8] {
    let bare = |line: &'a [u8]| line.strip_suffix(b"\r").unwrap_or(line);
    line.strip_suffix(b"\n").map_or(line, bare)
}

/// The status line, of which only the beginning is held where it is `cut`. What begins as none of HTTP's is told by that.
fn held_status_line(line: &[u8], cut: bool) -> Result<Head, BadHead> {
    let held = line.get(..MOST_OF_A_STATUS).unwrap_or(line);
    if (cut || held.len() < line.len()) && line.starts_with(b"HTTP/") {
        return Err(BadHead::TooMuch);
    }
    status_line(held)
}

fn status_line(line: &[u8]) -> Result<Head, BadHead> {
    let (protocol, status) = cut(line, b' ').ok_or_else(|| BadHead::Response(line.to_vec()))?;
    let spaces = status.iter().take_while(|byte| **byte == b' ').count();
    let status = status.get(spaces..).unwrap_or_default();
    let code = cut(status, b' ').map_or(status, |(code, _)| code);
    let number = status_code(code).ok_or_else(|| BadHead::Status(code.to_vec()))?;
    let [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] = protocol else {
        return Err(BadHead::Version(protocol.to_vec()));
    };
    let (protocol, status_text) = (lossy(protocol), lossy(status));
    Ok(Head { protocol, status: number, status_text, ..Head::default() })
}

/// Three characters that go's `strconv.Atoi` reads as a number from 0: a plus sign counts as one.
fn status_code(code: &[u8]) -> Option<u16> {
    let digits = code.strip_prefix(b"+").unwrap_or(code);
    let number = digits.iter().all(u8::is_ascii_digit).then(|| str::from_utf8(digits).ok())??;
    number.parse().ok().filter(|_| code.len() == 3)
}

/// Name and value; an error is the line that go shows.
fn field(line: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Vec<u8>> {
    let (name, value) = cut(line, b':').ok_or(line)?;
    if !name.iter().all(|byte| is_name_byte(*byte)) {
        return Err(line.to_vec());
    }
    let shown = trim_start(value);
    if !shown.iter().all(|byte| is_value_byte(*byte)) {
        return Err([&canonical(name), &b":"[..], value].concat());
    }
    Ok((name.to_vec(), shown.to_vec()))
}

/// The name as go spells it, which is how it shows a line whose value it refuses: capitals at the
/// start and behind dashes. A name with a space stays as it is.
fn canonical(name: &[u8]) -> Vec<u8> {
    if name.contains(&b' ') {
        return name.to_vec();
    }
    let before = std::iter::once(b'-').chain(name.iter().copied());
    let spell = |(before, byte): (u8, &u8)| match before {
        b'-' => byte.to_ascii_uppercase(),
        _ => byte.to_ascii_lowercase(),
    };
    before.zip(name).map(spell).collect()
}

/// A byte of a name: a token character of RFC 9110 §5.6.2, and in go a space too.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~ ".contains(&byte)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn trim_start(line: &[u8]) -> &[u8] {
    let blanks = line.iter().take_while(|byte| is_blank(**byte)).count();
    line.get(blanks..).unwrap_or_default()
}

fn trim_end(line: &[u8]) -> &[u8] {
    let blanks = line.iter().rev().take_while(|byte| is_blank(**byte)).count();
    line.get(..line.len() - blanks).unwrap_or_default()
}

fn cut(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let position = bytes.iter().position(|byte| *byte == at)?;
    Some((bytes.get(..position)?, bytes.get(position + 1..)?))
}

fn has_token(value: &[u8], word: &str) -> bool {
    let mut tokens = value.split(|byte| *byte == b',');
    tokens.any(|token| token.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Head, String> {
        let mut reader = HeadReader::default();
        match reader.feed(bytes) {
            Ok(Some((head, _))) => Ok(head),
            Ok(None) => Err(reader.end().to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn keeps_the_status_as_sent() {
        let head = read(b"HTTP/1.1  404   Nope  \r\nFoo : b\xff\r\n\tc\r\n\r\nbody").unwrap();
        assert_eq!((head.status, head.status_text.as_str()), (404, "404   Nope  "));
        assert_eq!(head.fields, [(b"Foo ".to_vec(), b"b\xff c".to_vec())]);
        assert_eq!(read(b"HTTP/1.1 +20\n\n").unwrap().status, 20);
    }

    #[test]
    fn bytes_may_come_one_by_one() {
        let bytes = b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n";
        let mut reader = HeadReader::default();
        let heads = bytes.iter().filter_map(|byte| reader.feed(&[*byte]).unwrap());
        assert_eq!(heads.collect::<Vec<_>>(), [(read(bytes).unwrap(), 1)]);
    }

    #[test]
    fn an_end_inside_the_head_names_the_broken_line_first() {
        assert_eq!(read(b"HTTP/1.1 20").unwrap_err(), "malformed HTTP status code \"20\"");
        assert_eq!(
            read(b"HTTP/1.1 200 OK\r\nA").unwrap_err(),
            "malformed MIME header: missing colon: \"A\""
        );
        assert_eq!(read(b"HTTP/1.1 200 OK\r\nA: b").unwrap_err(), "unexpected EOF");
    }

    #[test]
    fn who_keeps_a_connection_open() {
        let keeps = |head: &str| read(head.as_bytes()).unwrap().keeps_alive();
        assert!(keeps("HTTP/1.1 200 OK\r\n\r\n") && !keeps("HTTP/1.0 200 OK\r\n\r\n"));
        assert!(!keeps("HTTP/1.1 200 OK\r\nConnection: x, Close\r\n\r\n"));
    }
}
