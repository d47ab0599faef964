//! The content of an entry, unpacked and checked.

use std::io::{BufRead, Read, Seek};

use flate2::Crc;

use super::{
    Entry, ZipError, ZipLimit,
    fields::Fields,
    source::{Source, read_full},
};
use crate::go::std::compress::flate::inflate::{End, Inflate};

/// Gives the content of `entry` out piece by piece, at most `left` bytes, and takes it off that.
pub(super) fn read<R: Read + Seek>(
    source: &mut Source<R>,
    entry: &Entry,
    left: &mut u64,
    give: impl FnMut(&[u8]),
) -> Result<(), ZipError> {
    let body = body_offset(source, entry)?;
    if entry.name.ends_with(b"/") {
        return if entry.size == 0 { Ok(()) } else { Err(ZipError::Format) };
    }
    let mut content = Content { entry, left, give, crc: Crc::new(), given: 0 };
    // A length beyond 63 bits is negative to go, which then reads up to the end of the file, as is done here.
    let mut packed = source.section(body, entry.packed)?;
    match entry.method {
        STORED => content.copy(&mut packed)?,
        DEFLATED => content.inflate(&mut packed)?,
        _ => return Err(ZipError::Algorithm),
    }
    drop(packed);
    if content.given != entry.size {
        return Err(ZipError::UnexpectedEof);
    }
    let sum = content.crc.sum();
    if entry.has_descriptor {
        let behind = body.wrapping_add(i64::from_le_bytes(entry.packed.to_le_bytes()));
        check_descriptor(source, behind, entry.sum)?;
    }
    let told = entry.has_descriptor || entry.sum != 0;
    if told && sum != entry.sum { Err(ZipError::Checksum) } else { Ok(()) }
}

/// Where the data begins: behind the entry's own head, of which go reads no more than the signature and two lengths.
fn body_offset<R: Read + Seek>(source: &mut Source<R>, entry: &Entry) -> Result<i64, ZipError> {
    let mut head = [0; HEAD_LENGTH];
    source.read_at(&mut head, entry.offset)?;
    let mut fields = Fields(&head);
    if fields.u32() != u32::from_le_bytes(*b"PK\x03\x04") {
        return Err(ZipError::Format);
    }
    fields.take(22);
    let lengths = i64::from(fields.u16()) + i64::from(fields.u16());
    let head = i64::try_from(HEAD_LENGTH).unwrap_or_default();
    Ok(entry.offset.wrapping_add(head + lengths))
}

/// Holds the sum behind the data against the one in the directory; the sizes there do not count.
fn check_descriptor<R: Read + Seek>(
    source: &mut Source<R>,
    at: i64,
    sum: u32,
) -> Result<(), ZipError> {
    let mut descriptor = [0; DESCRIPTOR_LENGTH];
    let (first, rest) = descriptor.split_at_mut(4);
    let mut section = source.section(at, 16)?;
    let cut = |error| if matches!(error, ZipError::Eof) { ZipError::UnexpectedEof } else { error };
    read_full(&mut section, first).map_err(cut)?;
    let signed = first == b"PK\x07\x08";
    let rest = if signed { rest } else { &mut rest[..DESCRIPTOR_LENGTH - 8] };
    read_full(&mut section, rest).map_err(cut)?;
    let mut fields = Fields(&descriptor[if signed { 4 } else { 0 }..]);
    if fields.u32() == sum { Ok(()) } else { Err(ZipError::Checksum) }
}

/// What was given out so far.
struct Content<'a, G> {
    entry: &'a Entry,
    left: &'a mut u64,
    give: G,
    crc: Crc,
    given: u64,
}

impl<G: FnMut(&[u8])> Content<'_, G> {
    fn copy(&mut self, packed: &mut impl BufRead) -> Result<(), ZipError> {
        loop {
            let piece = packed.fill_buf().map_err(ZipError::Read)?;
            if piece.is_empty() {
                return Ok(());
            }
            self.give(piece)?;
            let used = piece.len();
            packed.consume(used);
        }
    }

    /// Unpacks up to the end of the stream; what follows it does not count.
    fn inflate(&mut self, packed: &mut impl BufRead) -> Result<(), ZipError> {
        let mut inflate = Inflate::default();
        let mut input = Vec::new();
        loop {
            let piece = packed.fill_buf().map_err(ZipError::Read)?;
            let (ended, length) = (piece.is_empty(), piece.len());
            input.extend_from_slice(piece);
            packed.consume(length);
            if self.drain(&mut inflate, &mut input)? {
                return Ok(());
            }
            if ended {
                return Err(ZipError::UnexpectedEof);
            }
        }
    }

    /// Unpacks all of `input` that can be; whether the stream is over.
    fn drain(&mut self, inflate: &mut Inflate, input: &mut Vec<u8>) -> Result<bool, ZipError> {
        let mut used = 0;
        loop {
            let progress = inflate.inflate(input.get(used..).unwrap_or_default(), PIECE);
            used += progress.used;
            self.give(&progress.data)?;
            match progress.end {
                Some(End::Complete) => return Ok(true),
                Some(End::Corrupt(at)) => return Err(ZipError::Corrupt(at)),
                None if progress.used == 0 && progress.data.is_empty() => break,
                None => {}
            }
        }
        input.drain(..used);
        Ok(false)
    }

    /// Gives a piece out, unless the entry would become longer than its directory says.
    fn give(&mut self, piece: &[u8]) -> Result<(), ZipError> {
        self.given += piece.len() as u64;
        if self.given > self.entry.size {
            return Err(ZipError::Format);
        }
        let left = self.left.checked_sub(piece.len() as u64);
        *self.left = left.ok_or(ZipError::Limit(ZipLimit::Unpacked))?;
        self.crc.update(piece);
        (self.give)(piece);
        Ok(())
    }
}

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// The length of an entry's own head in front of its name, in bytes.
const HEAD_LENGTH: usize = 30;
/// What is read of a sum behind the data, in bytes, its signature included.
const DESCRIPTOR_LENGTH: usize = 12;
/// How much is unpacked at once, in bytes.
const PIECE: usize = 64 * 1024;
