//! One run of a tool: in a process group of its own, its outputs bounded while they come, ended
//! as a whole group however the run ends.

use std::{
    fs::File,
    io::{self, Write as _},
    path::PathBuf,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    process::{Child, Command},
    time::{Instant, MissedTickBehavior, interval, timeout_at},
};

use super::{group::Group, growth::Growth};
use crate::secret::without_traces;

/// How far a run may go.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long nothing may come: no output, and no file that grows.
    pub idle: Duration,
    /// How much standard output may be, in bytes.
    pub stdout: u64,
    /// How much of standard error is kept, in bytes; the rest is read and dropped.
    pub stderr: u64,
    /// The folder whose files grow with what is received, and how large they may be, in bytes.
    pub folder: Option<(PathBuf, u64)>,
}

/// What becomes of standard output.
#[derive(Debug)]
pub enum Sink {
    /// Output is kept in memory.
    Memory,
    /// Output goes to this file.
    File(File),
    /// Output is read and dropped.
    Nowhere,
}

/// How a run ended.
#[derive(Debug)]
pub enum Ending {
    /// By itself: a status, or a signal.
    Ended(ExitStatus),
    /// The program could not be started.
    NotStarted(io::Error),
    /// Nothing came for the time that [`Limits::idle`] names.
    Idle,
    /// One of the outputs, or what was received, is more than this many bytes.
    TooMuch(u64),
}

/// A run that ended.
#[derive(Debug)]
pub struct Finished {
    /// How the run ended.
    pub ending: Ending,
    /// Standard output, where it was kept.
    pub stdout: Vec<u8>,
    /// The file that standard output went to.
    pub file: Option<File>,
    /// The beginning of standard error.
    pub stderr: Vec<u8>,
    /// How much came: both outputs and what the folder grew, in bytes.
    pub bytes: u64,
}

/// Runs `command`, whose environment, folder and standard input are set.
///
/// When this future is dropped the group is killed.
pub async fn run(mut command: Command, sink: Sink, limits: &Limits) -> Finished {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    super::group::lead(&mut command);
    match command.spawn() {
        Ok(child) => Watch::new(child, sink, limits).run().await,
        Err(error) => Finished::not_started(error),
    }
}

impl Finished {
    /// A run that never began.
    pub(super) fn not_started(error: io::Error) -> Self {
        let ending = Ending::NotStarted(error);
        Self { ending, stdout: Vec::new(), file: None, stderr: Vec::new(), bytes: 0 }
    }
}

/// A run under way.
struct Watch<'a> {
    child: Child,
    group: Group,
    limits: &'a Limits,
    stdout: Stdout,
    stderr: Vec<u8>,
    /// How much came on standard error, in bytes.
    complaints: u64,
    growth: Growth,
    bytes: u64,
    deadline: Instant,
}

/// Standard output so far.
struct Stdout {
    sink: Sink,
    kept: Vec<u8>,
    bytes: u64,
}

impl Stdout {
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        match &mut self.sink {
            Sink::File(file) => file.write_all(bytes)?,
            Sink::Memory => self.kept.extend_from_slice(bytes),
            Sink::Nowhere => {}
        }
        Ok(())
    }
}

impl<'a> Watch<'a> {
    fn new(child: Child, sink: Sink, limits: &'a Limits) -> Self {
        let group = Group::of(&child);
        Self {
            child,
            group,
            limits,
            stdout: Stdout { sink, kept: Vec::new(), bytes: 0 },
            stderr: Vec::new(),
            complaints: 0,
            growth: Growth::new(limits.folder.as_ref().map(|(dir, _)| dir.as_path())),
            bytes: 0,
            deadline: after(limits.idle),
        }
    }

    async fn run(mut self) -> Finished {
        let ending = match self.outputs().await {
            Ok(()) => self.end().await,
            Err(ending) => ending,
        };
        self.group.kill();
        if !matches!(ending, Ending::Ended(_)) {
            // What was killed is still to be collected; a failure leaves nothing to do.
            drop(timeout_at(after(self.limits.idle), self.child.wait()).await);
        }
        Finished {
            ending,
            stdout: self.stdout.kept,
            file: if let Sink::File(file) = self.stdout.sink { Some(file) } else { None },
            stderr: without_traces(self.stderr),
            bytes: self.bytes + self.growth.bytes(),
        }
    }

    /// Reads both outputs to their ends.
    async fn outputs(&mut self) -> Result<(), Ending> {
        let (mut out, mut err) = (self.child.stdout.take(), self.child.stderr.take());
        let (mut from_out, mut from_err) = (vec![0; CHUNK], vec![0; CHUNK]);
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while out.is_some() || err.is_some() {
            tokio::select! {
                read = next(&mut out, &mut from_out) => {
                    let count = came(read, &mut out);
                    self.said(&from_out[..count])?;
                }
                read = next(&mut err, &mut from_err) => {
                    let count = came(read, &mut err);
                    self.complained(&from_err[..count])?;
                }
                _ = look.tick() => self.look()?,
            }
        }
        Ok(())
    }

    fn said(&mut self, bytes: &[u8]) -> Result<(), Ending> {
        self.progress(bytes.len());
        if self.stdout.bytes + bytes.len() as u64 > self.limits.stdout {
            return Err(Ending::TooMuch(self.limits.stdout));
        }
        self.stdout.take(bytes).map_err(Ending::NotStarted)
    }

    fn complained(&mut self, bytes: &[u8]) -> Result<(), Ending> {
        self.progress(bytes.len());
        self.complaints += bytes.len() as u64;
        if self.complaints > MOST_COMPLAINTS {
            return Err(Ending::TooMuch(MOST_COMPLAINTS));
        }
        let room = usize::try_from(self.limits.stderr).unwrap_or(usize::MAX) - self.stderr.len();
        self.stderr.extend_from_slice(&bytes[..bytes.len().min(room)]);
        Ok(())
    }

    fn progress(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
        if bytes > 0 {
            self.deadline = after(self.limits.idle);
        }
    }

    /// Looks whether the folder has grown, and whether too much or nothing came.
    fn look(&mut self) -> Result<(), Ending> {
        if self.growth.look() {
            self.deadline = after(self.limits.idle);
        }
        match &self.limits.folder {
            Some((_, most)) if self.growth.size() > *most => Err(Ending::TooMuch(*most)),
            _ if Instant::now() >= self.deadline => Err(Ending::Idle),
            _ => Ok(()),
        }
    }

    async fn end(&mut self) -> Ending {
        match timeout_at(self.deadline, self.child.wait()).await {
            Ok(Ok(status)) => Ending::Ended(status),
            Ok(Err(error)) => Ending::NotStarted(error),
            Err(_) => Ending::Idle,
        }
    }
}

/// The moment after `idle`; one that nobody lives to see where that is too long to be told.
fn after(idle: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(idle).unwrap_or(now + Duration::from_hours(24 * 365))
}

/// What comes next from a pipe; never anything from one that has ended.
async fn next(pipe: &mut Option<impl AsyncRead + Unpin>, into: &mut [u8]) -> io::Result<usize> {
    match pipe {
        Some(pipe) => pipe.read(into).await,
        None => std::future::pending().await,
    }
}

/// How much came; a pipe that gave nothing or failed has ended.
fn came<P>(read: io::Result<usize>, pipe: &mut Option<P>) -> usize {
    let count = read.unwrap_or(0);
    if count == 0 {
        *pipe = None;
    }
    count
}

/// How much may come on standard error, in bytes, most of which is dropped. go has no limit.
const MOST_COMPLAINTS: u64 = 64 << 20;

/// How much is read at once, in bytes.
const CHUNK: usize = 32 << 10;

/// How often the folder and the clock are looked at.
const LOOK: Duration = Duration::from_millis(200);

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test starts commands and reads what they left")]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { idle: Duration::from_mins(10), stdout: 1 << 20, stderr: 1 << 10, folder: None }
    }

    async fn sh(script: &str, sink: Sink, limits: &Limits) -> Finished {
        let mut command = Command::new("/bin/sh");
        command
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .args(["-c", script])
            .current_dir("/");
        run(command, sink, limits).await
    }

    #[tokio::test]
    async fn both_outputs_and_the_status() {
        let done = sh("pwd; echo no >&2; exit 3", Sink::Memory, &limits()).await;
        assert!(matches!(done.ending, Ending::Ended(status) if status.code() == Some(3)));
        assert_eq!(
            (&done.stdout[..], &done.stderr[..], done.bytes),
            (&b"/\n"[..], &b"no\n"[..], 5)
        );
    }

    #[tokio::test]
    async fn an_endless_output_ends_the_run() {
        let done = sh("yes", Sink::Memory, &limits()).await;
        assert!(matches!(done.ending, Ending::TooMuch(max) if max == 1 << 20), "{done:?}");
        assert!(done.stdout.len() <= 1 << 20);
        let loud = sh("head -c 1000000 /dev/zero >&2", Sink::Memory, &limits()).await;
        assert_eq!((loud.stderr.len(), loud.bytes), (1 << 10, 1_000_000));
        let louder = sh("yes >&2", Sink::Memory, &limits()).await;
        assert!(matches!(louder.ending, Ending::TooMuch(MOST_COMPLAINTS)), "{louder:?}");
    }

    #[tokio::test]
    async fn a_run_without_progress_ends() {
        let short = Limits { idle: Duration::from_millis(1), ..limits() };
        let done = sh("sleep 600 & sleep 600", Sink::Memory, &short).await;
        assert!(matches!(done.ending, Ending::Idle), "{done:?}");
    }

    #[tokio::test]
    async fn output_goes_to_a_file() {
        use std::io::{Read as _, Seek as _};
        let done = sh("echo zip", Sink::File(tempfile::tempfile().unwrap()), &limits()).await;
        let (mut file, mut text) = (done.file.unwrap(), String::new());
        file.rewind().unwrap();
        file.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), done.stdout.len()), ("zip\n", 0));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn children_end_with_the_run() {
        let dir = tempfile::tempdir().unwrap();
        let mut command = Command::new("/bin/sh");
        command.env_clear().env("PATH", "/usr/bin:/bin").current_dir(dir.path());
        command.args(["-c", "sleep 600 & echo $! >pid; echo; wait"]);
        let bound = limits();
        let mut run = Box::pin(run(command, Sink::Memory, &bound));
        let pid = loop {
            let look = tokio::time::timeout(Duration::from_millis(5), &mut run).await;
            assert!(look.is_err(), "the run ended by itself");
            match std::fs::read_to_string(dir.path().join("pid")) {
                Ok(text) if text.ends_with('\n') => break text.trim().to_owned(),
                _ => {}
            }
        };
        drop(run);
        let state = || {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            stat.rsplit(") ").next().and_then(|rest| rest.chars().next())
        };
        while !matches!(state(), None | Some('Z' | 'X')) {
            tokio::task::yield_now().await;
        }
    }
}
