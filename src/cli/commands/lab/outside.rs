//! The lab for other commands: one that is run in it, or whatever a shell starts.

use std::{
    ffi::OsString,
    io::{self, IsTerminal as _},
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::process::Command;

use super::start;
use crate::{
    cli::{carried_out, console::Console, exit::Exit, runtime::while_serving, usage::Glimpse},
    lab::Scenario,
    problem::Problem,
    vcs::group::{self, Group},
    world::World,
};

/// Whether a command is the doctor itself.
pub(super) fn is_doctor(command: &[OsString]) -> bool {
    let name = command.first().and_then(|program| Path::new(program).file_stem());
    name.is_some_and(|name| name == env!("CARGO_PKG_NAME"))
}

/// Does what a command line of our own says, where a run of the scenario is made: without the proxy that other commands
/// need to come there. Files that it names are the caller's.
pub(super) fn run_ourselves(
    scenario: &Scenario,
    caller: &World,
    command: &[OsString],
) -> Result<Exit, Problem> {
    while_serving(start(scenario, caller), |lab| {
        let console = Console::new(caller, Glimpse::of(command), command);
        carried_out(command, lab.world(), console)
    })
}

/// Runs a command in the scenario's module with the lab's environment and nothing else of ours than the
/// path to programs, the terminal and the language.
pub(super) async fn run_in(
    scenario: &Scenario,
    world: &World,
    command: &[OsString],
) -> Result<Exit, Problem> {
    let Some((program, arguments)) = command.split_first() else { return Ok(Exit::Success) };
    let lab = start(scenario, world).await?;
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
    command.args(arguments).current_dir(lab.module()).stdin(Stdio::inherit());
    let failed = |error: io::Error| {
        let what = format!("cannot run {}", program.display());
        Problem::new(what, error.to_string(), "name a program in PATH behind --")
    };
    Ok(Exit::Of(status_of(run(command).await.map_err(failed)?)))
}

/// Runs a command to its end. On a terminal Ctrl-C is the command's, which may be a shell, and the lab goes on until that
/// ends; elsewhere the command leads a group of its own, which ends with us.
async fn run(mut command: Command) -> io::Result<ExitStatus> {
    let is_own = !io::stdin().is_terminal();
    if is_own {
        group::lead(&mut command);
    }
    let mut stops = Stops::new()?;
    let mut child = command.spawn()?;
    let mut group = Group::of(&child);
    let status = tokio::select! {
        status = child.wait() => status,
        () = stops.told(is_own) => {
            group.end();
            match tokio::time::timeout(GRACE, child.wait()).await {
                Ok(status) => status,
                Err(_) => child.kill().await.and(child.wait().await),
            }
        }
    };
    group.kill();
    status
}

/// How long a command has for its end.
const GRACE: Duration = Duration::from_secs(2);

/// Requests to end, which are minded from the moment that this is made: the command may be faster than we are.
#[cfg(unix)]
struct Stops {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Stops {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let terminate = signal(SignalKind::terminate())?;
        Ok(Self { terminate, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for a request to end, and for Ctrl-C where that is not the command's.
    async fn told(&mut self, is_ours: bool) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv(), if is_ours => {}
        }
    }
}

#[cfg(not(unix))]
struct Stops;

#[cfg(not(unix))]
impl Stops {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn told(&mut self, is_ours: bool) {
        if is_ours {
            crate::cli::runtime::interrupted().await
        } else {
            std::future::pending().await
        }
    }
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

/// Serves a scenario until the process is told to end, and prints what takes a shell there.
pub(super) async fn serve(
    scenario: &Scenario,
    world: &World,
    console: &Console,
) -> Result<Exit, Problem> {
    let lab = start(scenario, world).await?;
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
