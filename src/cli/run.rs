//! Carries an action out.

use std::{
    ffi::OsStr,
    io::{IsTerminal as _, Read as _, stdin},
    path::Path,
    sync::Arc,
};

#[cfg(feature = "lab")]
use super::lab;
use super::{
    action::{Action, Job, Manner},
    args::{Format, Meta, Resolve},
    console::Console,
    exit::Exit,
    generate, versions,
};
use crate::{
    error::Problem,
    net::Limits,
    pipeline::{self, Options},
    render::{go, human, json, jsonl, meta},
    report::{Report, meta::MetaView},
    trace::Trace,
    world::World,
};

/// Does what `job` asks for in `world`, prints the result, and says how the command ends.
pub(super) fn run(job: Job, world: World, console: &Console) -> Result<Exit, Problem> {
    let Job { action, manner } = job;
    let world = Arc::new(manner.apply(world));
    match action {
        Action::Completions(shell) => print_bytes(console, &generate::completions(shell)),
        #[cfg(feature = "lab")]
        Action::Lab(asked) => lab::run(asked, &world, &manner, console),
        Action::Man => {
            let page = generate::man_page();
            print_bytes(console, &page.map_err(|error| internal("the manual page", &error))?)
        }
        Action::Meta(asked) => read_meta(&world, &asked, &manner, console),
        Action::Replay { file } => replay(&world, &file, &manner, console),
        Action::Versions => versions::list(&manner, console),
        Action::Resolve(asked) => resolve(&world, &asked, &manner, console),
    }
}

/// What the reports look like in the format asked for.
pub(super) fn shown(reports: &[Report], manner: &Manner, console: &Console) -> String {
    match manner.format {
        Format::Human => human::render(reports, &console.out, manner.detail),
        Format::Json => json::render(reports),
        Format::Jsonl => jsonl::render(reports),
        Format::Go => go::render(reports, &console.out),
    }
}

/// A runtime for what waits.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| internal("the runtime", &error))?.block_on(work)
}

fn resolve(
    world: &Arc<World>,
    asked: &Resolve,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let (traces, reports) = block_on(async {
        let (mut traces, mut reports) = (Vec::new(), Vec::new());
        for path in &asked.paths {
            let (trace, report) = judged(world.clone(), path, asked.module, manner).await?;
            traces.push(trace);
            reports.push(report);
        }
        Ok((traces, reports))
    })?;
    if let Some(file) = &asked.save {
        save(file, &Trace::save(&traces))?;
    }
    conclude(&reports, manner, console)
}

/// What a run for one path saw, and the verdict on it.
pub(super) async fn judged(
    world: Arc<World>,
    path: &OsStr,
    module: bool,
    manner: &Manner,
) -> Result<(Trace, Report), Problem> {
    let options = options(manner, module);
    if manner.all_releases {
        let (first, all) = pipeline::resolve_all(world, path, &options).await?;
        let report = Report::across(&first, &all);
        return Ok((first, report));
    }
    let trace = pipeline::resolve(world, path, &options).await?;
    let report = Report::of(&trace);
    Ok((trace, report))
}

fn replay(world: &World, file: &Path, manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let bytes = input(world, file.as_os_str(), console)?;
    report(&Trace::load(&bytes, &file.to_string_lossy())?, manner, console)
}

fn report(traces: &[Trace], manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let reports: Vec<_> = traces.iter().map(Report::of).collect();
    conclude(&reports, manner, console)
}

fn conclude(reports: &[Report], manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    console.print(&shown(reports, manner, console))?;
    Ok(Exit::of(reports, manner.deny_warnings))
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
    let view = MetaView::of(&source, &page, asked.path.as_deref(), go);
    console.print(&match manner.format {
        Format::Human => meta::human(&view, &console.out),
        Format::Json => json::document(&view),
        Format::Jsonl | Format::Go => jsonl::line(&view),
    })?;
    Ok(Exit::judged(view.is_ok(), &view.findings, manner.deny_warnings))
}

fn options(manner: &Manner, module: bool) -> Options {
    let limits = Limits::default();
    let limits = Limits {
        request: manner.timeout.unwrap_or(limits.request),
        body: manner.max_body.unwrap_or(limits.body),
        ..limits
    };
    Options {
        go: manner.go,
        module,
        insecure: manner.insecure,
        offline: manner.offline,
        no_probe: manner.no_probe,
        beside: false,
        limits,
    }
}

/// The bytes of a file, or of standard input for `-`.
fn input(world: &World, name: &OsStr, console: &Console) -> Result<Vec<u8>, Problem> {
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
