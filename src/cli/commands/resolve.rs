//! `resolve` and `replay`: what go does for each path, and what it comes to.

use std::{
    ffi::{OsStr, OsString},
    ops::ControlFlow,
    sync::Arc,
};

use super::{redacted::redacted, round};
use crate::{
    cli::{
        action::Manner,
        args::{Format, Release, Replay, Reports, Resolve, Told},
        console::Console,
        exit::Exit,
        options::resolve_options,
        output,
        pasted::all_taken,
        runtime::{block_on, input, save, saved},
    },
    pipeline::{self, Options, Run},
    problem::Problem,
    report::{Batch, Item, Report, Steps, Wants, round::Round},
    trace::{Target, Trace},
    world::World,
};

pub(super) fn resolve(
    world: &Arc<World>,
    asked: &Resolve,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    output::ready(&asked.reports)?;
    let options = resolve_options(manner, asked);
    let paths = all_taken(&asked.paths, console);
    let runs = block_on(runs(world.clone(), &paths, &options, manner))?;
    if let Some(file) = &asked.save {
        let bytes = Trace::save(runs.iter().map(|seen| &seen.first));
        save(file, &if asked.redact { redacted(&bytes)? } else { bytes })?;
    }
    report("resolve", world, &runs, &asked.reports, manner, console)
}

pub(super) fn replay(
    world: &World,
    asked: &Replay,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    output::ready(&asked.reports)?;
    let traces = if let Some(file) = &asked.redact {
        let bytes = input(world, asked.file.as_os_str(), console)?;
        save(file, &redacted(&bytes)?)?;
        Trace::load(&bytes, &asked.file.to_string_lossy())?
    } else {
        saved(world, asked.file.as_os_str(), console)?
    };
    if Round::is_in(&traces) {
        let wants = output::wants(manner, &asked.reports, Told::Verdict);
        return round::shown(Round::of(&traces, wants), world, &asked.reports, manner, console);
    }
    let runs: Vec<Seen> = traces.into_iter().map(Seen::alone).collect();
    report("replay", world, &runs, &asked.reports, manner, console)
}

/// What was seen of one path, and the verdict on it.
pub(super) async fn judged(
    world: Arc<World>,
    path: &OsStr,
    options: &Options,
    manner: &Manner,
) -> Result<(Trace, Report), Problem> {
    if manner.go == Some(Release::All) {
        let (first, all) = pipeline::across(world, path, options).await?;
        let report = Report::of(&first).across(&all);
        return Ok((first, report));
    }
    let trace = pipeline::resolve(world, path, options).await?;
    let report = Report::of(&trace);
    Ok((trace, report))
}

/// What was seen of a path.
struct Seen {
    first: Trace,
    /// What runs for all releases saw, where they were asked for.
    all: Vec<Trace>,
    /// What other releases of interest make of it.
    others: Vec<Trace>,
}

impl Seen {
    fn alone(first: Trace) -> Self {
        Self { first, all: Vec::new(), others: Vec::new() }
    }
}

/// What was seen of each of `paths`, in their order.
async fn runs(
    world: Arc<World>,
    paths: &[OsString],
    options: &Options,
    manner: &Manner,
) -> Result<Vec<Seen>, Problem> {
    if manner.go != Some(Release::All) {
        let traces = traces(world.clone(), paths, options).await?;
        let others = others(world, paths, &traces, options).await;
        let seen = |(first, others)| Seen { first, all: Vec::new(), others };
        return Ok(traces.into_iter().zip(others).map(seen).collect());
    }
    let mut runs = Vec::new();
    for path in paths {
        let (first, all) = pipeline::across(world.clone(), path, options).await?;
        runs.push(Seen { first, all, others: Vec::new() });
    }
    Ok(runs)
}

/// What other releases of interest make of what was seen of each path.
async fn others(
    world: Arc<World>,
    paths: &[OsString],
    traces: &[Trace],
    options: &Options,
) -> Vec<Vec<Trace>> {
    let target = |path: &OsString| Target::of(path, options.module);
    let targets: Vec<Target> = paths.iter().map(target).collect();
    let seen: Vec<&Trace> = traces.iter().collect();
    pipeline::beside(world, &targets, &seen, options).await
}

/// What one run for all `paths` saw of each, in their order.
async fn traces(
    world: Arc<World>,
    paths: &[OsString],
    options: &Options,
) -> Result<Vec<Trace>, Problem> {
    let run = Run::open(world, options).await?;
    let target = |path: &OsString| Target::of(path, options.module);
    let mut traces = Vec::new();
    let targets = paths.iter().map(target).enumerate();
    let keep = |done| {
        traces.push(done);
        ControlFlow::Continue(())
    };
    run.resolve_all(targets, |index, trace| (index, trace), keep).await;
    traces.sort_by_key(|(index, _)| *index);
    Ok(traces.into_iter().map(|(_, trace)| trace).collect())
}

fn report(
    command: &'static str,
    world: &World,
    runs: &[Seen],
    reports: &Reports,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let wants = output::wants(manner, reports, Told::Full);
    let wants = match (manner.told, manner.format) {
        (Some(Told::Verdict), Format::Json | Format::Jsonl) => wants,
        _ => Wants { steps: Steps::All, ..wants },
    };
    let item = |Seen { first, all, others }: &Seen| {
        let mut item = Item::wanted(first, wants).across(all).beside(others);
        item.report.level(&manner.levels);
        item
    };
    let started = runs.first().map(|seen| seen.first.header.started.clone());
    let batch =
        Batch::new(runs.iter().map(item).collect()).by(command, started.unwrap_or_default());
    console.print(&output::resolved(&batch, manner, &console.out))?;
    output::write_beside(world, &batch, reports, manner.format)?;
    Ok(Exit::of(&batch))
}
