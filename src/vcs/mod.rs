//! Version control tools as child processes, with go's own arguments and environment.

use std::{
    io::{self, Seek as _, Write as _},
    path::Path,
    time::Duration,
};

use tokio::process::Command;

use crate::{
    secret::{redact_said, veil},
    trace::{Blob, Ran, RanEnd},
    world::World,
};

pub mod copy;
mod git;
pub(crate) mod group;
mod growth;
pub mod look_up;
pub mod process;

use process::{Ending, Finished, Limits, Sink};

pub use git::{Folder, Git};

/// How much of a tool's standard error is kept.
const MAX_STDERR: u64 = 64 << 10;

/// How much standard output of [`ask`] may be.
const MAX_ASKED: u64 = 1 << 20;

/// How much standard output may be that nobody wants.
const MAX_DROPPED: u64 = 1 << 30;

/// Runs `argv` in `dir` with the world's environment and `env` on top of it.
///
/// Standard output is discarded, as go discards it; standard error is kept up to 64 KiB. The tool and
/// what it started is killed when nothing came for the time of `limit`.
pub async fn run(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    limit: Duration,
) -> Ran {
    let limits = limits(limit, MAX_DROPPED);
    run_for(world, argv, env, dir, &limits, Sink::Nowhere, &[]).await.0
}

/// As [`run`], with `input` on standard input; also standard output, up to 1 MiB, where the tool came to its end.
pub(crate) async fn ask(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    limit: Duration,
    input: &[u8],
) -> (Ran, Option<Vec<u8>>) {
    run_for(world, argv, env, dir, &limits(limit, MAX_ASKED), Sink::Memory, input).await
}

fn limits(idle: Duration, stdout: u64) -> Limits {
    Limits { idle, stdout, stderr: MAX_STDERR, folder: None }
}

/// As [`run`], with `input` on standard input; also standard output, where the tool came to its end.
async fn run_for(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    limits: &Limits,
    sink: Sink,
    input: &[u8],
) -> (Ran, Option<Vec<u8>>) {
    let start = world.micros();
    let words: Vec<String> = argv.iter().map(|word| redact_said(word)).collect();
    let _waiting = world.waits().begin(format!("waiting for {}", words.join(" ")), None);
    let mut finished = match prepared(world, argv, env, dir, input) {
        Ok(command) => process::run(command, sink, limits).await,
        Err(error) => Finished::not_started(error),
    };
    let stdout = std::mem::take(&mut finished.stdout);
    let ran = Ran {
        argv: words,
        dir: dir.to_string_lossy().into_owned(),
        end: end(&finished.ending, limits),
        stdout: Blob::default(),
        stderr: shown(finished.stderr).into(),
        bytes: 0,
        micros: world.micros().saturating_sub(start),
    };
    (ran, matches!(finished.ending, Ending::Ended(_)).then_some(stdout))
}

fn prepared(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    input: &[u8],
) -> io::Result<Command> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = world.command(program);
    command.args(arguments).envs(env.iter().map(|(name, value)| (name, value))).current_dir(dir);
    if !input.is_empty() {
        let mut file = tempfile::tempfile()?;
        file.write_all(input)?;
        file.rewind()?;
        command.stdin(file);
    }
    Ok(command)
}

fn end(ending: &Ending, limits: &Limits) -> RanEnd {
    match ending {
        Ending::Ended(status) => RanEnd::Exited { status: status.code() },
        Ending::NotStarted(error) if error.kind() == io::ErrorKind::NotFound => RanEnd::Missing,
        Ending::NotStarted(error) => RanEnd::NotStarted { why: error.to_string() },
        Ending::Idle => RanEnd::TimedOut { seconds: limits.idle.as_secs() },
        Ending::TooMuch(most) => RanEnd::Stopped { limit: format!("more than {most} bytes") },
    }
}

/// What a tool said, without the passwords in it.
pub(crate) fn shown(mut said: Vec<u8>) -> Vec<u8> {
    if let Ok(text) = str::from_utf8(&said) {
        return redact_said(text).into_bytes();
    }
    veil(&mut said, &[]);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sh(script: &str, limit: Duration) -> Ran {
        let mut world = World::empty();
        world.set("PATH", "/usr/bin:/bin");
        let argv = ["sh", "-c", script].map(String::from);
        run(&world, &argv, &[("A".into(), "b".into())], Path::new("/"), limit).await
    }

    #[tokio::test]
    async fn keeps_the_status_and_the_beginning_of_standard_error() {
        let first = sh("echo $A $PWD >&2; echo out; exit 3", Duration::from_mins(1)).await;
        assert_eq!(first.end, RanEnd::Exited { status: Some(3) });
        assert_eq!(first.stderr.0, &b"b /\n"[..]);
        let loud = sh("head -c 1000000 /dev/zero >&2", Duration::from_mins(1)).await;
        assert_eq!((loud.end, loud.stderr.0.len()), (RanEnd::Exited { status: Some(0) }, 64 << 10));
    }

    #[tokio::test]
    async fn a_missing_tool_and_one_that_hangs() {
        let missing = ["no-such-tool-at-all".to_owned()];
        let ran = run(&World::empty(), &missing, &[], Path::new("/"), Duration::MAX).await;
        assert_eq!(ran.end, RanEnd::Missing);
        let hung = sh("exec sleep 600", Duration::from_millis(1)).await;
        assert_eq!(hung.end, RanEnd::TimedOut { seconds: 0 });
    }
}
