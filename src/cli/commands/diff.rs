//! `diff`: two saved runs, and the difference that decides.

use crate::{
    cli::{
        action::Manner,
        args::{Diff as Asked, Format},
        console::Console,
        exit::Exit,
        runtime::saved,
    },
    problem::Problem,
    render::{
        diff::{self, DiffDocument},
        json, jsonl,
    },
    report::diff::Diff,
    world::World,
};

/// Compares the runs and prints what differs. Status 1 where a path did not come to the same.
pub(super) fn run(
    world: &World,
    asked: &Asked,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let load = |file: &std::path::Path| saved(world, file.as_os_str(), console);
    let diff = Diff::of(&load(&asked.first)?, &load(&asked.second)?);
    console.print(&match manner.format {
        Format::Json => json::document(&DiffDocument::new(&diff)),
        Format::Jsonl => jsonl::line(&DiffDocument::new(&diff)),
        _ => diff::human(&diff, &console.out, manner.detail),
    })?;
    Ok(if diff.differs() { Exit::Failure } else { Exit::Success })
}
