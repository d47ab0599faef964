//! The most memory that a command held.

#![expect(clippy::disallowed_methods, reason = "a test reads what it was told")]

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output},
};

use super::child::bare;

/// The program that tells the most memory that a command held: GNU time.
const TIME: &str = "/usr/bin/time";

/// Runs what `doctor` made; the most that it held in memory at a time, its code included, is below `most` kilobytes.
pub(crate) fn held(command: &Command, most: u64) -> Output {
    let told = tempfile::NamedTempFile::new().unwrap();
    let mut timed = if Path::new(TIME).exists() {
        let mut timed = bare(TIME);
        timed.args(["-q", "-f", "%M", "-o"]).arg(told.path()).arg(command.get_program());
        timed
    } else {
        let said = format!("SKIPPED: no {TIME} that would tell the memory of a command\n");
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        bare(command.get_program())
    };
    timed.args(command.get_args());
    timed.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = timed.output().unwrap();
    let peak = fs::read_to_string(told.path()).unwrap();
    let peak: u64 = peak.trim().parse().unwrap_or_default();
    assert!(peak < most, "{peak} of {most} kB: {:?}", command.get_args());
    output
}
