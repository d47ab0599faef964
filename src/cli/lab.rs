//! The lab's commands: failures played on this machine.

use std::{
    ffi::{OsStr, OsString},
    path::Path,
    process::{ExitStatus, Stdio},
    sync::Arc,
};

use clap::Parser as _;

use super::{
    action::{Job, Manner},
    args::{self, Args, Format},
    console::Console,
    exit::Exit,
    run::{block_on, report_of, trace},
};
use crate::{
    error::Problem,
    render::{
        json, jsonl,
        lab::{self as screen, Entry, LabRun, Played},
    },
    report::Report,
    world::World,
};

/// Does what `asked` says and prints what comes out.
pub(super) fn run(
    asked: args::Lab,
    world: &World,
    manner: &Manner,
    console: &Console,
) -> Result<Exit, Problem> {
    match asked {
        args::Lab::List => list(manner.format, console),
        args::Lab::Run { name, command } if command.is_empty() => play(&name, manner, console),
        args::Lab::Run { name, command } => block_on(run_in(&named(&name)?, world, &command)),
        args::Lab::Serve { file } => block_on(serve(&read(world, &file)?, console)),
    }
}

fn list(format: Format, console: &Console) -> Result<Exit, Problem> {
    let entries = standin::list();
    console.print(&match format {
        Format::Human => screen::list(&entries, &console.out),
        Format::Json => json::document(&entries),
        Format::Jsonl => entries.iter().map(jsonl::line).collect(),
    })?;
    Ok(Exit::Success)
}

/// Plays a scenario and each of its cures with our own resolver.
fn play(name: &str, manner: &Manner, console: &Console) -> Result<Exit, Problem> {
    let scenario = named(name)?;
    let run = block_on(async {
        let first = played(&scenario.about, &scenario, manner).await?;
        let mut cures = Vec::new();
        for cure in &scenario.cure {
            cures.push(played(&cure.about, &scenario.cured(cure), manner).await?);
        }
        Ok(LabRun::new(name, first, cures))
    })?;
    console.print(&match manner.format {
        Format::Human => screen::human(&run, &console.out, manner.detail),
        Format::Json => json::document(&run),
        Format::Jsonl => jsonl::line(&run),
    })?;
    Ok(if run.is_as_said() { Exit::Success } else { Exit::Failure })
}

async fn played(about: &str, scenario: &Scenario, manner: &Manner) -> Result<Played, Problem> {
    let manner = with_arguments(scenario, manner)?;
    let lab = start(scenario).await?;
    let world = Arc::new(manner.apply(lab.world()));
    let path = OsStr::new(&scenario.path);
    let report = report_of(&trace(world, path, scenario.module, &manner).await?);
    let differs = differences(&scenario.expect, &report);
    Ok(Played { about: about.to_owned(), as_said: differs.is_empty(), differs, report })
}

/// The manner of the command line with the scenario's own arguments.
fn with_arguments(scenario: &Scenario, manner: &Manner) -> Result<Manner, Problem> {
    let words = ["goget-doctor", "resolve"].into_iter();
    let words = words.chain(scenario.args.iter().map(String::as_str));
    let args = Args::try_parse_from(words.chain([scenario.path.as_str()])).map_err(|error| {
        let next = "change args in the scenario file";
        Problem::new("the scenario's arguments do not hold", error.kind().to_string(), next)
    })?;
    Ok(manner.over(Job::new(args)?.manner))
}

/// What came out otherwise than expected, a sentence for each.
fn differences(expect: &Expect, report: &Report) -> Vec<String> {
    let mut differs = Vec::new();
    if report.ok != Some(expect.ok) {
        differs.push(format!("go would {}, not {}", verdict(report.ok), verdict(Some(expect.ok))));
    }
    let error = report.error.as_deref();
    let same = match (&expect.error, error) {
        (Some(pattern), Some(error)) => standin::matches(pattern, error),
        (Some(_), None) => false,
        (None, _) => true,
    };
    if let (Some(expected), false) = (&expect.error, same) {
        differs.push(format!("go says {}, not {expected}", error.unwrap_or("nothing")));
    }
    let names: Vec<_> = report.findings.iter().map(|finding| finding.name).collect();
    if names != expect.findings {
        let said = |names: String| if names.is_empty() { "nothing".to_owned() } else { names };
        let (found, expected) = (said(names.join(", ")), said(expect.findings.join(", ")));
        differs.push(format!("found {found}, not {expected}"));
    }
    differs
}

fn verdict(ok: Option<bool>) -> &'static str {
    match ok {
        None => "do what is not known",
        Some(false) => "fail",
        Some(true) => "succeed",
    }
}

/// Runs a command in an empty module with the lab's environment and nothing else of ours than the
/// path to programs, the terminal and the language.
async fn run_in(scenario: &Scenario, world: &World, command: &[OsString]) -> Result<Exit, Problem> {
    let Some((program, arguments)) = command.split_first() else { return Ok(Exit::Success) };
    let lab = start(scenario).await?;
    let module = empty_module().map_err(|error| {
        Problem::new("cannot make an empty module", error.to_string(), "check TMPDIR")
    })?;
    let mut inside = World::empty();
    for name in ["PATH", "TERM", "LANG"] {
        if let Some(value) = world.var(name) {
            inside.set(name, value);
        }
    }
    for (name, value) in lab.exports() {
        inside.set(name, value);
    }
    let mut command = inside.command(program);
    command.args(arguments).current_dir(module.path()).stdin(Stdio::inherit());
    let interrupts = hold_interrupts();
    let status = command.status().await.map_err(|error| {
        let what = format!("cannot run {}", program.display());
        Problem::new(what, error.to_string(), "name a program in PATH behind --")
    })?;
    drop(interrupts);
    Ok(Exit::Of(status_of(status)))
}

/// Leaves Ctrl-C to the command, which may be a shell: the lab goes on until it ends.
#[cfg(unix)]
fn hold_interrupts() -> std::io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

#[cfg(not(unix))]
fn hold_interrupts() {}

fn empty_module() -> std::io::Result<tempfile::TempDir> {
    let dir = tempfile::tempdir()?;
    std::fs::write(dir.path().join("go.mod"), "module lab.test\n")?;
    Ok(dir)
}

/// The status as shells give it: 128 and the signal where one ended the command.
fn status_of(status: ExitStatus) -> u8 {
    #[cfg(unix)]
    let code = {
        use std::os::unix::process::ExitStatusExt as _;
        status.code().or(status.signal().map(|signal| 128 + signal))
    };
    #[cfg(not(unix))]
    let code = status.code();
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

/// Serves a scenario until the process is told to end, and prints what leads a shell there.
async fn serve(scenario: &Scenario, console: &Console) -> Result<Exit, Problem> {
    let lab = start(scenario).await?;
    let exports = lab.exports();
    let lines: Vec<_> = exports.iter().map(|(name, value)| export(name, value)).collect();
    console.print(&lines.concat())?;
    console.hint(&format!("serving {}; Ctrl-C ends it", scenario.path));
    told_to_end().await.map_err(|error| {
        Problem::new("cannot wait for Ctrl-C", error.to_string(), "run it in the foreground")
    })?;
    Ok(Exit::Success)
}

fn export(name: &str, value: &str) -> String {
    format!("export {name}='{}'\n", value.replace('\'', r"'\''"))
}

#[cfg(unix)]
async fn told_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        ended = tokio::signal::ctrl_c() => ended,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn named(name: &str) -> Result<Scenario, Problem> {
    standin::find(name).ok_or_else(|| {
        let next = match standin::suggest(name) {
            Some(near) => format!("goget-doctor lab run {near}"),
            None => "goget-doctor lab list".to_owned(),
        };
        Problem::new(
            format!("there is no scenario {name}"),
            "the lab does not know that name",
            next,
        )
    })
}

fn read(world: &World, file: &Path) -> Result<Scenario, Problem> {
    let name = file.display().to_string();
    let failed = |why: String| {
        Problem::new(format!("cannot play {name}"), why, "name a scenario file that can be read")
    };
    let bytes = world.read(file, SCENARIO_LIMIT).map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
    Scenario::parse(&name, &text).map_err(failed)
}

async fn start(scenario: &Scenario) -> Result<Lab, Problem> {
    let next = "check that ports of 127.0.0.1 can be opened";
    Lab::start(scenario).await.map_err(|error| Problem::new("cannot start the lab", error, next))
}

const SCENARIO_LIMIT: u64 = 16 << 20;

use standin::{Expect, Lab, Scenario};

/// Stand-ins for `crate::lab` until it is connected.
#[expect(clippy::pedantic, reason = "a stand-in")]
mod standin {
    use super::*;

    #[derive(Clone)]
    pub(super) struct Scenario {
        pub(super) about: String,
        pub(super) path: String,
        pub(super) module: bool,
        pub(super) args: Vec<String>,
        pub(super) expect: Expect,
        pub(super) cure: Vec<Cure>,
    }

    #[derive(Clone)]
    pub(super) struct Cure {
        pub(super) about: String,
    }

    #[derive(Clone, Default)]
    pub(super) struct Expect {
        pub(super) ok: bool,
        pub(super) error: Option<String>,
        pub(super) findings: Vec<String>,
    }

    pub(super) struct Lab;

    impl Scenario {
        pub(super) fn parse(file: &str, _text: &str) -> Result<Self, String> {
            find("sample").ok_or_else(|| file.to_owned())
        }

        pub(super) fn cured(&self, _cure: &Cure) -> Self {
            self.clone()
        }
    }

    impl Lab {
        pub(super) async fn start(_scenario: &Scenario) -> Result<Self, String> {
            Ok(Self)
        }

        pub(super) fn world(&self) -> World {
            World::empty()
        }

        pub(super) fn exports(&self) -> Vec<(String, String)> {
            vec![("GOFLAGS".to_owned(), "-modcacherw".to_owned())]
        }
    }

    pub(super) fn list() -> Vec<Entry> {
        vec![Entry { name: "sample".to_owned(), about: "A stand-in.".to_owned() }]
    }

    pub(super) fn find(name: &str) -> Option<Scenario> {
        (name == "sample").then(|| Scenario {
            about: "A stand-in.".to_owned(),
            path: "sample.test/pkg".to_owned(),
            module: false,
            args: Vec::new(),
            expect: Expect::default(),
            cure: vec![Cure { about: "Nothing.".to_owned() }],
        })
    }

    pub(super) fn suggest(name: &str) -> Option<String> {
        name.starts_with('s').then(|| "sample".to_owned())
    }

    pub(super) fn matches(pattern: &str, text: &str) -> bool {
        pattern == text
    }
}
