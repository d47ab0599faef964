//! One entry of a directory.

use std::io::Read;

use super::{ZipError, fields::Fields, source::read_full};
use crate::go::{
    std::strconv::byte_string::ByteString,
    version::{Change, Version},
};

/// What a directory says about one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, as it is there: any bytes.
    pub name: ByteString,
    /// How long it is when unpacked, in bytes.
    pub size: u64,
    /// How it is packed: 0 stored, 8 deflated.
    pub(super) method: u16,
    /// Whether its sum is behind its data, too.
    pub(super) has_descriptor: bool,
    pub(super) sum: u32,
    pub(super) packed: u64,
    /// Where its own head is, in bytes from the start of the file.
    pub(super) offset: i64,
    creator: u16,
    attributes: u32,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A folder; all entries whose name ends in a slash are.
    Folder,
    /// A file.
    Regular,
    /// A symbolic link.
    Symlink,
    /// A device, a socket, a pipe.
    Other,
}

impl Entry {
    /// What it is, by its name and the mode that the archiver noted.
    pub fn kind(&self) -> Kind {
        if self.name.ends_with(b"/") {
            return Kind::Folder;
        }
        match self.creator >> 8 {
            UNIX | MACOS => match self.attributes >> 28 {
                0x4 => Kind::Folder,
                0xa => Kind::Symlink,
                0x1 | 0x2 | 0x6 | 0xc => Kind::Other,
                _ => Kind::Regular,
            },
            FAT | NTFS | VFAT if self.attributes & DOS_FOLDER != 0 => Kind::Folder,
            _ => Kind::Regular,
        }
    }
}

/// Reads the next entry of a directory.
///
/// [`ZipError::Format`] where none begins, [`ZipError::Eof`] where nothing is left.
pub(super) fn read(from: &mut impl Read, version: Version) -> Result<Entry, ZipError> {
    let mut head = [0; HEAD_LENGTH];
    read_full(from, &mut head)?;
    let mut fields = Fields(&head);
    if fields.u32() != u32::from_le_bytes(*b"PK\x01\x02") {
        return Err(ZipError::Format);
    }
    let (creator, _, flags, method) = (fields.u16(), fields.u16(), fields.u16(), fields.u16());
    fields.take(4);
    let (sum, packed, size) = (fields.u32(), fields.u32(), fields.u32());
    let lengths = [fields.u16(), fields.u16(), fields.u16()].map(usize::from);
    fields.take(4);
    let (attributes, offset) = (fields.u32(), fields.u32());
    let mut rest = vec![0; lengths.iter().sum()];
    read_full(from, &mut rest)?;
    let mut rest = Fields(&rest);
    let [name, extra, _] = lengths.map(|length| rest.take(length));
    let [size, packed, offset] = Places::new([size, packed, offset]).widened(extra, version)?;
    Ok(Entry {
        name: name.into(),
        size,
        method,
        has_descriptor: flags & HAS_DESCRIPTOR != 0,
        sum,
        packed,
        offset: i64::from_le_bytes(offset.to_le_bytes()),
        creator,
        attributes,
    })
}

/// The numbers that a zip64 field may replace where they are all ones: size, packed size, offset, in this order.
struct Places {
    numbers: [u64; 3],
    wanted: [bool; 3],
}

impl Places {
    fn new(numbers: [u32; 3]) -> Self {
        Self { numbers: numbers.map(u64::from), wanted: numbers.map(|number| number == u32::MAX) }
    }

    /// Looks through the extra fields, up to the first that is cut.
    fn widened(mut self, extra: &[u8], version: Version) -> Result<[u64; 3], ZipError> {
        let optional = version.has(Change::Zip64SizesOptional);
        let mut extra = Fields(extra);
        while extra.0.len() >= 4 {
            let (tag, length) = (extra.u16(), usize::from(extra.u16()));
            if extra.0.len() < length {
                break;
            }
            let field = Fields(extra.take(length));
            if tag == ZIP64 {
                self.widen(field, optional)?;
            }
        }
        let [_, packed, offset] = self.wanted;
        if !optional && (packed || offset) { Err(ZipError::Format) } else { Ok(self.numbers) }
    }

    /// Since sizes are optional, a second field counts as well; for the offset only where that is still all ones.
    fn widen(&mut self, mut field: Fields<'_>, optional: bool) -> Result<(), ZipError> {
        for (place, (number, wanted)) in self.numbers.iter_mut().zip(&mut self.wanted).enumerate() {
            if *wanted {
                *number = field.whole_u64().ok_or(ZipError::Format)?;
                *wanted = optional && (place != OFFSET || *number == u64::from(u32::MAX));
            }
        }
        Ok(())
    }
}

/// Where the offset is among the numbers of [`Places`].
const OFFSET: usize = 2;
/// The length of an entry in front of its name, in bytes.
const HEAD_LENGTH: usize = 46;
/// The tag of the extra field with 64-bit numbers.
const ZIP64: u16 = 1;
/// The flag of an entry whose sum and sizes are behind its data.
const HAS_DESCRIPTOR: u16 = 0x8;
/// Archivers whose modes go knows, in the upper byte of `version made by`.
const FAT: u16 = 0;
const UNIX: u16 = 3;
const NTFS: u16 = 11;
const VFAT: u16 = 14;
const MACOS: u16 = 19;
const DOS_FOLDER: u32 = 0x10;
