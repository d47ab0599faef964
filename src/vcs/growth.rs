//! How much the files of a folder have grown: what a tool received that says nothing meanwhile.

use std::path::{Path, PathBuf};

/// The growth of a folder since a run began.
#[derive(Debug, Default)]
pub(super) struct Growth {
    dir: Option<PathBuf>,
    first: u64,
    now: u64,
}

impl Growth {
    pub(super) fn new(dir: Option<&Path>) -> Self {
        let first = dir.map_or(0, size);
        Self { dir: dir.map(Path::to_owned), first, now: first }
    }

    /// Looks again; whether the folder is larger than at the last look.
    pub(super) fn look(&mut self) -> bool {
        let before = self.now;
        self.now = self.dir.as_deref().map_or(0, size);
        self.now > before
    }

    /// The size of all its files at the last look, in bytes.
    pub(super) fn size(&self) -> u64 {
        self.now
    }

    /// How much it has grown, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.now.saturating_sub(self.first)
    }
}

/// The size of all files below `dir`, in bytes; at most [`MOST`] entries are looked at.
#[expect(clippy::disallowed_methods, reason = "the folder is the run's own, not the user's")]
fn size(dir: &Path) -> u64 {
    let (mut dirs, mut bytes, mut left) = (vec![dir.to_owned()], 0_u64, MOST);
    while let Some(dir) = dirs.pop() {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten().take(left) {
            left -= 1;
            match entry.metadata() {
                Ok(it) if it.is_dir() => dirs.push(entry.path()),
                Ok(it) => bytes = bytes.saturating_add(it.len()),
                Err(_) => {}
            }
        }
    }
    bytes
}

const MOST: usize = 20_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_folders_count() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("old"), "12345").unwrap();
        let mut growth = Growth::new(Some(dir.path()));
        std::fs::create_dir(dir.path().join("pack")).unwrap();
        std::fs::write(dir.path().join("pack/new"), "123").unwrap();
        assert!(growth.look() && !growth.look());
        assert_eq!(growth.bytes(), 3);
        assert!(!Growth::new(None).look());
    }
}
