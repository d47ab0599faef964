//! The directory of an archive.

use std::io::{Read, Seek};

use super::{
    Entry, ZipError, ZipLimit, end, entry,
    error::{MOST_ENTRIES, MOST_NAMES},
    source::Source,
};
use crate::go::version::Version;

/// Reads all entries. Only the last 16 bits of their number are held against the end of the directory, as go does it.
pub(super) fn read<R: Read + Seek>(
    source: &mut Source<R>,
    version: Version,
) -> Result<Vec<Entry>, ZipError> {
    let end = end::read(source, version)?;
    let mut section = source.section(end.directory, u64::MAX)?;
    let (mut entries, mut names) = (Vec::new(), 0);
    let last = loop {
        match entry::read(&mut section, version) {
            Ok(mut entry) => {
                names += entry.name.len();
                entry.offset = entry.offset.wrapping_add(end.base);
                entries.push(entry);
            }
            Err(last @ (ZipError::Format | ZipError::UnexpectedEof)) => break last,
            Err(error) => return Err(error),
        }
        forbid(entries.len() > MOST_ENTRIES, ZipLimit::Entries)?;
        forbid(names > MOST_NAMES, ZipLimit::Names)?;
    };
    if entries.len() & 0xffff == usize::from(end.records) { Ok(entries) } else { Err(last) }
}

fn forbid(reached: bool, limit: ZipLimit) -> Result<(), ZipError> {
    if reached { Err(ZipError::Limit(limit)) } else { Ok(()) }
}
