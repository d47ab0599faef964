//! `env --go-versions`: what changed from release to release.

use crate::{
    cli::{action::Manner, args::Format, console::Console, exit::Exit},
    problem::Problem,
    render::{
        json, jsonl,
        releases::{self, Releases},
    },
};

/// Prints the table.
pub(super) fn list(manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    console.print(&match manner.format {
        Format::Human => releases::human(&console.out),
        Format::Json => json::document(&Releases::all()),
        _ => jsonl::line(&Releases::all()),
    })?;
    Ok(Exit::Success)
}
