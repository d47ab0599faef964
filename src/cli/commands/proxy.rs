//! `proxy`: a module proxy put to its protocol.

use std::sync::Arc;

use crate::{
    cli::{
        action::Manner,
        args::{Format, Proxy},
        console::Console,
        exit::Exit,
        options::options,
        pasted::taken,
        runtime::block_on,
    },
    pipeline::{self, ProxySubject},
    problem::Problem,
    render::{json, jsonl, proxy as screen},
    report::protocol::ProtocolView,
    world::World,
};

/// Asks the proxy that is named, and prints what its answers come to.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Proxy,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let module = asked.module.as_deref().map(|module| taken(module.as_ref(), console));
    let module = module.as_deref().map(|module| module.to_string_lossy());
    let subject = ProxySubject::parse(&asked.url, module.as_deref())?;
    let run = block_on(pipeline::protocol(world.clone(), &subject, &options(manner, true)))?;
    let view = ProtocolView::of(&run, &manner.levels);
    console.print(&match manner.format {
        Format::Human => screen::human(&view, &console.out, manner.detail),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(match view.exit {
        0 => Exit::Success,
        1 => Exit::Failure,
        _ => Exit::Undecided,
    })
}
