//! What earlier runs of go left of a checksum database: read, never written (modules.md §14.8).

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{go::std::strconv::text::system_reason, world::World};

/// The folders in which go keeps what it saw of databases.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Who reads them.
    pub world: Arc<World>,
    /// `pkg/sumdb` in the first folder of GOPATH: the newest head of each database.
    pub heads: PathBuf,
    /// `cache/download/sumdb` in GOMODCACHE: records and tiles.
    pub files: PathBuf,
}

impl Kept {
    /// Folders below `gopath` and `modules`, the values of GOPATH and GOMODCACHE.
    pub fn of(world: Arc<World>, gopath: &str, modules: &str) -> Self {
        let first = gopath.split(':').next().unwrap_or_default();
        let heads = Path::new(first).join("pkg/sumdb");
        Self { world, heads, files: Path::new(modules).join("cache/download/sumdb") }
    }

    /// The head in `file`; nothing where there is no such file.
    pub(super) fn head(&self, file: &str) -> Result<Vec<u8>, String> {
        let path = self.heads.join(file);
        match self.world.read(&path, MAX_FILE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => {
                read.map_err(|error| format!("open {}: {}", path.display(), system_reason(&error)))
            }
        }
    }

    /// A record or tile. The client takes any error for absence.
    pub(super) fn file(&self, file: &str) -> Result<Vec<u8>, String> {
        self.world.read(&self.files.join(file), MAX_FILE).map_err(|error| system_reason(&error))
    }
}

/// How large a head, a record or a tile may be; those of real databases have some 8 KiB at most.
const MAX_FILE: u64 = 16 << 20;
