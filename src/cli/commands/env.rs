//! `env`: the settings in force, or what they decide for one module path.

use std::{ffi::OsStr, sync::Arc};

use serde::Serialize;

use crate::{
    cli::{
        action::Manner,
        args::{Env, Format},
        console::Console,
        exit::Exit,
        options::options,
        runtime::block_on,
    },
    pipeline,
    problem::Problem,
    render::{Painter, env as screen, json, jsonl},
    report::env::{EnvView, PathView},
    world::World,
};

/// Does what `asked` says and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Env,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let path = asked.path.as_deref();
    let trace = block_on(pipeline::environment(
        world,
        path.unwrap_or(OsStr::new("")),
        &options(manner, true),
    ))?;
    let (text, ok, findings) = if path.is_some() {
        let mut view = PathView::of(&trace);
        manner.levels.apply(&mut view.findings);
        (shown(&view, screen::human_path, manner, console), view.error.is_none(), view.findings)
    } else {
        let mut view = EnvView::of(&trace);
        manner.levels.apply(&mut view.findings);
        (shown(&view, screen::human, manner, console), view.error.is_none(), view.findings)
    };
    if asked.fix {
        console.print(&screen::fix(&findings, &console.out))?;
        return Ok(Exit::Success);
    }
    console.print(&text)?;
    Ok(Exit::judged(ok, &findings))
}

/// A view in the format asked for.
pub(super) fn shown<T: Serialize>(
    view: &T,
    human: fn(&T, &Painter) -> String,
    manner: &Manner,
    console: &Console,
) -> String {
    match manner.format {
        Format::Human => human(view, &console.out),
        Format::Json => json::document(view),
        _ => jsonl::line(view),
    }
}
