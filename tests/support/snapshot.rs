//! What is below a folder, to see that nothing changes there.

#![expect(clippy::disallowed_methods, reason = "a test looks at what a run left")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// What is at each path: its time, and the bytes of a file.
pub(crate) type Snapshot = Vec<(PathBuf, SystemTime, Vec<u8>)>;

/// Everything below `folder`, with times and bytes, by path.
pub(crate) fn snapshot(folder: &Path) -> Snapshot {
    let (mut all, mut folders) = (Snapshot::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, known) = (entry.path(), entry.metadata().unwrap());
            let bytes = if known.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
            if known.is_dir() {
                folders.push(path.clone());
            }
            all.push((path, known.modified().unwrap(), bytes));
        }
    }
    all.sort();
    all
}
