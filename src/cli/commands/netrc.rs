//! `netrc`: which login go would send to which host.

use std::{ffi::OsStr, path::Path, sync::Arc};

use super::env::shown;
use crate::{
    cli::{
        action::Manner, console::Console, exit::Exit, options::options, pasted::taken_host,
        runtime::block_on,
    },
    pipeline,
    problem::Problem,
    render::netrc as screen,
    report::netrc::{NetrcView, Place},
    world::World,
};

/// Prints the netrc file, and what is sent to `host`.
pub(super) fn run(
    world: &Arc<World>,
    host: Option<&str>,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let host = host.map(|host| taken_host(host, console));
    let host = host.as_deref();
    let trace = block_on(pipeline::environment(world, OsStr::new(""), &options(manner, true)))?;
    let (file, text) = pipeline::netrc(world);
    let netrc = world.var("NETRC").and_then(OsStr::to_str).unwrap_or_default();
    let home = of_home(world);
    let place = Place { netrc, file: file.as_deref(), home: &home };
    let mut view = NetrcView::of(&trace, place, &text, host);
    manner.levels.apply(&mut view.findings);
    console.print(&shown(&view, screen::human, manner, console))?;
    Ok(Exit::judged(true, &view.findings))
}

/// The text of ~/.netrc; nothing where it cannot be read.
fn of_home(world: &World) -> Vec<u8> {
    let file = world.var("HOME").map(|home| Path::new(home).join(".netrc"));
    file.and_then(|file| world.read(&file, LARGEST).ok()).unwrap_or_default()
}

/// A larger file has no logins that anyone wrote, in bytes.
const LARGEST: u64 = 1 << 20;
