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
    generate,
};
use crate::{
    error::Problem,
    render::{
        human, json, jsonl,
        meta::{self, MetaView},
    },
    report::Report,
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
        Action::Meta(asked) => read_meta(world, &asked, &manner, console),
        Action::Replay { file } => replay(&world, &file, &manner, console),
        Action::Resolve(asked) => resolve(&world, &asked, &manner, console),
    }
}

/// What the reports look like in the format asked for.
pub(super) fn shown(reports: &[Report], manner: &Manner, console: &Console) -> String {
    match manner.format {
        Format::Human => human::render(reports, &console.out, manner.detail),
        Format::Json => json::render(reports),
        Format::Jsonl => jsonl::render(reports),
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
    let traces = block_on(async {
        let mut traces = Vec::new();
        for path in &asked.paths {
            traces.push(trace(world.clone(), path, asked.module, manner).await?);
        }
        Ok(traces)
    })?;
    if let Some(file) = &asked.save {
        save(file, &Trace::save(&traces))?;
    }
    report(&traces, manner, console)
}

/// What a run for one path saw.
pub(super) async fn trace(
    world: Arc<World>,
    path: &OsStr,
    module: bool,
    manner: &Manner,
) -> Result<Trace, Problem> {
    standin::resolve(world, path, &Options::new(manner, module)).await
}

fn replay(world: &World, file: &Path, manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let bytes = input(world, file.as_os_str(), console)?;
    report(&Trace::load(&bytes, &file.to_string_lossy())?, manner, console)
}

fn report(traces: &[Trace], manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let reports: Vec<_> = traces.iter().map(report_of).collect();
    console.print(&shown(&reports, manner, console))?;
    Ok(Exit::of(&reports, manner.deny_warnings))
}

fn read_meta(
    world: Arc<World>,
    asked: &Meta,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    let options = Options::new(manner, false);
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| asked.source.as_encoded_bytes().starts_with(scheme.as_bytes()));
    let page = if is_url {
        block_on(standin::fetch(world, &asked.source, &options))?
    } else {
        input(&world, &asked.source, console)?
    };
    let source = asked.source.to_string_lossy();
    let view = standin::meta_view(&source, &page, asked.path.as_deref(), &options)?;
    console.print(&match manner.format {
        Format::Human => meta::human(&view, &console.out),
        Format::Json => json::document(&view),
        Format::Jsonl => jsonl::line(&view),
    })?;
    Ok(Exit::judged(view.is_ok(), &view.findings, manner.deny_warnings))
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

use standin::Options;
pub(super) use standin::{Trace, report_of};

/// Stand-ins for `goget_doctor::resolve`, `Trace` and the page readers until they are connected.
#[expect(clippy::pedantic, reason = "a stand-in")]
mod standin {
    use super::*;
    use crate::{go::version::Version, report::SCHEMA};

    pub(in crate::cli) struct Options {
        go: Option<Version>,
        _module: bool,
        _offline: bool,
        _timeout: Option<std::time::Duration>,
        _body_limit: Option<u64>,
    }

    impl Options {
        pub(super) fn new(manner: &Manner, module: bool) -> Self {
            Self {
                go: manner.go,
                _module: module,
                _offline: manner.offline,
                _timeout: manner.timeout,
                _body_limit: manner.max_body,
            }
        }
    }

    pub(in crate::cli) struct Trace {
        go: Version,
        path: String,
    }

    impl Trace {
        pub(super) fn save(traces: &[Self]) -> Vec<u8> {
            traces.iter().map(|trace| format!("{}\n", trace.path)).collect::<String>().into_bytes()
        }

        pub(super) fn load(_bytes: &[u8], name: &str) -> Result<Vec<Self>, Problem> {
            Err(Problem::new(format!("cannot replay {name}"), "not connected", "wait"))
        }
    }

    pub(super) async fn resolve(
        _world: Arc<World>,
        path: &OsStr,
        options: &Options,
    ) -> Result<Trace, Problem> {
        let path = path.to_string_lossy().into_owned();
        Ok(Trace { go: options.go.unwrap_or(Version::NEWEST), path })
    }

    pub(in crate::cli) fn report_of(trace: &Trace) -> Report {
        Report {
            schema: SCHEMA,
            go: trace.go,
            go_because: "newest known".to_owned(),
            path: trace.path.clone(),
            ok: None,
            root: None,
            error: None,
            limit: None,
            missing: Some("the pipeline is not connected".to_owned()),
            candidates: Vec::new(),
            steps: Vec::new(),
            findings: Vec::new(),
            decided: "root",
        }
    }

    pub(super) async fn fetch(
        _world: Arc<World>,
        url: &OsStr,
        _options: &Options,
    ) -> Result<Vec<u8>, Problem> {
        let what = format!("cannot fetch {}", url.to_string_lossy());
        Err(Problem::new(what, "not connected", "wait"))
    }

    pub(super) fn meta_view(
        source: &str,
        _page: &[u8],
        _path: Option<&str>,
        options: &Options,
    ) -> Result<MetaView, Problem> {
        let mut view = MetaView::new(options.go.unwrap_or(Version::NEWEST), source);
        view.stopped.at = "eof";
        Ok(view)
    }
}
