//! The zip of a module that go makes itself, in direct mode, from an archive of the repository at a revision.
//!
//! Source: repositories.md; `cmd/go/internal/modfetch` of go 1.21.13 and 1.27.3, where it is the same.

use std::io::{Read, Seek};

use crate::go::{
    std::archive::zip::{Archive, Entry, Kind, ZipError},
    version::Version,
    xmod::{
        dirhash::{NewlineInName, hash1},
        zip::{File, Listed, VendorRule, list},
    },
};

/// The files of a module in an archive of its repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepoFiles {
    files: Vec<RepoFile>,
    /// Whether the LICENSE of the repository's root is taken, if there is one: the module has none, and is not the root.
    pub wants_license: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct RepoFile {
    /// Its path from the root of the module.
    path: Vec<u8>,
    kind: Kind,
    size: u64,
    content: Content,
}

impl RepoFile {
    fn seen(&self) -> File<'_> {
        File { path: &self.path, kind: self.kind, size: self.size }
    }
}

/// Where the content of a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    /// In this entry of the archive.
    Entry(usize),
    /// Here: a LICENSE from the root.
    Bytes(Vec<u8>),
}

/// Why go makes no zip. The texts are go's.
#[derive(Debug, thiserror::Error)]
pub enum RepoZipError {
    /// The first file does not lie in a folder.
    #[error("missing top-level directory prefix")]
    NoTopFolder,
    /// Two files lie in different ones.
    #[error("zip file contains more than one top-level directory")]
    TwoTopFolders,
    /// Files that may not be in a module, or too much of it.
    #[error("{0}")]
    Refused(String),
    /// A file cannot be read.
    #[error("create zip: {0}")]
    Read(#[from] ZipError),
    /// A name with a line end.
    #[error(transparent)]
    Newline(#[from] NewlineInName),
}

/// Finds the files below `folder`. The names in the archive have one folder more in front, as `git archive` puts it.
pub fn find(entries: &[Entry], folder: &str) -> Result<RepoFiles, RepoZipError> {
    let folder = folder.trim_matches('/');
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let top = entries.first().map_or(Ok(&b""[..]), |first| top_folder(&first.name))?;
    let mut files = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let name = entry.name.strip_prefix(top).ok_or(RepoZipError::TwoTopFolders)?;
        let Some(path) = name.strip_prefix(below.as_bytes()) else { continue };
        if !path.is_empty() && !path.ends_with(b"/") {
            let (kind, size) = (entry.kind(), entry.size);
            files.push(RepoFile {
                path: path.to_vec(),
                kind,
                size,
                content: Content::Entry(index),
            });
        }
    }
    let licensed = files.iter().any(|file| file.path == b"LICENSE");
    Ok(RepoFiles { files, wants_license: !licensed && !folder.is_empty() })
}

fn top_folder(name: &[u8]) -> Result<&[u8], RepoZipError> {
    let end = name.iter().position(|b| *b == b'/').ok_or(RepoZipError::NoTopFolder)?;
    Ok(name.get(..=end).unwrap_or_default())
}

impl RepoFiles {
    /// Adds the LICENSE of the repository's root.
    pub fn add_license(&mut self, text: Vec<u8>) {
        let (path, size) = (b"LICENSE".to_vec(), text.len() as u64);
        let content = Content::Bytes(text);
        self.files.push(RepoFile { path, kind: Kind::Regular, size, content });
        self.wants_license = false;
    }

    /// What becomes of each file.
    pub fn list(&self, vendor: VendorRule, version: Version) -> Listed {
        let files: Vec<File<'_>> = self.files.iter().map(RepoFile::seen).collect();
        list(&files, vendor, version)
    }

    /// The `h1:` of the zip of `module`, which is `M@V`, that go would make of the files that are `listed`.
    pub fn sum<R: Read + Seek>(
        &self,
        listed: &Listed,
        module: &str,
        archive: &mut Archive<R>,
    ) -> Result<String, RepoZipError> {
        if let Some(error) = listed.error() {
            return Err(RepoZipError::Refused(error));
        }
        let chosen = listed.files.iter().filter_map(|index| self.files.get(*index));
        let named: Vec<(Vec<u8>, &Content)> = chosen
            .map(|file| ([module.as_bytes(), b"/", &file.path].concat(), &file.content))
            .collect();
        let (entries, contents) = archive.parts();
        hash1(
            &named,
            |(name, _)| name,
            |(_, content), give| match content {
                Content::Bytes(bytes) => {
                    give(bytes);
                    Ok(())
                }
                Content::Entry(index) => {
                    let entry = entries.get(*index).ok_or(ZipError::Format)?;
                    Ok(contents.read(entry, give)?)
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::io::{Cursor, Write as _};

    /// An archive with these files, stored.
    fn archive(files: &[(&str, &[u8])]) -> Archive<Cursor<Vec<u8>>> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let offset = u32::try_from(out.len()).unwrap();
            let length = u32::try_from(content.len()).unwrap().to_le_bytes();
            let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            head.extend(crc32fast::hash(content).to_le_bytes());
            head.extend([length, length].concat());
            head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            head.extend([0; 2]);
            let place = offset.to_le_bytes();
            directory.extend(
                [&b"PK\x01\x02\x14\0"[..], &head, &[0; 10], &place, name.as_bytes()].concat(),
            );
            out.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), content].concat());
        }
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        let (length, offset) = (directory.len(), out.len());
        out.write_all(&directory).unwrap();
        let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let end =
            [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &number(length), &number(offset), &[0; 2]];
        out.write_all(&end.concat()).unwrap();
        Archive::open(Cursor::new(out), "m.zip", Version::NEWEST).unwrap()
    }

    #[test]
    fn files_below_a_folder_make_the_module() {
        let mut repository = archive(&[
            ("top/", b""),
            ("top/LICENSE", b"free"),
            ("top/c/go.mod", b"module a.b/c\n"),
            ("top/c/x.go", b"package c\n"),
            ("top/c/d/go.mod", b"module a.b/c/d\n"),
            ("top/c/vendor/y/y.go", b"package y\n"),
        ]);
        let mut files = find(repository.entries(), "/c/").unwrap();
        assert!(files.wants_license);
        files.add_license(b"free".to_vec());
        let listed = files.list(VendorRule::Old, Version::NEWEST);
        let omitted: Vec<_> = listed.omitted.iter().map(ToString::to_string).collect();
        let other = "d/go.mod: file is in another module";
        assert_eq!(omitted, [other, "vendor/y/y.go: file is in vendor directory"]);
        let mut wanted = archive(&[
            ("a.b/c@v1.0.0/LICENSE", b"free"),
            ("a.b/c@v1.0.0/go.mod", b"module a.b/c\n"),
            ("a.b/c@v1.0.0/x.go", b"package c\n"),
        ]);
        let sum = files.sum(&listed, "a.b/c@v1.0.0", &mut repository).unwrap();
        assert_eq!(sum, crate::go::xmod::dirhash::zip(&mut wanted).unwrap());
    }

    #[test]
    fn an_archive_has_one_folder_at_the_top() {
        let said =
            |files: &[(&str, &[u8])]| find(archive(files).entries(), "").unwrap_err().to_string();
        assert_eq!(said(&[("x.go", b"")]), "missing top-level directory prefix");
        let two = "zip file contains more than one top-level directory";
        assert_eq!(said(&[("a/x.go", b""), ("b/x.go", b"")]), two);
        assert!(find(&[], "").is_ok_and(|files| files.files.is_empty()));
    }

    #[test]
    fn a_bad_name_is_told() {
        let mut repository = archive(&[("top/a;b", b"")]);
        let files = find(repository.entries(), "").unwrap();
        let listed = files.list(VendorRule::Old, Version::NEWEST);
        let error = files.sum(&listed, "a.b/c@v1.0.0", &mut repository).unwrap_err().to_string();
        assert_eq!(error, "create zip: a;b: malformed file path \"a;b\": invalid char ';'");
    }
}
