//! The programs that GOAUTH names, run as go runs them (env-auth-proxy-tls.md §4.4, §4.5), in bounded time.

use std::{
    io::{self, Seek as _, Write as _},
    path::Path,
    process::ExitStatus,
};

use tokio::{process::Command, time::timeout};

use crate::{
    go::{
        cmd::{
            auth,
            auth::{Filled, Grant, Method},
        },
        std::{
            net::url::Url,
            strconv::{
                quoted,
                text::{lossy, quote, system_reason},
            },
        },
    },
    pipeline::{Halt, Session, discovery::suffix::child_env},
    secret::{Secret, redact_url},
    vcs::process::{self, Ending, Finished, Limits, Sink},
};

use super::Refused;

/// How much a program may say.
const MAX_OUTPUT: u64 = 1 << 20;

/// What became of a question.
pub(crate) enum Asked {
    /// git's answer, as read and as git wrote it.
    Filled { filled: Box<Filled>, output: Secret },
    /// A program's answer.
    Granted(Vec<Grant>),
    /// Nothing that go uses, and why, without secrets.
    Nothing(String),
}

/// A run that came to its end.
pub(crate) struct Done {
    /// go's text for how it ended, empty for well.
    failure: String,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

impl Session {
    /// Runs the command `text`; after a 4xx with the URL as its last argument and the response's head to read.
    pub(crate) async fn ask_program(
        &self,
        text: &str,
        refused: Option<Refused<'_>>,
    ) -> Result<Asked, Halt> {
        let shown = Method::Command { text: text.to_owned() }.shown();
        let nothing = |why: String| Ok(Asked::Nothing(why));
        let mut words = match quoted::split(text) {
            Ok(words) => words,
            Err(error) => return nothing(format!("cannot parse GOAUTH command {shown}: {error}")),
        };
        let input = refused.map_or("", |refused| refused.head);
        words.extend(refused.map(|refused| lossy(&refused.url.expose())));
        let Some((program, args)) = words.split_first().filter(|(first, _)| !first.is_empty())
        else {
            return nothing(format!("could not run command {shown}: exec: no command"));
        };
        let mut command = self.world.command(program);
        command.args(args);
        let done = match self.finish(command, input.as_bytes(), &shown).await? {
            Ok(done) if done.failure.is_empty() => done,
            Ok(done) => {
                let said = said(&done.stderr);
                return nothing(format!("could not run command {shown}: {}{said}", done.failure));
            }
            Err(error) => {
                let why = not_started(program, &error);
                return nothing(format!("could not run command {shown}: {why}"));
            }
        };
        auth::parse_output(&done.stdout).map(Asked::Granted).or_else(|error| {
            let why = error.masked();
            nothing(format!("cannot parse output of GOAUTH command {shown}: {why}"))
        })
    }

    /// Asks git in `dir` for a login to `url`.
    pub(crate) async fn ask_git(&self, dir: &str, url: &Url) -> Result<Asked, Halt> {
        let mut command = self.world.command("git");
        command.args(["credential", "fill"]).current_dir(Path::new(dir));
        let input = [b"url=", &url.expose()[..], b"\n"].concat();
        let what = format!("git credential fill in {dir}");
        let done = match self.finish(command, &input, &what).await? {
            Ok(done) => done,
            Err(error) => Done { failure: not_started("git", &error), ..Done::empty() },
        };
        if !done.failure.is_empty() {
            let (url, fatal) = (lossy(&url.redacted()), fatal(&done.stderr));
            let why = format!("'git credential fill' failed (url={url}): {}{fatal}", done.failure);
            return Ok(Asked::Nothing(why));
        }
        let filled = auth::read_fill(&done.stdout, url);
        Ok(filled.map_or_else(
            |error| Asked::Nothing(error.masked()),
            |filled| Asked::Filled { filled: Box::new(filled), output: Secret::new(done.stdout) },
        ))
    }

    /// Runs a program to its end: an `Err` inside where it could not be started, outside where a limit of ours ends it.
    pub(crate) async fn finish(
        &self,
        mut command: Command,
        input: &[u8],
        shown: &str,
    ) -> Result<io::Result<Done>, Halt> {
        command.envs(child_env(&self.world, &self.env, self.version));
        if let Err(error) = feed(&mut command, input) {
            return Ok(Err(error));
        }
        let idle = self.limits.request;
        let limits = Limits { idle, stdout: MAX_OUTPUT, stderr: MAX_OUTPUT, folder: None };
        let too_slow = || Halt::Limit(format!("{shown} {} s", idle.as_secs()));
        let run = timeout(idle, process::run(command, Sink::Memory, &limits)).await;
        let Finished { ending, stdout, stderr, .. } = run.map_err(|_| too_slow())?;
        match ending {
            Ending::Ended(status) => Ok(Ok(Done { failure: failure(status), stdout, stderr })),
            Ending::NotStarted(error) => Ok(Err(error)),
            Ending::Idle => Err(too_slow()),
            Ending::TooMuch(most) => Err(Halt::Limit(format!("{shown} {most} bytes of output"))),
        }
    }
}

impl Done {
    const fn empty() -> Self {
        Self { failure: String::new(), stdout: Vec::new(), stderr: Vec::new() }
    }
}

/// Lays what a program is told where it reads it, whether it does or not.
fn feed(command: &mut Command, input: &[u8]) -> io::Result<()> {
    let mut file = tempfile::tempfile()?;
    file.write_all(input)?;
    file.rewind()?;
    command.stdin(file);
    Ok(())
}

/// go's text for how a program ended, empty for well.
fn failure(status: ExitStatus) -> String {
    match status.code() {
        Some(0) => String::new(),
        Some(code) => format!("exit status {code}"),
        None => status.to_string(),
    }
}

/// How much there is on standard error: what a helper prints there may be anything, a token too.
fn said(stderr: &[u8]) -> String {
    match stderr.len() {
        0 => String::new(),
        bytes => format!(" ({bytes} bytes on its standard error)"),
    }
}

/// git's own last words; what its helpers print is left out.
fn fatal(stderr: &[u8]) -> String {
    let text = lossy(stderr);
    let lines = text.lines().filter(|line| line.starts_with("fatal: "));
    redact_url(&lines.flat_map(|line| ["\n", line]).collect::<String>())
}

fn not_started(program: &str, error: &io::Error) -> String {
    let missing = error.kind() == io::ErrorKind::NotFound;
    match (missing, program.contains('/')) {
        (true, false) => format!("exec: {}: executable file not found in $PATH", quote(program)),
        (_, true) => format!("fork/exec {program}: {}", system_reason(error)),
        (false, false) => format!("exec: {}: {}", quote(program), system_reason(error)),
    }
}
