//! Carries an action out.

mod certs;
mod check;
mod env;
mod explain;
mod finding;
pub(crate) mod generate;
#[cfg(feature = "lab")]
mod lab;
mod netrc;
mod versions;

use std::{
    ffi::{OsStr, OsString},
    io::{IsTerminal as _, Read as _, stdin},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

use tokio::runtime::Builder;

use super::{
    action::{Action, Job, Manner},
    args::{self, Format, Meta, Release, Replay, Reports, Resolve},
    console::Console,
    exit::Exit,
    output,
};
use crate::{
    net::Limits,
    pipeline::{self, Options, Run},
    problem::Problem,
    render::{json, jsonl, meta},
    report::{Batch, Item, Report, Steps, Wants, meta::MetaView},
    secret::redact_url,
    trace::{Target, Trace},
    world::World,
};

/// Does what `job` asks for in `world`, prints the result, and says how the command ends.
pub(super) fn run(job: Job, world: World, console: &Console) -> Result<Exit, Problem> {
    let Job { action, manner } = job;
    let world = Arc::new(manner.apply(world));
    match action {
        Action::Completions(shell) => print_bytes(console, &generate::completions(shell)),
        Action::Certs(asked) => certs::run(&world, &asked, &manner, console),
        Action::Env(asked) => env::run(&world, &asked, &manner, console),
        Action::Netrc { host } => netrc::run(&world, host.as_deref(), &manner, console),
        Action::Explain(asked) => explain::run(&asked, &world, &manner, console),
        #[cfg(feature = "lab")]
        Action::Lab(asked) => lab::run(asked, &world, &manner, console),
        Action::Man => {
            let page = generate::man_page();
            print_bytes(console, &page.map_err(|error| internal("the manual page", &error))?)
        }
        Action::Meta(asked) => read_meta(&world, &asked, &manner, console),
        Action::Check(asked) => check::run(&world, asked, &manner, console),
        Action::Replay(asked) => replay(&world, &asked, &manner, console),
        Action::Versions => versions::list(&manner, console),
        Action::Resolve(asked) => resolve(&world, &asked, &manner, console),
    }
}

/// Runs what waits. On one thread: a lookup waits for the network and computes for a tenth of a
/// millisecond, and threads that wake each other cost more than that.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    on(&mut Builder::new_current_thread(), work)
}

/// Runs what serves, on all threads.
#[cfg(feature = "lab")]
pub(super) fn block_on_all<T>(
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    on(&mut Builder::new_multi_thread(), work)
}

fn on<T>(
    builder: &mut Builder,
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let runtime = builder.enable_all().build();
    runtime.map_err(|error| internal("the runtime", &error))?.block_on(work)
}

fn resolve(
    world: &Arc<World>,
    asked: &Resolve,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let options = batch_options(manner, &asked.batch, asked.module);
    let runs = block_on(runs(world.clone(), &asked.paths, &options, manner))?;
    if let Some(file) = &asked.save {
        save(file, &Trace::save(runs.iter().map(|seen| &seen.first)))?;
    }
    report(world, &runs, &asked.reports, manner, console)
}

/// What was seen of a path.
struct Seen {
    first: Trace,
    /// What runs for all releases saw, where they were asked for.
    all: Vec<Trace>,
    /// What other releases of interest make of it.
    others: Vec<Trace>,
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

impl Seen {
    fn alone(first: Trace) -> Self {
        Self { first, all: Vec::new(), others: Vec::new() }
    }
}

/// What other releases of interest make of what was seen of each path.
async fn others(
    world: Arc<World>,
    paths: &[OsString],
    traces: &[Trace],
    options: &Options,
) -> Vec<Vec<Trace>> {
    let target = |path: &OsString| Target { path: path.clone(), module: options.module };
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
    let target = |path: &OsString| Target { path: path.clone(), module: options.module };
    let mut traces = Vec::new();
    let targets = paths.iter().map(target).collect();
    let keep = |done| {
        traces.push(done);
        ControlFlow::Continue(())
    };
    run.resolve_all(targets, |index, trace| (index, trace), keep).await;
    traces.sort_by_key(|(index, _)| *index);
    Ok(traces.into_iter().map(|(_, trace)| trace).collect())
}

/// The verdict on one path.
pub(super) async fn judged(
    world: Arc<World>,
    path: &OsStr,
    module: bool,
    manner: &Manner,
) -> Result<Report, Problem> {
    let options = options(manner, module);
    if manner.go == Some(Release::All) {
        let (first, all) = pipeline::across(world, path, &options).await?;
        return Ok(Report::of(&first).across(&all));
    }
    Ok(Report::of(&pipeline::resolve(world, path, &options).await?))
}

fn replay(
    world: &World,
    asked: &Replay,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let bytes = input(world, asked.file.as_os_str(), console)?;
    let traces = Trace::load(&bytes, &asked.file.to_string_lossy())?;
    let runs: Vec<Seen> = traces.into_iter().map(Seen::alone).collect();
    report(world, &runs, &asked.reports, manner, console)
}

fn report(
    world: &World,
    runs: &[Seen],
    reports: &Reports,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let wants = Wants { steps: Steps::All, ..output::wants(manner, reports) };
    let item = |Seen { first, all, others }: &Seen| {
        let mut item = Item::wanted(first, wants).across(all).beside(others);
        item.report.level(&manner.levels);
        item
    };
    let batch = Batch::new(runs.iter().map(item).collect());
    console.print(&output::resolved(&batch, manner, console))?;
    output::write_beside(world, &batch, reports, manner.format)?;
    Ok(Exit::of(&batch))
}

fn read_meta(
    world: &Arc<World>,
    asked: &Meta,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let options = options(manner, false);
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| asked.source.as_encoded_bytes().starts_with(scheme.as_bytes()));
    let page = if is_url {
        block_on(pipeline::fetch(world.clone(), &asked.source.to_string_lossy(), &options))?
    } else {
        input(world, &asked.source, console)?
    };
    let source = asked.source.to_string_lossy();
    let (go, _) = block_on(pipeline::release(world, &options))?;
    let source = redact_url(&source);
    let mut view = MetaView::of(&source, &page, asked.path.as_deref(), go);
    manner.levels.apply(&mut view.findings);
    console.print(&match manner.format {
        Format::Human => meta::human(&view, &console.out),
        Format::Json => json::document(&view),
        _ => jsonl::line(&view),
    })?;
    Ok(Exit::judged(view.is_ok(), &view.findings))
}

/// The options of a run for several paths.
pub(super) fn batch_options(manner: &Manner, batch: &args::Batch, module: bool) -> Options {
    Options { jobs: batch.jobs, retries: batch.retry, ..options(manner, module) }
}

pub(super) fn options(manner: &Manner, module: bool) -> Options {
    let limits = Limits::default();
    let limits = Limits {
        request: manner.timeout.unwrap_or(limits.request),
        body: manner.max_body.unwrap_or(limits.body),
        ..limits
    };
    Options {
        go: match manner.go {
            Some(Release::One(version)) => Some(version),
            Some(Release::All) | None => None,
        },
        module,
        insecure: manner.insecure,
        offline: manner.offline,
        no_probe: manner.no_probe,
        limits,
        ..Options::default()
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn input(world: &World, name: &OsStr, console: &Console) -> Result<Vec<u8>, Problem> {
    let failed = |error: std::io::Error| {
        let what = format!("cannot read {}", name.to_string_lossy());
        Problem::new(
            what,
            error.to_string(),
            "name a file that can be read, or - for standard input",
        )
    };
    if name != "-" {
        return world.read(Path::new(name), INPUT_LIMIT).map_err(failed);
    }
    if stdin().is_terminal() {
        console.hint("reading from the terminal; Ctrl-D ends the input");
    }
    let mut bytes = Vec::new();
    stdin().lock().take(INPUT_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > INPUT_LIMIT {
        return Err(failed(std::io::ErrorKind::FileTooLarge.into()));
    }
    Ok(bytes)
}

fn save(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(file, bytes).map_err(|error| {
        let what = format!("cannot write {}", file.display());
        Problem::new(what, error.to_string(), "name a file that can be written with --save")
    })
}

fn print_bytes(console: &Console, bytes: &[u8]) -> Result<Exit, Problem> {
    console.print(&String::from_utf8_lossy(bytes))?;
    Ok(Exit::Success)
}

fn internal(what: &str, error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot make {what}"), error.to_string(), "try again")
}

/// As much of a file as is ever read: larger than any page or saved run that makes sense.
const INPUT_LIMIT: u64 = 256 << 20;
