//! What every command needs of the machine: a runtime, input, and a place to write.

use std::{
    ffi::OsStr,
    fs::File,
    io::{self, BufReader, IsTerminal as _, Read as _, Write as _, stdin},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use tokio::runtime::{Builder, Runtime};

use super::{console::Console, exit::Exit};
use crate::{problem::Problem, shell, trace::Trace, world::World};

/// Runs what waits, until it is done or the user ends it: then the tools that it started are ended
/// too, and their folders go. On one thread: a lookup waits for the network and computes for a tenth
/// of a millisecond, and threads that wake each other cost more than that.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    block_on_to_the_end(async {
        tokio::select! {
            done = work => done,
            () = interrupted() => Err(interruption()),
        }
    })
}

/// As [`block_on`], for what minds interruptions itself.
pub(super) fn block_on_to_the_end<T>(
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    on(&mut Builder::new_current_thread(), work)
}

/// What is said where the user ended a run.
pub(super) fn interruption() -> Problem {
    Problem::new("the run did not come to its end", "it was interrupted", "run it again")
}

/// Waits for Ctrl-C or a request to end.
#[cfg(unix)]
pub(super) async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub(super) async fn interrupted() {
    // Where there is no such signal to wait for, none comes.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// Runs what serves, on all threads.
#[cfg(any(feature = "lab", feature = "serve"))]
pub(super) fn block_on_all<T>(
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    on(&mut Builder::new_multi_thread(), work)
}

/// Does `work` while what `start` brings up serves, on threads of its own.
#[cfg(feature = "lab")]
pub(super) fn while_serving<S, T>(
    start: impl Future<Output = Result<S, Problem>>,
    work: impl FnOnce(&S) -> T,
) -> Result<T, Problem> {
    let runtime = made(&mut Builder::new_multi_thread())?;
    let served = runtime.block_on(start)?;
    let done = work(&served);
    let _inside = runtime.enter();
    drop(served);
    Ok(done)
}

/// How many threads there may be for what blocks: files, zips, names.
const WAITING_THREADS: usize = 16;

/// The stack of each, in bytes.
const STACK: usize = 1 << 20;

/// A runtime of its own for what serves while something else is done.
#[cfg(feature = "serve")]
pub(super) fn beside() -> Result<tokio::runtime::Runtime, Problem> {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.map_err(|error| internal("the runtime", &error))
}

fn on<T>(
    builder: &mut Builder,
    work: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let runtime = made(builder)?;
    let done = runtime.block_on(work);
    // A zip that is still read after an interruption keeps nobody waiting.
    runtime.shutdown_background();
    done
}

fn made(builder: &mut Builder) -> Result<Runtime, Problem> {
    let scarce = |error: io::Error| {
        Problem::new(
            "cannot make the runtime",
            error.to_string(),
            "raise the limit of open files: ulimit -n 256",
        )
    };
    spare().map_err(scarce)?;
    builder.enable_all().max_blocking_threads(WAITING_THREADS).thread_stack_size(STACK);
    builder.build().map_err(|error| internal("the runtime", &error))
}

/// Whether there are as many open files to be had as the runtime needs for itself, which ends where it has none.
#[cfg(unix)]
fn spare() -> io::Result<()> {
    let pairs = [(); 4].map(|()| std::os::unix::net::UnixStream::pair());
    pairs.into_iter().try_for_each(|pair| pair.map(drop))
}

#[cfg(not(unix))]
fn spare() -> io::Result<()> {
    Ok(())
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

/// The runs that are saved in a file, or come on standard input for `-`.
pub(super) fn saved(world: &World, name: &OsStr, console: &Console) -> Result<Vec<Trace>, Problem> {
    let shown = name.to_string_lossy();
    if name == "-" {
        return Trace::load(&input(world, name, console)?, &shown);
    }
    let file = world.open(Path::new(name)).map_err(|error| {
        let next = format!("goget-doctor resolve --save {} example.com/pkg", shell::word(&shown));
        Problem::new(format!("cannot read {shown}"), error.to_string(), next)
    })?;
    Trace::read(BufReader::new(file), &shown)
}

pub(super) fn save(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(file, bytes).map_err(|error| unwritable(file, &error))
}

/// A file that takes what was seen while the run goes on.
pub(super) struct SaveFile {
    path: PathBuf,
    /// The file, and why it takes no more.
    file: Mutex<(File, Option<Problem>)>,
}

impl SaveFile {
    /// An empty file.
    pub(super) fn create(path: &Path) -> Result<Self, Problem> {
        let file = File::create(path).map_err(|error| unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), file: Mutex::new((file, None)) })
    }

    /// Adds a run.
    pub(super) fn add(&self, trace: &Trace) {
        let bytes = Trace::save([trace]);
        let (file, failed) = &mut *self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.is_none() {
            *failed = file.write_all(&bytes).err().map(|error| unwritable(&self.path, &error));
        }
    }

    /// Why it does not hold all runs, where that is so.
    pub(super) fn end(&self) -> Result<(), Problem> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.1.clone().map_or(Ok(()), Err)
    }
}

fn unwritable(file: &Path, error: &io::Error) -> Problem {
    let what = format!("cannot write {}", file.display());
    Problem::new(what, error.to_string(), "name a file that can be written with --save")
}

pub(super) fn print_bytes(console: &Console, bytes: &[u8]) -> Result<Exit, Problem> {
    console.print(&String::from_utf8_lossy(bytes))?;
    Ok(Exit::Success)
}

pub(super) fn internal(what: &str, error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot make {what}"), error.to_string(), "try again")
}

/// As much of a file as is ever read: larger than any page or saved run that makes sense.
const INPUT_LIMIT: u64 = 256 << 20;
