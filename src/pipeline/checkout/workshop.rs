//! The folder of a repository for the length of a run, and the commands in it.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    future::Future,
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    process::ExitStatus,
    time::Instant,
};

use tempfile::TempDir;
use tokio::process;

use crate::{
    go::{
        cmd::{
            codehost::{
                cache,
                command::{Command, End, Output, Place},
                environment::names_git_dir,
            },
            fault::{Fault, Stop},
            vcs::Vcs,
        },
        std::strconv::text::{lossy, quote, system_reason},
        version::Version,
    },
    vcs::{
        copy::copy,
        look_up::look_up,
        process::{Ending, Finished, Limits, Sink, run},
    },
};

use super::{Done, Runner};

/// The machine that commands run on.
pub trait Machine: Send + Sync {
    /// A command of the program in `file`, with the environment that go's children have.
    fn command(&self, file: &Path) -> process::Command;

    /// The value of `PATH`.
    fn path(&self) -> Option<OsString>;

    /// The text of a small file of the module cache.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        let _ = file;
        Err(io::ErrorKind::NotFound.into())
    }

    /// Fails where GODEBUG forbids go the network.
    fn network(&self) -> Result<(), Fault> {
        Ok(())
    }

    /// Takes note that a repository is in the folder `dir` of the module cache already.
    fn had(&self, dir: &str) {
        let _ = dir;
    }

    /// What somebody would have been asked for, by what a command said: nobody is asked here.
    fn withheld(&self, said: &[u8]) -> Option<String> {
        let _ = said;
        None
    }

    /// Takes note of a command that ended.
    fn note(&self, run: Run<'_>);

    /// Asks `url` as go asks a repository's URL after a failed listing: whether the server says
    /// that there is no such thing.
    fn is_gone(&self, url: &str) -> impl Future<Output = Result<bool, Stop>> + Send;
}

/// A command that ended. Texts are as they came: what they show is masked by whoever keeps them.
#[derive(Debug)]
pub struct Run<'a> {
    /// The command.
    pub command: &'a Command,
    /// The folder as go names it.
    pub dir: &'a str,
    /// How it ended, or what stopped it.
    pub end: Result<&'a End, &'a Stop>,
    /// The beginning of its standard output; empty where that went to a file.
    pub stdout: &'a [u8],
    /// The beginning of its standard error.
    pub stderr: &'a [u8],
    /// How much came, in bytes: outputs, and what was received into the folder.
    pub bytes: u64,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A repository's folder, which goes when this is dropped, and what commands in it need.
#[derive(Debug)]
pub struct Workshop<M> {
    machine: M,
    version: Version,
    folder: TempDir,
    main_module: PathBuf,
    shown: String,
    limits: Limits,
}

impl<M: Machine> Workshop<M> {
    /// A new folder for the repository at `url`, which go keeps below `module_cache`; `limits`
    /// hold for each command, and what may be received for all of them together.
    pub fn new(
        machine: M,
        version: Version,
        vcs: Vcs,
        url: &str,
        module_cache: &str,
        main_module: &Path,
        limits: &Limits,
    ) -> io::Result<Self> {
        let shown = format!("{module_cache}/cache/vcs/{}", cache::folder(vcs, url));
        let folder = tempfile::Builder::new().prefix("goget-doctor-").tempdir()?;
        let most = limits.folder.as_ref().map(|(_, most)| (folder.path().to_owned(), *most));
        let limits = Limits { folder: most, ..limits.clone() };
        Ok(Self { machine, version, folder, main_module: main_module.to_owned(), shown, limits })
    }

    /// The folder with a copy of what go keeps of the repository, where it keeps it whole (repositories.md §1.2); else
    /// it stays empty. The module cache is only read.
    pub async fn with_kept(mut self, vcs: Vcs, url: &str) -> Result<Self, Fault> {
        let key = cache::key(vcs, url);
        let info = self.machine.read(Path::new(&format!("{}.info", self.shown)));
        let Ok(info) = info.map(|text| lossy(&text)) else { return Ok(self) };
        let (from, to) = (PathBuf::from(&self.shown), self.folder.path().to_owned());
        if !from.is_dir() {
            return Ok(self);
        }
        let have = info.strip_suffix('\n').unwrap_or(&info);
        if have != key {
            let (file, have, want) = (format!("{}.info", self.shown), quote(have), quote(&key));
            let why = format!("{file} exists with wrong content (have {have} want {want})");
            return Err(Fault::Other(why));
        }
        let most = self.limits.folder.as_ref().map_or(u64::MAX, |(_, most)| *most);
        let copied = tokio::task::spawn_blocking(move || copy(&from, &to, most)).await;
        let copied = copied.unwrap_or_else(|error| Err(io::Error::other(error)));
        let had = copied.map_err(|error| self.uncopied(&error, most))?;
        if let Some((_, most)) = &mut self.limits.folder {
            *most = most.saturating_add(had);
        }
        self.machine.had(&self.shown);
        Ok(self)
    }

    fn uncopied(&self, error: &io::Error, most: u64) -> Fault {
        let dir = &self.shown;
        Fault::Stop(match error.kind() {
            io::ErrorKind::FileTooLarge => Stop::Limit(format!("{dir}: more than {most} bytes")),
            _ => Stop::Unknown(format!("what is in {dir}: {error}")),
        })
    }

    /// The machine that its commands run on.
    pub fn machine(&self) -> &M {
        &self.machine
    }

    fn dir(&self, place: Place) -> &Path {
        match place {
            Place::MainModule => &self.main_module,
            Place::Repository | Place::Temporary => self.folder.path(),
        }
    }

    fn prepared(&self, command: &Command, file: &Path) -> process::Command {
        let dir = self.dir(command.place);
        let mut prepared = self.machine.command(file);
        let own = self.folder.path().to_string_lossy();
        let words = command.argv.iter().skip(1).map(|word| word.replace(&self.shown, &own));
        prepared.args(words).current_dir(dir).env("PWD", dir);
        if names_git_dir(command, self.version) && command.place == Place::Repository {
            prepared.env("GIT_DIR", dir);
        }
        prepared
    }

    async fn finish(&self, command: &Command, file: &Path) -> Result<(Finished, End), Stop> {
        let sink = match command.output {
            Output::Kept => Sink::Memory,
            Output::Listed | Output::Spooled => match tempfile::tempfile_in(self.folder.path()) {
                Ok(file) => Sink::File(file),
                Err(error) => return Err(Stop::Unknown(format!("a temporary file: {error}"))),
            },
        };
        let most = match command.output {
            Output::Kept => MOST_KEPT,
            Output::Listed => MOST_LISTED,
            Output::Spooled => self.limits.stdout,
        };
        let limits = Limits { stdout: most, ..self.limits.clone() };
        let mut finished = run(self.prepared(command, file), sink, &limits).await;
        if let Some(file) = finished.file.as_mut().filter(|_| command.output == Output::Listed) {
            finished.stdout = beginning(file).unwrap_or_default();
        }
        let end = match &finished.ending {
            Ending::Ended(status) => end(*status),
            Ending::NotStarted(error) => {
                End::NotStarted(format!("fork/exec {}: {}", file.display(), system_reason(error)))
            }
            Ending::Idle => {
                let seconds = self.limits.idle.as_secs();
                return Err(Stop::Limit(format!("{command}: nothing came for {seconds} s")));
            }
            Ending::TooMuch(most) => {
                return Err(Stop::Limit(format!("{command}: more than {most} bytes")));
            }
        };
        Ok((finished, end))
    }

    /// `said` with go's name for the folder in the place of ours.
    fn renamed(&self, said: Vec<u8>) -> Vec<u8> {
        let own = self.folder.path().as_os_str().as_encoded_bytes();
        if !said.windows(own.len()).any(|window| window == own) {
            return said;
        }
        let own = String::from_utf8_lossy(own).into_owned();
        String::from_utf8_lossy(&said).replace(&own, &self.shown).into_bytes()
    }
}

impl<M: Machine> Runner for Workshop<M> {
    async fn run(&self, command: &Command) -> Result<Done, Stop> {
        let start = Instant::now();
        let program = command.tool.name();
        let Some(file) = look_up(program, self.machine.path().as_deref()) else {
            let end = End::not_in_path(program);
            self.note(command, Ok(&end), (&[], &[]), 0, start);
            return Ok(Done { end, stdout: Vec::new(), spooled: None, stderr: Vec::new() });
        };
        match self.finish(command, &file).await {
            Ok((finished, end)) => {
                let stderr = self.renamed(finished.stderr);
                self.note(command, Ok(&end), (&finished.stdout, &stderr), finished.bytes, start);
                if let Some(what) = self.machine.withheld(&stderr) {
                    return Err(Stop::Unknown(what));
                }
                Ok(Done { end, stdout: finished.stdout, spooled: finished.file, stderr })
            }
            Err(stop) => {
                self.note(command, Err(&stop), (&[], &[]), 0, start);
                Err(stop)
            }
        }
    }

    fn network(&self) -> Result<(), Fault> {
        self.machine.network()
    }

    fn shown_dir(&self) -> &str {
        &self.shown
    }

    fn holds(&self, name: &str) -> bool {
        self.folder.path().join(name).exists()
    }

    fn open(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().read(true).open(self.folder.path().join(name))
    }

    fn append(&self, name: &str, text: &str) -> io::Result<()> {
        let file = self.folder.path().join(name);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        OpenOptions::new().create(true).append(true).open(file)?.write_all(text.as_bytes())
    }

    async fn is_gone(&self, url: &str) -> Result<bool, Stop> {
        self.machine.is_gone(url).await
    }
}

impl<M: Machine> Workshop<M> {
    fn note(
        &self,
        command: &Command,
        end: Result<&End, &Stop>,
        (stdout, stderr): (&[u8], &[u8]),
        bytes: u64,
        start: Instant,
    ) {
        let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let stdout = &stdout[..stdout.len().min(MOST_NOTED)];
        self.machine.note(Run { command, dir: &self.shown, end, stdout, stderr, bytes, micros });
    }
}

/// The beginning of a listing, which is then read from its start.
fn beginning(listing: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    listing.rewind()?;
    io::Read::take(&mut *listing, MOST_NOTED as u64).read_to_end(&mut bytes)?;
    listing.rewind()?;
    Ok(bytes)
}

/// How a program that ran ended, in go's words.
fn end(status: ExitStatus) -> End {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;
        if let Some(signal) = status.signal() {
            return End::signalled(signal, status.core_dumped());
        }
    }
    End::Exited(status.code().unwrap_or(-1))
}

/// How much of a listing or a small file may come, in bytes.
const MOST_KEPT: u64 = 16 << 20;

/// How much a listing of refs may be, in bytes: forges list their merge requests too.
const MOST_LISTED: u64 = 256 << 20;

/// How much of standard output is noted, in bytes.
const MOST_NOTED: usize = 64 << 10;
