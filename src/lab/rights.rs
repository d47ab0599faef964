//! The rights to files, and who plays.

use std::{io, path::Path};

/// Its owner's alone, as keys have to be.
pub(super) const fn own() -> u32 {
    0o600
}

/// Gives `path` the rights `mode`, where a system has such.
#[cfg(unix)]
pub(super) fn allow(path: &Path, mode: u32) -> io::Result<()> {
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn allow(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// Whether root plays.
#[cfg(unix)]
pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
pub(super) fn is_root() -> bool {
    false
}
