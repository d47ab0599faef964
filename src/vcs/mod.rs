//! Version control tools as child processes, with go's own arguments and environment.

use std::{io, path::Path, time::Duration};

use tokio::{io::AsyncReadExt as _, process::Child, time::timeout};

use crate::{
    event::{Blob, Ran, RanEnd},
    world::World,
};

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
    let start = world.micros();
    let (end, stderr) = match spawn(world, argv, env, dir) {
        Ok(child) => watch(child, limit).await,
        Err(error) if error.kind() == io::ErrorKind::NotFound => (RanEnd::Missing, Vec::new()),
        Err(error) => (RanEnd::NotStarted { why: error.to_string() }, Vec::new()),
    };
    Ran {
        argv: argv.to_vec(),
        dir: dir.to_string_lossy().into_owned(),
        end,
        stderr: Blob(stderr),
        micros: world.micros().saturating_sub(start),
    }
}

fn spawn(
    world: &World,
    argv: &[String],
    env: &[(String, String)],
    dir: &Path,
) -> io::Result<Child> {
    let (program, arguments) = argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    world
        .command(program)
        .args(arguments)
        .envs(env.iter().map(|(name, value)| (name, value)))
        .current_dir(dir)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
}

async fn watch(mut child: Child, limit: Duration) -> (RanEnd, Vec<u8>) {
    let mut stderr = Vec::new();
    let watched = timeout(limit, async {
        if let Some(pipe) = child.stderr.as_mut() {
            pipe.take(MAX_STDERR).read_to_end(&mut stderr).await?;
            tokio::io::copy(pipe, &mut tokio::io::sink()).await?;
        }
        child.wait().await
    })
    .await;
    let end = match watched {
        Ok(Ok(status)) => RanEnd::Exited { status: status.code() },
        Ok(Err(error)) => RanEnd::NotStarted { why: error.to_string() },
        Err(_) => RanEnd::TimedOut { seconds: limit.as_secs() },
    };
    (end, stderr)
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
        assert_eq!(first.stderr.0, b"b /\n");
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
