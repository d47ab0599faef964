//! What ends the go command at its start, by what its variables hold. Seen with go 1.21 to 1.27, each variable alone and
//! with each other one.

pub mod cache;
pub mod experiments;
pub mod flags;
mod quoted;
pub mod toolchain;

use crate::go::version::{Change, Version};

/// The commands that fetch modules, as far as their flags differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `go mod download`.
    Download,
    /// `go get`.
    Get,
    /// `go list -m`.
    List,
}

/// What go says to GOFIPS140 where it is no version of the module: `off`, `latest` and two names more will do.
pub fn fips140(value: &str, version: Version) -> Result<(), String> {
    let is_version = value.strip_prefix('v').is_some_and(|rest| rest.split('.').count() == 3);
    if matches!(value, "" | "off" | "latest" | "inprocess" | "certified") || is_version {
        return Ok(());
    }
    let form = if version.has(Change::FipsOfOne) { "v1.Y.Z" } else { "vX.Y.Z" };
    Err(format!("invalid GOFIPS140: must be off, latest, inprocess, certified, or {form}"))
}
