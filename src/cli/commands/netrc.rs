//! `netrc`: which login go would send to which host.

use std::{ffi::OsStr, sync::Arc};

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
    let mut view = NetrcView::of(&trace, Place { netrc, file: file.as_deref() }, &text, host);
    manner.levels.apply(&mut view.findings);
    console.print(&shown(&view, screen::human, manner, console))?;
    Ok(Exit::judged(true, &view.findings))
}
