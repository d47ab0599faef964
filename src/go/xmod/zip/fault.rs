//! What is wrong with a file of a module, in go's words.

use super::{MAX_GO_MOD, MAX_LICENSE, MAX_ZIP};
use crate::go::{
    std::strconv::{byte_string::ByteString, text::quote},
    xmod::module::PathError,
};

/// A file that may not be in a module's zip, or is left out of it: `NAME: REASON`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {fault}")]
pub struct Faulty {
    /// Its name: in a zip as it is there, in a tree from the module's root.
    pub name: ByteString,
    /// Why.
    pub fault: FileFault,
}

/// Why a file may not be in a module's zip, or is left out of it. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// A file and a folder have this name.
    #[error("entry {} is both a file and a directory", quote(.0))]
    BothFileAndFolder(String),
    /// The first two names that differ only in case.
    #[error("case-insensitive file name collision: {} and {}", quote(.0), quote(.1))]
    Collision(String, String),
    /// A go.mod at the root that is too large.
    #[error("go.mod file too large (max size is {MAX_GO_MOD} bytes)")]
    GoModSize,
    /// `GO.MOD`, `Go.mod` …
    #[error("go.mod files must have lowercase names")]
    GoModCase,
    /// A go.mod below the root.
    #[error("go.mod file not in module root directory")]
    GoModBelowRoot,
    /// Left out: `.hg_archival.txt` at the root.
    #[error("file is inserted by 'hg archive' and is always omitted")]
    HgArchival,
    /// Left out: in a folder with its own go.mod.
    #[error("file is in another module")]
    InOtherModule,
    /// Left out: in a vendor folder.
    #[error("file is in vendor directory")]
    InVendor,
    /// A LICENSE at the root that is too large.
    #[error("LICENSE file too large (max size is {MAX_LICENSE} bytes)")]
    LicenseSize,
    /// A file that the zip has twice.
    #[error("multiple entries for file {}", quote(.0))]
    MultipleEntries(String),
    /// A name that does not lie below `M@V/`, which is here.
    #[error("path does not have prefix {}", quote(.0))]
    NoPrefix(String),
    /// `a//b`, `./a`, `a/../b`.
    #[error("file path is not clean")]
    NotClean,
    /// Left out: a device, a socket, a pipe.
    #[error("not a regular file")]
    NotRegular,
    /// The name begins with a slash.
    #[error("file path is not relative")]
    NotRelative,
    /// A path that no file of a module may have.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Left out: a symbolic link.
    #[error("file is a symbolic link")]
    Symlink,
}

/// More than go takes of a module, all together. The texts are go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// The zip itself has so many bytes.
    #[error("module zip file is too large ({0} bytes; limit is {MAX_ZIP} bytes)")]
    File(u64),
    /// What is in the zip has more bytes when unpacked, by its directory.
    #[error("total uncompressed size of module contents too large (max size is {MAX_ZIP} bytes)")]
    Contents,
    /// A tree has more bytes.
    #[error("module source tree too large (max size is {MAX_ZIP} bytes)")]
    Tree,
}
