//! The netrc file as a run would find it: for the `netrc` command, which is the one place that looks at logins.

use std::{io, path::Path};

use crate::{
    pipeline::session::credentials::{MAX_FILE, netrc_file},
    world::World,
};

/// The netrc file of `world`: its path, where go has a place to look, and what it holds.
pub fn netrc(world: &World) -> (Option<String>, io::Result<Vec<u8>>) {
    match netrc_file(world) {
        Some(file) => (Some(file.clone()), world.read(Path::new(&file), MAX_FILE)),
        None => (None, Err(io::ErrorKind::NotFound.into())),
    }
}
