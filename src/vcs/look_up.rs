//! The search for a program in `PATH`, as go makes it before it starts one.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

/// The file that the search in `path` (a value of `PATH`) finds for `program`: the first that may
/// be executed. A name with a slash is taken as it is.
pub fn look_up(program: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program)).filter(|file| is_executable(file));
    }
    let dirs = std::env::split_paths(path?);
    dirs.map(|dir| dir.join(program)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_looked_up_in_path() {
        let path = Some(OsStr::new("/nowhere:/bin"));
        assert_eq!(look_up("sh", path), Some("/bin/sh".into()));
        assert_eq!(look_up("no-such-tool-at-all", path), None);
        assert_eq!(look_up("sh", None), None);
    }
}
