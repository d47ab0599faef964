//! The text of a file that is named.

use std::{io, path::Path};

use crate::{problem::Problem, world::World};

/// How large a file of paths may be.
pub(super) const MAX_FILE: u64 = 16 << 20;

/// The text of a file.
pub(super) fn read(world: &World, name: &str) -> Result<String, Problem> {
    let bytes = world.read(Path::new(name), MAX_FILE).map_err(|error| unreadable(name, &error))?;
    text(bytes, name)
}

/// The bytes of a file as text.
pub(super) fn text(bytes: Vec<u8>, name: &str) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let what = format!("cannot read {name}, line {line}");
        Problem::new(what, "it is not UTF-8", "write the file in UTF-8")
    })
}

/// A file that cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Problem {
    let next = "name a go.mod, go.work, *.yaml or list of paths that can be read, or a path";
    Problem::new(format!("cannot read {name}"), error.to_string(), next)
}
