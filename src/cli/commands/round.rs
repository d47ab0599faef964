//! The round: no command at all.

use std::sync::{Arc, Mutex, PoisonError};

use super::redacted::redacted;
use crate::{
    cli::{
        action::Manner,
        args::{Format, Reports, Round, Told},
        console::Console,
        exit::Exit,
        options::options,
        output,
        runtime::{block_on, save},
    },
    problem::Problem,
    render::{json, round as screen},
    report::round::{Round as Report, RoundView},
    round,
    trace::Trace,
    world::World,
};

/// Looks at what every fetch needs, and prints what comes out.
pub(super) fn run(
    world: &Arc<World>,
    asked: &Round,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    output::ready(&asked.reports)?;
    let wants = output::wants(manner, &asked.reports, Told::Verdict);
    let saved = Arc::new(Mutex::new(Vec::new()));
    let (kept, keeps) = (saved.clone(), asked.save.is_some());
    let seen = move |trace: &Trace| {
        if keeps {
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend(Trace::save([trace]));
        }
    };
    let round = block_on(round::round(world, &options(manner, true), wants, seen))?;
    if let Some(file) = &asked.save {
        let bytes = std::mem::take(&mut *saved.lock().unwrap_or_else(PoisonError::into_inner));
        save(file, &if asked.redact { redacted(&bytes)? } else { bytes })?;
    }
    shown(round, world, &asked.reports, manner, console)
}

/// Prints a round that was made, or that was saved.
pub(super) fn shown(
    mut round: Report,
    world: &World,
    reports: &Reports,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    round.level(&manner.levels);
    let batch = round.batch();
    console.print(&match manner.format {
        Format::Human => screen::human(&round, &console.out, manner.detail),
        Format::Json => json::document(&RoundView::of(&round)),
        _ => output::checked(&batch, manner, &console.out),
    })?;
    output::write_beside(world, &batch, reports, manner.format)?;
    Ok(Exit::of(&batch))
}
