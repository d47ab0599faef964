//! The end of the directory: where the directory begins and how many entries it has.

use std::io::{Read, Seek};

use super::{ZipError, entry, fields::Fields, source::Source};
use crate::go::version::{Change, Version};

/// What the end of the directory says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// How many entries there are, modulo 2¹⁶.
    pub(super) records: u16,
    /// Where the directory begins, in bytes from the start of the file.
    pub(super) directory: i64,
    /// Where the archive itself begins; offsets in the directory count from there.
    pub(super) base: i64,
}

/// Finds the end of the directory and reads it.
pub(super) fn read<R: Read + Seek>(
    source: &mut Source<R>,
    version: Version,
) -> Result<End, ZipError> {
    let (mut at, mut record) = find(source)?;
    if record.may_be_64(version)
        && let Some((at_64, record_64)) = read_64(source, at)?
    {
        (at, record) = (at_64, record_64);
    }
    let size = i64::try_from(record.size).map_err(|_| ZipError::Format)?;
    let offset = i64::try_from(record.offset).map_err(|_| ZipError::Format)?;
    let base = at.wrapping_sub(size).wrapping_sub(offset);
    let directory = base.wrapping_add(offset);
    if !u64::try_from(directory).is_ok_and(|directory| directory < source.size) {
        return Err(ZipError::Format);
    }
    let records = u16::try_from(record.records & 0xffff).unwrap_or_default();
    if base > 0 && begins_with_entry(source, offset, version) {
        return Ok(End { records, directory: offset, base: 0 });
    }
    Ok(End { records, directory, base })
}

#[derive(Debug)]
struct Record {
    records: u64,
    size: u64,
    offset: u64,
}

impl Record {
    /// Whether a number is so large that the true one may be in a zip64 record.
    fn may_be_64(&self, version: Version) -> bool {
        let most = if version.has(Change::Zip64SizesOptional) { 0xffff_ffff } else { 0xffff };
        self.records == 0xffff || self.size == most || self.offset == 0xffff_ffff
    }
}

/// The last end record and its place: looked for in the last KiB, then in the last 65.
fn find<R: Read + Seek>(source: &mut Source<R>) -> Result<(i64, Record), ZipError> {
    for length in [1024, 65 * 1024] {
        let length = source.size.min(length);
        let start = i64::try_from(source.size - length).map_err(|_| ZipError::Format)?;
        let mut tail = vec![0; usize::try_from(length).unwrap_or_default()];
        source.read_at(&mut tail, start)?;
        if let Some(at) = find_in(&tail) {
            let record = Record::read(Fields(tail.get(at + 4..).unwrap_or_default()));
            return Ok((start + i64::try_from(at).unwrap_or_default(), record));
        }
        if length == source.size {
            break;
        }
    }
    Err(ZipError::Format)
}

/// The place of the last signature, unless the comment behind it is cut.
fn find_in(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(END_LENGTH)?;
    let at = (0..=last).rev().find(|at| tail[*at..].starts_with(b"PK\x05\x06"))?;
    let mut comment = Fields(tail.get(at + END_LENGTH - 2..)?);
    (at + END_LENGTH + usize::from(comment.u16()) <= tail.len()).then_some(at)
}

impl Record {
    /// Reads what follows the signature.
    fn read(mut fields: Fields<'_>) -> Self {
        fields.take(6);
        Self {
            records: u64::from(fields.u16()),
            size: u64::from(fields.u32()),
            offset: u64::from(fields.u32()),
        }
    }

    /// Reads what follows the signature of a zip64 record.
    fn read_64(mut fields: Fields<'_>) -> Self {
        fields.take(8 + 2 + 2 + 4 + 4 + 8);
        Self { records: fields.u64(), size: fields.u64(), offset: fields.u64() }
    }
}

/// The zip64 record and its place, where a locator in front of the end record names it.
fn read_64<R: Read + Seek>(
    source: &mut Source<R>,
    end: i64,
) -> Result<Option<(i64, Record)>, ZipError> {
    let Some(at) = locate_64(source, end)? else { return Ok(None) };
    let mut record = [0; END_64_LENGTH];
    source.read_at(&mut record, at)?;
    let mut fields = Fields(&record);
    if fields.u32() != u32::from_le_bytes(*b"PK\x06\x06") {
        return Err(ZipError::Format);
    }
    Ok(Some((at, Record::read_64(fields))))
}

fn locate_64<R: Read + Seek>(source: &mut Source<R>, end: i64) -> Result<Option<i64>, ZipError> {
    let mut locator = [0; LOCATOR_LENGTH];
    let at = end - i64::try_from(LOCATOR_LENGTH).unwrap_or_default();
    if at < 0 {
        return Ok(None);
    }
    source.read_at(&mut locator, at)?;
    let mut fields = Fields(&locator);
    let (signature, disk, record, disks) = (fields.u32(), fields.u32(), fields.u64(), fields.u32());
    let is_locator = signature == u32::from_le_bytes(*b"PK\x06\x07") && disk == 0 && disks == 1;
    Ok(i64::try_from(record).ok().filter(|_| is_locator))
}

/// Whether an entry is where the directory would begin in an archive with nothing in front of it.
fn begins_with_entry<R: Read + Seek>(source: &mut Source<R>, at: i64, version: Version) -> bool {
    let section = source.section(at, u64::MAX);
    section.is_ok_and(|mut section| entry::read(&mut section, version).is_ok())
}

/// The lengths of records with their signatures, in bytes.
const END_LENGTH: usize = 22;
const LOCATOR_LENGTH: usize = 20;
const END_64_LENGTH: usize = 56;
