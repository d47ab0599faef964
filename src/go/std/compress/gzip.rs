//! Decoding a gzip body as go's compress/gzip does, with its error texts.
//!
//! Source: discovery.md §7.9, RFC 1952, and the recorded answers of the real go.

use bytes::Bytes;
use flate2::Crc;

use super::flate::inflate::{End, Inflate};

/// Why go gives up on a gzip stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadGzip {
    /// The stream ended early.
    #[error("unexpected EOF")]
    Eof,
    /// A member does not start as one.
    #[error("gzip: invalid header")]
    Header,
    /// The checksum or the length behind a member is wrong.
    #[error("gzip: invalid checksum")]
    Checksum,
    /// The deflate data is broken before this byte.
    #[error("flate: corrupt input before offset {0}")]
    Corrupt(u64),
}

/// Decodes a stream of gzip members.
#[derive(Debug)]
pub struct Gzip {
    part: Part,
    input: Vec<u8>,
}

#[derive(Debug)]
enum Part {
    Header,
    Data(Box<Member>),
    Trailer { sum: u32, length: u32 },
}

#[derive(Debug)]
struct Member {
    inflate: Inflate,
    crc: Crc,
    end: Option<End>,
}

/// The most bytes that one call gives out.
const PIECE: usize = 64 * 1024;
/// The most that one step of the decompressor can add: a stored run of its window.
const REPEAT: usize = 32 * 1024;
/// The longest name or comment that go reads, its NUL included.
const TEXT_LIMIT: usize = 512;

impl Default for Gzip {
    fn default() -> Self {
        Self { part: Part::Header, input: Vec::new() }
    }
}

impl Gzip {
    /// Takes encoded bytes. Call [`Self::next`] until it gives nothing before feeding more.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.input.extend_from_slice(bytes);
    }

    /// The next decoded bytes, at most 64 KiB; `None` where more input is needed, or where the
    /// stream is over when it has `ended`.
    pub fn next(&mut self, ended: bool) -> Result<Option<Bytes>, BadGzip> {
        loop {
            match &mut self.part {
                Part::Header if self.input.is_empty() => return Ok(None),
                Part::Header => match header(&self.input)? {
                    Some(length) => self.start_member(length),
                    None => return starved(ended),
                },
                Part::Data(member) => match member.end {
                    None => match member.inflate(&mut self.input) {
                        data if !data.is_empty() => return Ok(Some(data)),
                        _ if member.end.is_none() => return starved(ended),
                        _ => {}
                    },
                    Some(End::Complete) => self.end_member(),
                    Some(End::Corrupt(offset)) => return Err(BadGzip::Corrupt(offset)),
                },
                Part::Trailer { sum, length } => {
                    let Some(trailer) = self.input.first_chunk::<8>() else {
                        return starved(ended);
                    };
                    let told = u64::from_le_bytes(*trailer);
                    if told != u64::from(*length) << 32 | u64::from(*sum) {
                        return Err(BadGzip::Checksum);
                    }
                    self.input.drain(..8);
                    self.part = Part::Header;
                }
            }
        }
    }

    fn start_member(&mut self, header: usize) {
        self.input.drain(..header.min(self.input.len()));
        let member = Member { inflate: Inflate::default(), crc: Crc::new(), end: None };
        self.part = Part::Data(Box::new(member));
    }

    fn end_member(&mut self) {
        if let Part::Data(member) = &self.part {
            self.part = Part::Trailer { sum: member.crc.sum(), length: member.crc.amount() };
        }
    }
}

impl Member {
    /// Inflates up to about a piece; `end` says why no more will come.
    fn inflate(&mut self, input: &mut Vec<u8>) -> Bytes {
        let progress = self.inflate.inflate(input, PIECE - REPEAT);
        input.drain(..progress.used.min(input.len()));
        self.crc.update(&progress.data);
        self.end = progress.end;
        progress.data.into()
    }
}

fn starved(ended: bool) -> Result<Option<Bytes>, BadGzip> {
    if ended { Err(BadGzip::Eof) } else { Ok(None) }
}

/// The length of a member's header; `None` where it goes on beyond `bytes`. RFC 1952 §2.3.
fn header(bytes: &[u8]) -> Result<Option<usize>, BadGzip> {
    let Some(fixed) = bytes.first_chunk::<10>() else { return Ok(None) };
    let [0x1f, 0x8b, 8, flags, ..] = *fixed else { return Err(BadGzip::Header) };
    let mut at = fixed.len();
    if flags & 4 != 0 {
        let Some(size) = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>) else {
            return Ok(None);
        };
        at += 2 + usize::from(u16::from_le_bytes(*size));
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            let Some(rest) = bytes.get(at..) else { return Ok(None) };
            let end = rest.iter().position(|byte| *byte == 0);
            if end.unwrap_or(rest.len()) >= TEXT_LIMIT {
                return Err(BadGzip::Header);
            }
            let Some(end) = end else { return Ok(None) };
            at += end + 1;
        }
    }
    if flags & 2 != 0 {
        let Some(told) = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>) else {
            return Ok(None);
        };
        let mut crc = Crc::new();
        crc.update(bytes.get(..at).unwrap_or_default());
        if crc.sum() & 0xffff != u32::from(u16::from_le_bytes(*told)) {
            return Err(BadGzip::Header);
        }
        at += 2;
    }
    Ok((bytes.len() >= at).then_some(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(data).unwrap();
        out.finish().unwrap()
    }

    fn decode(encoded: &[u8], step: usize) -> (Vec<u8>, Option<BadGzip>) {
        let (mut gzip, mut body) = (Gzip::default(), Vec::new());
        for (ended, piece) in
            encoded.chunks(step).map(|piece| (false, piece)).chain([(true, &[][..])])
        {
            gzip.feed(piece);
            loop {
                match gzip.next(ended) {
                    Ok(Some(data)) => body.extend(data),
                    Ok(None) => break,
                    Err(error) => return (body, Some(error)),
                }
            }
        }
        (body, None)
    }

    #[test]
    fn members_follow_one_another() {
        let both = [gzip(b"hello "), gzip(b"world")].concat();
        for step in [1, 7, 1000] {
            assert_eq!(decode(&both, step), (b"hello world".to_vec(), None));
        }
        let garbage = [gzip(b"hello"), b"garbage garbage".to_vec()].concat();
        assert_eq!(decode(&garbage, 9), (b"hello".to_vec(), Some(BadGzip::Header)));
    }

    #[test]
    fn a_bomb_comes_out_in_small_pieces() {
        let bomb = gzip(&vec![0; 5 << 20]);
        let mut gzip = Gzip::default();
        gzip.feed(&bomb);
        let mut total = 0;
        while let Some(piece) = gzip.next(true).unwrap() {
            assert!(piece.len() <= PIECE);
            total += piece.len();
        }
        assert_eq!(total, 5 << 20);
    }

    #[test]
    fn broken_data_after_good_data() {
        let mut broken = gzip(b"hello");
        broken.truncate(broken.len() - 3);
        assert_eq!(decode(&broken, 4), (b"hello".to_vec(), Some(BadGzip::Eof)));
    }
}
