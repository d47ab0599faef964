//! Why an archive cannot be read.

use std::io;

use crate::go::std::strconv::text::system_reason;

/// Why go, or a limit here, gives up on an archive. The texts are go's.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    /// Not packed in a way that go unpacks: neither stored nor deflated.
    #[error("zip: unsupported compression algorithm")]
    Algorithm,
    /// The content is not the one that the sum was made of.
    #[error("zip: checksum error")]
    Checksum,
    /// The packed data is broken before this byte.
    #[error("flate: corrupt input before offset {0}")]
    Corrupt(u64),
    /// Something would begin behind the end of the file.
    #[error("EOF")]
    Eof,
    /// What is read is no archive, or an entry is larger than it says.
    #[error("zip: not a valid zip file")]
    Format,
    /// Something would begin before the start of this file.
    #[error("readat {0}: negative offset")]
    NegativeOffset(String),
    /// The file cannot be read.
    #[error("{}", system_reason(.0))]
    Read(io::Error),
    /// Something is cut short.
    #[error("unexpected EOF")]
    UnexpectedEof,
    /// A limit that go does not have.
    #[error("{0}")]
    Limit(ZipLimit),
}

/// How much of an archive is read; go has no such limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZipLimit {
    /// So many entries.
    #[error(
        "the zip has more than {MOST_ENTRIES} entries, which is where goget-doctor stops reading"
    )]
    Entries,
    /// So many bytes of names, all together.
    #[error(
        "the names in the zip take more than {MOST_NAMES} bytes, which is where goget-doctor stops reading"
    )]
    Names,
    /// So many bytes of content, all together.
    #[error(
        "the zip unpacks to more than {MOST_UNPACKED} bytes, which is where goget-doctor stops reading"
    )]
    Unpacked,
}

/// How many entries are read.
pub(super) const MOST_ENTRIES: usize = 150_000;
/// How long all names may be together, in bytes.
pub(super) const MOST_NAMES: usize = 8 << 20;
/// How many bytes are unpacked of one archive. go refuses a module of more than 500 MiB, after it has hashed it.
pub(super) const MOST_UNPACKED: u64 = 2 << 30;
