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

/// Writes a program, in the place of what is at `path`.
///
/// A child writes it, and has ended then: a child of this process that starts in the same moment would
/// hold the file open for writing, and nobody can run what somebody writes.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "it is no command of a world")]
pub(super) fn program(path: &Path, text: &[u8]) -> io::Result<()> {
    use std::{io::Write as _, process::Stdio};
    const WRITES: &str = r#"rm -f -- "$0" && cat > "$0" && chmod 755 -- "$0""#;
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", WRITES]).arg(path).env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin");
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text))?;
    let written = child.wait()?.success();
    written.then_some(()).ok_or_else(|| io::Error::other("a program could not be written"))
}

#[cfg(not(unix))]
pub(super) fn program(path: &Path, text: &[u8]) -> io::Result<()> {
    std::fs::write(path, text)
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
