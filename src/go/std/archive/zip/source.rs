//! A file that is read at any place, as `os.File.ReadAt` reads it.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use super::ZipError;

/// The file of an archive.
#[derive(Debug)]
pub(super) struct Source<R> {
    file: R,
    name: String,
    /// Its length in bytes.
    pub(super) size: u64,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut file: R, name: &str) -> Result<Self, ZipError> {
        let size = file.seek(SeekFrom::End(0)).map_err(ZipError::Read)?;
        Ok(Self { file, name: name.to_owned(), size })
    }

    /// Fills `buffer` from byte `at` on; the end of the file before that is [`ZipError::Eof`].
    pub(super) fn read_at(&mut self, buffer: &mut [u8], at: i64) -> Result<(), ZipError> {
        self.seek(at)?;
        match self.file.read_exact(buffer) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(ZipError::Eof),
            read => read.map_err(ZipError::Read),
        }
    }

    /// The bytes from `at` on, at most `length`.
    pub(super) fn section(&mut self, at: i64, length: u64) -> Result<impl BufRead, ZipError> {
        self.seek(at)?;
        Ok(BufReader::with_capacity(PIECE, self.file.by_ref().take(length)))
    }

    fn seek(&mut self, at: i64) -> Result<(), ZipError> {
        let at = u64::try_from(at).map_err(|_| ZipError::NegativeOffset(self.name.clone()))?;
        self.file.seek(SeekFrom::Start(at.min(self.size))).map(drop).map_err(ZipError::Read)
    }
}

/// Fills `buffer` as `io.ReadFull` does: nothing at all is [`ZipError::Eof`], too little [`ZipError::UnexpectedEof`].
pub(super) fn read_full(from: &mut impl Read, buffer: &mut [u8]) -> Result<(), ZipError> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) if filled == 0 => return Err(ZipError::Eof),
            Ok(0) => return Err(ZipError::UnexpectedEof),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ZipError::Read(error)),
        }
    }
    Ok(())
}

/// How much is read at once, in bytes.
const PIECE: usize = 64 * 1024;
