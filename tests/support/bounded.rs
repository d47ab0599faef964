//! Our command with a bound on its memory, which the kernel keeps: beyond it the command dies.

use std::process::Command;

use super::child::bare;

/// The built command, which may hold `kilobytes` of data, in an empty environment.
pub(crate) fn doctor(kilobytes: u64) -> Command {
    let mut command = bare("/bin/sh");
    command.args(["-c", "ulimit -d \"$0\" && exec \"$@\""]);
    command.arg(kilobytes.to_string()).arg(env!("CARGO_BIN_EXE_goget-doctor"));
    command
}
