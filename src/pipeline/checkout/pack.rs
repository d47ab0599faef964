//! The zip of a module, made from git's archive of a commit as go makes it (repositories.md §7).

use std::{
    fs::File,
    io::{self, BufWriter, Seek as _, SeekFrom, Write},
};

use flate2::{Compression, Crc, write::DeflateEncoder};

use crate::go::{
    cmd::{fault::Fault, gover},
    std::{
        archive::zip::{self as archive, Kind, ZipError},
        strconv::text::system_reason,
    },
    version::Version,
    xmod::zip::{self, VendorRule},
};

use super::Archived;

/// What the zip is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packing<'a> {
    /// The module path and version: `P@V`.
    pub named: &'a str,
    /// The release whose rules hold.
    pub release: Version,
    /// The repository's LICENSE, which counts for a module in a folder without one.
    pub license: Option<&'a [u8]>,
}

/// A file that may go into the zip.
struct Candidate {
    path: Vec<u8>,
    kind: Kind,
    size: u64,
    content: Content,
}

/// Where a file's content is.
enum Content {
    /// In git's archive, at this place of its directory.
    Archived(usize),
    /// The repository's LICENSE.
    License,
}

/// The zip of the module whose archive this is. Nothing is unpacked at once but one piece of a file.
pub(super) fn pack(archived: Archived, packing: Packing<'_>) -> Result<File, Fault> {
    let mut archive = archive::Archive::open(archived.file, "", packing.release)
        .map_err(|error| other(&error))?;
    let candidates = candidates(&archive, &archived.dir, packing.license)?;
    let files: Vec<zip::File<'_>> = candidates
        .iter()
        .map(|it| zip::File { path: &it.path, kind: it.kind, size: it.size })
        .collect();
    let go = archived.gomod.as_deref().and_then(gover::go_line);
    let listed = zip::list(&files, VendorRule::of(go.as_deref(), packing.release), packing.release);
    if let Some(text) = listed.error() {
        return Err(Fault::Other(text));
    }
    let chosen = listed.files.iter().filter_map(|at| candidates.get(*at));
    let file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
    write(file, &mut archive, chosen, &packing)
}

/// Whether `archive` needs the repository's LICENSE: the module is in a folder that has none.
pub(super) fn needs_license(archived: &Archived, release: Version) -> Result<bool, Fault> {
    if archived.dir.is_empty() {
        return Ok(false);
    }
    let file = archived.file.try_clone().map_err(|error| unwritten(&error))?;
    let archive = archive::Archive::open(file, "", release).map_err(|error| other(&error))?;
    let own = candidates(&archive, &archived.dir, None)?;
    Ok(!own.iter().any(|it| it.path == LICENSE))
}

fn candidates(
    archive: &archive::Archive<File>,
    dir: &str,
    license: Option<&[u8]>,
) -> Result<Vec<Candidate>, Fault> {
    let inside = if dir.is_empty() { String::new() } else { format!("{dir}/") };
    let mut found = Vec::new();
    let mut top: Option<&[u8]> = None;
    for (at, entry) in archive.entries().iter().enumerate() {
        let name: &[u8] = &entry.name;
        let first = name.iter().position(|byte| *byte == b'/').map(|slash| &name[..=slash]);
        let top =
            *top.get_or_insert(first.ok_or_else(|| text("missing top-level directory prefix"))?);
        let below = name.strip_prefix(top);
        let below =
            below.ok_or_else(|| text("zip file contains more than one top-level directory"))?;
        let Some(path) = below.strip_prefix(inside.as_bytes()) else { continue };
        if !path.is_empty() && !path.ends_with(b"/") {
            let (path, content) = (path.to_vec(), Content::Archived(at));
            found.push(Candidate { path, kind: entry.kind(), size: entry.size, content });
        }
    }
    if let Some(license) = license {
        let (path, size) = (LICENSE.to_vec(), license.len() as u64);
        found.push(Candidate { path, kind: Kind::Regular, size, content: Content::License });
    }
    Ok(found)
}

fn write<'a>(
    file: File,
    archive: &mut archive::Archive<File>,
    chosen: impl Iterator<Item = &'a Candidate>,
    packing: &Packing<'_>,
) -> Result<File, Fault> {
    let mut zip = ZipWriter { file: BufWriter::new(file), directory: Vec::new(), count: 0 };
    for candidate in chosen {
        let name = [packing.named.as_bytes(), b"/", &candidate.path].concat();
        match candidate.content {
            Content::License => {
                let license = packing.license.unwrap_or_default();
                zip.add(&name, |out| out.write_all(license)).map_err(|error| unwritten(&error))?;
            }
            Content::Archived(at) => {
                let (entries, contents) = archive.parts();
                let Some(entry) = entries.get(at) else { continue };
                let mut broken = None;
                let written = zip.add(&name, |out| {
                    let mut failed = Ok(());
                    let give = |bytes: &[u8]| {
                        if failed.is_ok() {
                            failed = out.write_all(bytes);
                        }
                    };
                    broken = contents.read(entry, give).err();
                    failed
                });
                written.map_err(|error| unwritten(&error))?;
                broken.map_or(Ok(()), |error| Err(other(&error)))?;
            }
        }
    }
    zip.finish().map_err(|error| unwritten(&error))
}

/// An archive as a tool makes it, of files that go exported.
pub(super) struct Archive {
    zip: ZipWriter,
}

impl Archive {
    /// An empty one.
    pub(super) fn new() -> Result<Self, Fault> {
        let file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
        let zip = ZipWriter { file: BufWriter::new(file), directory: Vec::new(), count: 0 };
        Ok(Self { zip })
    }

    /// Adds `file` as `name`; its size in bytes.
    pub(super) fn copy(&mut self, name: &str, file: &mut File) -> Result<u64, Fault> {
        let mut copied = 0;
        let added = self.zip.add(name.as_bytes(), |out| {
            copied = io::copy(file, out)?;
            Ok(())
        });
        added.map(|()| copied).map_err(|error| unwritten(&error))
    }

    /// The file, from its start.
    pub(super) fn finish(self) -> Result<File, Fault> {
        self.zip.finish().map_err(|error| unwritten(&error))
    }
}

/// Writes a zip: files one after the other, then the directory.
struct ZipWriter {
    file: BufWriter<File>,
    directory: Vec<u8>,
    count: u64,
}

/// What is known of an entry once it is written.
struct Written {
    sum: u32,
    packed: u64,
    size: u64,
}

impl ZipWriter {
    /// Adds a file whose content `give` writes.
    fn add(
        &mut self,
        name: &[u8],
        give: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let offset = self.file.stream_position()?;
        self.file.write_all(&local_head(name))?;
        let written = self.deflate(give)?;
        let end = self.file.stream_position()?;
        self.file.seek(SeekFrom::Start(offset + SUM_IN_HEAD))?;
        self.file.write_all(&written.fields())?;
        self.file.seek(SeekFrom::Start(end))?;
        self.directory.extend(directory_entry(name, &written, offset));
        self.count += 1;
        Ok(())
    }

    fn deflate(
        &mut self,
        give: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Written> {
        let before = self.file.stream_position()?;
        let (sum, size) = deflate(&mut self.file, give)?;
        let packed = self.file.stream_position()? - before;
        Ok(Written { sum, packed, size })
    }

    fn finish(mut self) -> io::Result<File> {
        let start = self.file.stream_position()?;
        self.file.write_all(&self.directory)?;
        let count = u16::try_from(self.count).unwrap_or(u16::MAX);
        let mut end = Vec::with_capacity(22);
        end.extend(0x0605_4b50_u32.to_le_bytes());
        end.extend([0; 4]);
        end.extend(count.to_le_bytes());
        end.extend(count.to_le_bytes());
        end.extend(word(self.directory.len() as u64));
        end.extend(word(start));
        end.extend([0; 2]);
        self.file.write_all(&end)?;
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(file)
    }
}

/// Sum and size of what `give` writes, which goes to `out` deflated.
fn deflate(
    out: impl Write,
    give: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<(u32, u64)> {
    let inner = DeflateEncoder::new(out, Compression::default());
    let mut counting = Counting { inner, sum: Crc::new(), size: 0 };
    give(&mut counting)?;
    counting.inner.finish()?;
    Ok((counting.sum.sum(), counting.size))
}

/// Writes on, and keeps sum and size of what goes through.
struct Counting<W> {
    inner: W,
    sum: Crc,
    size: u64,
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.sum.update(&bytes[..count]);
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Written {
    fn fields(&self) -> Vec<u8> {
        [self.sum.to_le_bytes(), word(self.packed), word(self.size)].concat()
    }
}

/// A number of 32 bits; what is larger does not occur in a module's zip.
fn word(number: u64) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

fn length(name: &[u8]) -> [u8; 2] {
    u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes()
}

/// The head of a file, without sum and sizes (APPNOTE.TXT 4.3.7).
fn local_head(name: &[u8]) -> Vec<u8> {
    let mut head = 0x0403_4b50_u32.to_le_bytes().to_vec();
    head.extend(SHARED);
    head.extend([0; 12]);
    head.extend(length(name));
    head.extend([0; 2]);
    head.extend(name);
    head
}

/// An entry of the directory (APPNOTE.TXT 4.3.12).
fn directory_entry(name: &[u8], written: &Written, offset: u64) -> Vec<u8> {
    let mut entry = 0x0201_4b50_u32.to_le_bytes().to_vec();
    entry.extend([20, 0]);
    entry.extend(SHARED);
    entry.extend(written.fields());
    entry.extend(length(name));
    entry.extend([0; 12]);
    entry.extend(word(offset));
    entry.extend(name);
    entry
}

/// Version 2.0, names in UTF-8, deflated, no time.
const SHARED: [u8; 10] = [20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
const SUM_IN_HEAD: u64 = 14;
const LICENSE: &[u8] = b"LICENSE";

fn text(what: &str) -> Fault {
    Fault::Other(what.to_owned())
}

fn other(error: &ZipError) -> Fault {
    Fault::Other(error.to_string())
}

fn unwritten(error: &io::Error) -> Fault {
    Fault::Other(format!("writing a zip: {}", system_reason(error)))
}
