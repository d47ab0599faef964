//! Zip archives as go's archive/zip reads them, with its texts.
//!
//! An archive is what its directory says, which is at its end; bytes in front of it and behind it do not count. Of
//! the directory only names, sizes, places and modes are kept, within limits.
//!
//! Source: modules.md §12.1; APPNOTE.TXT 4.3 to 4.5; answers of go 1.21.13 and 1.27.3 (testdata/golden/zip.jsonl).

mod content;
mod directory;
mod end;
mod entry;
mod error;
mod fields;
mod source;

use std::io::{Read, Seek};

pub use self::{
    entry::{Entry, Kind},
    error::{ZipError, ZipLimit},
};
use self::{error::MOST_UNPACKED, source::Source};
use crate::go::version::Version;

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    contents: Contents<R>,
    entries: Vec<Entry>,
}

/// The contents of an archive's entries, read when they are asked for.
#[derive(Debug)]
pub struct Contents<R> {
    source: Source<R>,
    /// How many more bytes may be unpacked.
    left: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory of the archive in `file`, which error texts name `name`, by the rules of `version`.
    pub fn open(file: R, name: &str, version: Version) -> Result<Self, ZipError> {
        let mut source = Source::new(file, name)?;
        let entries = directory::read(&mut source, version)?;
        Ok(Self { contents: Contents { source, left: MOST_UNPACKED }, entries })
    }

    /// The length of the whole file, in bytes.
    pub fn size(&self) -> u64 {
        self.contents.source.size
    }

    /// What is in it, in the order of the directory.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is in it, and what reads it.
    pub fn parts(&mut self) -> (&[Entry], &mut Contents<R>) {
        (&self.entries, &mut self.contents)
    }
}

impl<R: Read + Seek> Contents<R> {
    /// Unpacks an entry of this archive, piece by piece, and checks its size and sum. Pieces that were given before an
    /// error are not to be trusted. No more is given than the directory says, and of the whole archive 2 GiB.
    pub fn read(&mut self, entry: &Entry, give: impl FnMut(&[u8])) -> Result<(), ZipError> {
        content::read(&mut self.source, entry, &mut self.left, give)
    }
}

#[cfg(test)]
mod tests;
