//! Child processes of the tests, which are started nowhere else: nothing that this machine exports reaches one.

#![expect(clippy::disallowed_methods, reason = "the one place in which tests start commands")]

use std::{env, ffi::OsStr, process::Command};

/// The HOME of a child that is given none: neither go, git nor curl finds settings of a user there.
const NOWHERE: &str = "/nonexistent";

/// `program` with PATH and an absent HOME as its environment, in the folder for temporary files: below this one a
/// relative variable would make go write into the sources.
pub(crate) fn child(program: impl AsRef<OsStr>) -> Command {
    let mut command = bare(program);
    command.env("PATH", env::var_os("PATH").unwrap_or_default()).env("HOME", NOWHERE);
    command.current_dir(env::temp_dir());
    command
}

/// The built command, in an empty environment.
pub(crate) fn doctor() -> Command {
    bare(env!("CARGO_BIN_EXE_goget-doctor"))
}

/// `program`, in an empty environment.
pub(crate) fn bare(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    command
}
