//! Where the body of an HTTP/1 answer ends, and its chunks, as go's net/http reads them.
//!
//! Source: the recorded answers of the real go in `testdata/golden/net.jsonl`.

use bytes::{Bytes, BytesMut};

use super::head::{BadHead, Head, HeadReader};
use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
};

/// How the end of a body is found.
#[derive(Debug)]
pub enum Framing {
    /// So many bytes are still to come.
    Length(u64),
    /// Chunks.
    Chunked(Chunks),
    /// Up to the end of the connection.
    Close,
}

/// A piece of a body.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of the body.
    Data(Bytes),
    /// Nothing before more bytes come in.
    More,
    /// The body is complete.
    End,
}

/// Why go gives up on a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the texts say it")]
pub enum BadBody {
    #[error("unexpected EOF")]
    Eof,
    #[error("malformed chunked encoding")]
    NoCrlf,
    #[error("chunked line ends with bare LF")]
    BareLf,
    #[error("invalid CR in chunked line")]
    BareCr,
    #[error("header line too long")]
    LongLine,
    #[error("empty hex number for chunk length")]
    NoLength,
    #[error("invalid byte in chunk length")]
    BadLength,
    #[error("http chunk length too large")]
    LongLength,
    #[error("chunked encoding contains too much non-data")]
    Overhead,
    #[error("http: unexpected EOF reading trailer")]
    TrailerEof,
    #[error("http: suspiciously long trailer after chunked body")]
    LongTrailer,
}

/// A body or trailer that go gives up on, as text.
pub type BodyError = String;

impl Framing {
    /// What `head` says about the body to the go command `release`; `Err` where that refuses it.
    pub fn of(head: &Head, release: Version) -> Result<Self, BadHead> {
        let chunked = is_chunked(head)?;
        let length = content_length(head, release)?;
        let bodiless = matches!(head.status, 100 | 102..=199 | 204 | 304);
        if chunked {
            refuse_trailers(head)?;
        }
        Ok(match (bodiless, chunked, length) {
            (true, ..) => Self::Length(0),
            (_, true, _) => Self::Chunked(Chunks::default()),
            (.., Some(length)) => Self::Length(length),
            _ => Self::Close,
        })
    }

    /// The next piece of the body from what has come in; `ended` where no more will come.
    pub fn next(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Piece, BodyError> {
        match self {
            Self::Length(0) => Ok(Piece::End),
            Self::Length(left) => match take(buffer, left) {
                Some(data) => Ok(Piece::Data(data)),
                None if ended => Err(BadBody::Eof.to_string()),
                None => Ok(Piece::More),
            },
            Self::Chunked(chunks) => chunks.next(buffer, ended),
            Self::Close if !buffer.is_empty() => Ok(Piece::Data(buffer.split().freeze())),
            Self::Close => Ok(if ended { Piece::End } else { Piece::More }),
        }
    }
}

/// Reads chunks.
#[derive(Debug, Default)]
pub struct Chunks {
    at: At,
    overhead: u64,
}

#[derive(Clone, Copy, Debug, Default)]
enum At {
    #[default]
    Line,
    Data(u64),
    Crlf,
    Trailer,
    End,
}

/// go reads lines and trailers through a buffer of this size.
const BUFFER: usize = 4096;
/// How many bytes of lines go bears beyond what the data pays for.
const OVERHEAD: u64 = 16 * 1024;

impl Chunks {
    fn next(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Piece, BodyError> {
        loop {
            let went_on = match &mut self.at {
                At::End => return Ok(Piece::End),
                At::Data(left) => match take(buffer, left) {
                    Some(data) => {
                        if *left == 0 {
                            self.at = At::Crlf;
                        }
                        return Ok(Piece::Data(data));
                    }
                    None => false,
                },
                At::Line => self.line(buffer).map_err(|error| error.to_string())?,
                At::Crlf => self.crlf(buffer).map_err(|error| error.to_string())?,
                At::Trailer => self.trailer(buffer, ended)?,
            };
            match (went_on, ended) {
                (true, _) => {}
                (false, true) => return Err(BadBody::Eof.to_string()),
                (false, false) => return Ok(Piece::More),
            }
        }
    }

    fn line(&mut self, buffer: &mut BytesMut) -> Result<bool, BadBody> {
        let end = buffer.iter().position(|byte| *byte == b'\n');
        if end.unwrap_or(buffer.len()) >= BUFFER {
            return Err(BadBody::LongLine);
        }
        let Some(end) = end else { return Ok(false) };
        let line = buffer.split_to(end + 1);
        let length = chunk_length(&line)?;
        self.overhead += line.len() as u64;
        self.overhead = self.overhead.saturating_sub(length.saturating_mul(2).saturating_add(16));
        if self.overhead > OVERHEAD {
            return Err(BadBody::Overhead);
        }
        self.at = if length == 0 { At::Trailer } else { At::Data(length) };
        Ok(true)
    }

    fn crlf(&mut self, buffer: &mut BytesMut) -> Result<bool, BadBody> {
        if buffer.len() < 2 {
            return Ok(false);
        }
        let end = buffer.split_to(2);
        self.at = At::Line;
        if end == b"\r\n"[..] { Ok(true) } else { Err(BadBody::NoCrlf) }
    }

    fn trailer(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<bool, BodyError> {
        let Some(start) = buffer.get(..2) else {
            return if ended { Err(BadBody::TrailerEof.to_string()) } else { Ok(false) };
        };
        if start == b"\r\n" {
            let _ = buffer.split_to(2);
            self.at = At::End;
            return Ok(true);
        }
        let seen = buffer.get(..BUFFER).unwrap_or(buffer);
        if !seen.windows(4).any(|window| window == b"\r\n\r\n") {
            let fatal = ended || seen.len() == BUFFER;
            return if fatal { Err(BadBody::LongTrailer.to_string()) } else { Ok(false) };
        }
        let used = trailer_fields(buffer).map_err(|error| error.to_string())?;
        let _ = buffer.split_to(used.min(buffer.len()));
        self.at = At::End;
        Ok(true)
    }
}

/// A trailer is read as the fields of a head.
fn trailer_fields(bytes: &[u8]) -> Result<usize, BadHead> {
    let mut reader = HeadReader::default();
    reader.feed(b"HTTP/1.1 200\n")?;
    Ok(reader.feed(bytes)?.map_or(bytes.len(), |(_, used)| used))
}

fn take(buffer: &mut BytesMut, left: &mut u64) -> Option<Bytes> {
    let count = usize::try_from(*left).unwrap_or(usize::MAX).min(buffer.len());
    *left -= count as u64;
    (count > 0).then(|| buffer.split_to(count).freeze())
}

fn chunk_length(line: &[u8]) -> Result<u64, BadBody> {
    let cr = line.iter().position(|byte| *byte == b'\r').ok_or(BadBody::BareLf)?;
    if cr + 2 != line.len() {
        return Err(BadBody::BareCr);
    }
    let line = line.get(..cr).unwrap_or_default();
    let blanks = line.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let line = line.get(..line.len() - blanks).unwrap_or_default();
    let size = line.split(|byte| *byte == b';').next().unwrap_or_default();
    if size.is_empty() {
        return Err(BadBody::NoLength);
    }
    hex(size)
}

fn hex(digits: &[u8]) -> Result<u64, BadBody> {
    digits.iter().enumerate().try_fold(0_u64, |number, (at, digit)| {
        let digit = char::from(*digit).to_digit(16).ok_or(BadBody::BadLength)?;
        if at == 16 {
            return Err(BadBody::LongLength);
        }
        Ok(number << 4 | u64::from(digit))
    })
}

fn is_chunked(head: &Head) -> Result<bool, BadHead> {
    let encodings: Vec<_> = head.values("Transfer-Encoding").collect();
    match encodings.as_slice() {
        _ if !head.is_modern() => Ok(false),
        [] => Ok(false),
        [one] if one.eq_ignore_ascii_case(b"chunked") => Ok(true),
        [one] => Err(BadHead::Framing(format!("unsupported transfer encoding: {}", quote(one)))),
        many => Err(BadHead::Framing(format!("too many transfer encodings: {}", list(many)))),
    }
}

fn content_length(head: &Head, release: Version) -> Result<Option<u64>, BadHead> {
    let lengths: Vec<_> = head.values("Content-Length").map(<[u8]>::trim_ascii).collect();
    let Some((first, others)) = lengths.split_first() else { return Ok(None) };
    if others.iter().any(|other| other != first) {
        let all: Vec<_> = head.values("Content-Length").collect();
        let text = "http: message cannot contain multiple Content-Length headers; got ";
        return Err(BadHead::Framing(format!("{text}{}", list(&all))));
    }
    if first.is_empty() && !release.has(Change::EmptyLengthRefused) {
        return Ok(None);
    }
    if first.is_empty() {
        return Err(BadHead::Framing("invalid empty Content-Length \"\"".into()));
    }
    let number = first.iter().all(u8::is_ascii_digit).then(|| str::from_utf8(first).ok()).flatten();
    let number = number.and_then(|digits| digits.parse::<i64>().ok()).map(i64::unsigned_abs);
    let bad = || BadHead::Framing(format!("bad Content-Length {}", quote(first)));
    number.map(Some).ok_or_else(bad)
}

/// go lets no trailer name a field that frames the message.
fn refuse_trailers(head: &Head) -> Result<(), BadHead> {
    const FORBIDDEN: [&str; 3] = ["Transfer-Encoding", "Trailer", "Content-Length"];
    let mut named = head.values("Trailer").flat_map(|value| value.split(|byte| *byte == b','));
    let bad = named.find_map(|name| {
        let name = name.trim_ascii();
        FORBIDDEN.into_iter().find(|forbidden| name.eq_ignore_ascii_case(forbidden.as_bytes()))
    });
    bad.map_or(Ok(()), |name| Err(BadHead::Framing(format!("bad trailer key {}", quote(name)))))
}

/// A list of strings as go's `%q` writes it.
fn list(values: &[&[u8]]) -> String {
    let quoted: Vec<_> = values.iter().map(quote).collect();
    format!("[{}]", quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The body of `bytes` that come one at a time, and what broke it off.
    fn read(framing: &mut Framing, bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let (mut body, mut buffer, mut rest) = (Vec::new(), BytesMut::new(), bytes.iter());
        let mut ended = false;
        loop {
            match framing.next(&mut buffer, ended) {
                Ok(Piece::Data(data)) => body.extend(data),
                Ok(Piece::End) => return (body, None),
                Ok(Piece::More) => match rest.next() {
                    Some(byte) => buffer.extend([*byte]),
                    None => ended = true,
                },
                Err(error) => return (body, Some(error)),
            }
        }
    }

    #[test]
    fn chunks_in_small_pieces() {
        let mut framing = Framing::Chunked(Chunks::default());
        let (body, error) = read(&mut framing, b"3;x\r\nabc\r\n2 \r\nde\r\n0\r\nA: b\r\n\r\n");
        assert_eq!((body.as_slice(), error), (&b"abcde"[..], None));
    }

    /// As the real go commands did, each under both values.
    #[test]
    fn an_empty_length_counts_as_none_until_1_23() {
        let mut reader = HeadReader::default();
        let bytes = b"HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n";
        let (head, _) = reader.feed(bytes).unwrap().unwrap();
        let takes = |release: &str, godebug: &str| {
            let release: Version = release.parse().unwrap();
            Framing::of(&head, release.under(godebug)).is_ok()
        };
        let by_default = |release: &&str| takes(release, "");
        assert!(["1.21", "1.22", "1.23"].iter().all(by_default));
        assert!(!["1.24", "1.25", "1.26", "1.27"].iter().any(by_default));
        assert!(takes("1.24", "httplaxcontentlength=1") && takes("1.27", "httplaxcontentlength=1"));
        assert!(takes("1.21", "httplaxcontentlength=0"));
        assert!(
            !takes("1.22", "httplaxcontentlength=0") && !takes("1.23", "httplaxcontentlength=0")
        );
    }

    #[test]
    fn data_comes_before_the_error() {
        let short = read(&mut Framing::Length(9), b"abc");
        assert_eq!(short, (b"abc".to_vec(), Some("unexpected EOF".into())));
        assert_eq!(read(&mut Framing::Close, b"abc"), (b"abc".to_vec(), None));
    }
}
