//! Version control tools as child processes, with go's own arguments and environment.

use std::{io, path::Path, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    process::{Child, ChildStdin},
    time::timeout,
};

use crate::{
    secret::{redact_said, redact_url, veil},
    trace::{Blob, Ran, RanEnd},
    world::World,
};

mod git;
mod group;
mod growth;
pub mod look_up;
pub mod process;

pub use git::{Folder, Git};

/// How much of a tool's standard error is kept.
const MAX_STDERR: u64 = 64 << 10;

/// Runs `argv` in `dir` with the world's environment and `env` on top of it.
///
/// Standard output is discarded, as go discards it; standard error is kept up to 64 KiB. The
/// tool is killed after `limit`.
pub async fn run(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    limit: Duration,
) -> Ran {
    run_for(world, argv, env, dir, limit, &[], 0).await.0
}

/// As [`run`], with `input` on standard input; also standard output, up to `most` bytes, `None`
/// where it is longer.
async fn run_for(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    limit: Duration,
    input: &[u8],
    most: u64,
) -> (Ran, Option<Vec<u8>>) {
    let start = world.micros();
    let (end, stderr, output) = match spawn(world, argv, env, dir, !input.is_empty()) {
        Ok(child) => watch(child, limit, input, most).await,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            (RanEnd::Missing, Vec::new(), None)
        }
        Err(error) => (RanEnd::NotStarted { why: error.to_string() }, Vec::new(), None),
    };
    let ran = Ran {
        argv: argv.iter().map(|word| redact_url(word)).collect(),
        dir: dir.to_string_lossy().into_owned(),
        end,
        stdout: Blob::default(),
        stderr: shown(stderr).into(),
        bytes: 0,
        micros: world.micros().saturating_sub(start),
    };
    (ran, output)
}

/// What a tool said, without the passwords in it.
pub(crate) fn shown(mut said: Vec<u8>) -> Vec<u8> {
    if let Ok(text) = str::from_utf8(&said) {
        return redact_said(text).into_bytes();
    }
    veil(&mut said, &[]);
    said
}

fn spawn(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
    reads: bool,
) -> io::Result<Child> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    world
        .command(program)
        .args(arguments)
        .envs(env.iter().map(|(name, value)| (name, value)))
        .current_dir(dir)
        .stdin(if reads { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

/// Waits for the end of `child`; what it wrote to standard error, and to standard output if that
/// is `most` bytes at the most.
async fn watch(
    mut child: Child,
    limit: Duration,
    input: &[u8],
    most: u64,
) -> (RanEnd, Vec<u8>, Option<Vec<u8>>) {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (mut said, mut output) = (Vec::new(), Vec::new());
    let watched = timeout(limit, async {
        let output = drain(stdout, most, &mut output);
        let (fed, whole, told) =
            tokio::join!(feed(stdin, input), output, drain(stderr, MAX_STDERR, &mut said));
        // A tool may end before it has read everything.
        drop(fed);
        told?;
        Ok::<_, io::Error>((child.wait().await?, whole?))
    })
    .await;
    match watched {
        Ok(Ok((status, whole))) => {
            (RanEnd::Exited { status: status.code() }, said, whole.then_some(output))
        }
        Ok(Err(error)) => (RanEnd::NotStarted { why: error.to_string() }, said, None),
        Err(_) => (RanEnd::TimedOut { seconds: limit.as_secs() }, said, None),
    }
}

async fn feed(pipe: Option<ChildStdin>, input: &[u8]) -> io::Result<()> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    pipe.write_all(input).await?;
    pipe.shutdown().await
}

/// Reads the beginning of what comes into `bytes`, `most` of it; whether that is all.
async fn drain(
    pipe: Option<impl AsyncRead + Unpin>,
    most: u64,
    bytes: &mut Vec<u8>,
) -> io::Result<bool> {
    let Some(mut pipe) = pipe else { return Ok(true) };
    (&mut pipe).take(most).read_to_end(bytes).await?;
    Ok(tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await? == 0)
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
