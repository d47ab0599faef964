//! What a run may know of the machine: environment, files, clock, names and addresses, commands.
//!
//! This is the only place that reads them. A world can be laid out by hand: variables set, files
//! laid over the real ones, host names and addresses sent elsewhere. That is how the lab plays a
//! failure that the machine does not have, and how a test runs the same on every machine.

mod files;
mod waits;

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Instant, SystemTime},
};

use time::OffsetDateTime;

use crate::secret::Known;

pub use waits::{Wait, Waiting, Waits};

/// The machine as one run sees it.
#[derive(Clone, Debug)]
pub struct World {
    vars: BTreeMap<OsString, OsString>,
    files: BTreeMap<PathBuf, Laid>,
    clock: Option<OffsetDateTime>,
    directory: Option<PathBuf>,
    goos: &'static str,
    detour: Detour,
    started: Instant,
    secrets: Known,
    go: OnceLock<Option<PathBuf>>,
    opened: Arc<AtomicU64>,
    waits: Waits,
}

/// A file that is laid over the real one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Laid {
    /// No such file, whatever the machine has.
    Absent,
    /// A file with these bytes.
    Content(Vec<u8>),
    /// A file or directory that may not be read.
    Unreadable,
}

/// Names and addresses that go elsewhere than the network would take them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detour {
    /// Connections that go elsewhere (`--connect-to`), first match wins.
    pub connect_to: Vec<ConnectTo>,
    /// What host names resolve to; an empty list is a name that does not exist.
    pub names: BTreeMap<String, Vec<IpAddr>>,
    /// Where connections to an address really go; `None` is a port on which nobody listens.
    pub sockets: BTreeMap<SocketAddr, Option<SocketAddr>>,
    /// Addresses that no connection comes about to.
    pub unreachable: BTreeMap<IpAddr, Unreachable>,
    /// Whether names and addresses that are not listed exist at all. True in a lab.
    pub closed: bool,
}

/// Why no connection to an address comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreachable {
    /// Nothing ever comes back. The wait is left out.
    Silent,
    /// There is no way to it.
    NoRoute,
    /// A firewall refuses the connection.
    Refused,
}

/// `HOST:PORT:ADDR:PORT` of curl's `--connect-to`; an empty or absent part means "as it was".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectTo {
    /// The host asked for; `None` is any.
    pub host: Option<String>,
    /// The port asked for; `None` is any.
    pub port: Option<u16>,
    /// The host or address to connect to instead.
    pub to_host: Option<String>,
    /// The port to connect to instead.
    pub to_port: Option<u16>,
}

/// An entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// What it points at, where it is a symbolic link.
    pub link: Option<PathBuf>,
}

impl World {
    /// The machine as it is.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn real() -> Self {
        let directory = std::env::current_dir().ok();
        Self { vars: std::env::vars_os().collect(), directory, ..Self::empty() }
    }

    /// The machine's files, clock and network, and no environment.
    pub fn empty() -> Self {
        Self {
            vars: BTreeMap::new(),
            files: BTreeMap::new(),
            clock: None,
            directory: None,
            goos: goos_of(std::env::consts::OS),
            detour: Detour::default(),
            started: Instant::now(),
            secrets: Known::default(),
            go: OnceLock::new(),
            opened: Arc::default(),
            waits: Waits::default(),
        }
    }

    /// Sets an environment variable, for this world and the commands that it starts.
    pub fn set(&mut self, name: impl Into<OsString>, value: impl Into<OsString>) {
        self.vars.insert(name.into(), value.into());
        self.go = OnceLock::new();
    }

    /// Lays a file over the machine's own at an absolute path.
    pub fn lay(&mut self, path: impl Into<PathBuf>, file: Laid) {
        self.files.insert(path.into(), file);
        self.go = OnceLock::new();
    }

    /// Makes `dir` the working directory.
    pub fn enter(&mut self, dir: impl Into<PathBuf>) {
        self.directory = Some(dir.into());
    }

    /// Lets the machine be one of the system `goos`, as far as go's rules ask for it.
    pub fn run_on(&mut self, goos: &'static str) {
        self.goos = goos;
    }

    /// What is waited for in this world.
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    /// Tells what is waited for to whoever looks at `waits`.
    pub fn tell(&mut self, waits: &Waits) {
        self.waits = waits.clone();
    }

    /// The system by go's name for it: `linux`, `darwin`, `windows`.
    pub fn goos(&self) -> &'static str {
        self.goos
    }

    /// Stops the clock at `now`.
    pub fn stop_clock(&mut self, now: OffsetDateTime) {
        self.clock = Some(now);
    }

    /// The passwords and tokens that were read here or sent from here: what is recorded has them no more.
    pub fn secrets(&self) -> &Known {
        &self.secrets
    }

    /// Leads names and addresses elsewhere.
    pub fn detour_mut(&mut self) -> &mut Detour {
        &mut self.detour
    }

    /// Where names and addresses go.
    pub fn detour(&self) -> &Detour {
        &self.detour
    }

    /// An environment variable, `None` where it is not set.
    pub fn var(&self, name: &str) -> Option<&OsStr> {
        self.vars.get(OsStr::new(name)).map(OsString::as_os_str)
    }

    /// The working directory; `None` in a world that was laid out by hand.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// The whole environment, by name.
    pub fn vars(&self) -> impl Iterator<Item = (&OsStr, &OsStr)> {
        self.vars.iter().map(|(name, value)| (name.as_os_str(), value.as_os_str()))
    }

    /// The time of day.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn now(&self) -> OffsetDateTime {
        self.clock.unwrap_or_else(OffsetDateTime::now_utc)
    }

    /// Microseconds since this world was made.
    pub fn micros(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// How many times a file was opened or a directory listed, in this world and its clones.
    pub fn opened(&self) -> u64 {
        self.opened.load(Ordering::Relaxed)
    }

    /// The bytes of a file, at most `limit` of them; a longer file is an error.
    ///
    /// Only what is a file is read, and only as long as something comes: go would wait for ever at a pipe.
    pub fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        match self.laid(path) {
            Some(Laid::Content(bytes)) => return Ok(bytes.clone()),
            Some(Laid::Absent) => return Err(io::ErrorKind::NotFound.into()),
            Some(Laid::Unreadable) => return Err(io::ErrorKind::PermissionDenied.into()),
            None => {}
        }
        files::read(path, limit)
    }

    /// A file to be read as it comes, however long it is.
    pub fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        match self.laid(path) {
            Some(Laid::Content(bytes)) => Ok(Box::new(io::Cursor::new(bytes.clone()))),
            Some(Laid::Absent) => Err(io::ErrorKind::NotFound.into()),
            Some(Laid::Unreadable) => Err(io::ErrorKind::PermissionDenied.into()),
            None => files::open(path),
        }
    }

    /// The entries of a directory, by name.
    pub fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        let found = match self.laid(dir) {
            Some(Laid::Content(_)) => return Err(io::ErrorKind::NotADirectory.into()),
            Some(Laid::Unreadable) => return Err(io::ErrorKind::PermissionDenied.into()),
            Some(Laid::Absent) => Err(io::ErrorKind::NotFound.into()),
            None => real_entries(dir),
        };
        let laid: Vec<_> = self.laid_in(dir).collect();
        let mut entries = match found {
            Err(error) if laid.is_empty() => return Err(error),
            found => found.unwrap_or_default(),
        };
        for (name, exists) in laid {
            entries.remove(&name);
            if exists {
                entries.insert(name, None);
            }
        }
        Ok(entries.into_iter().map(|(name, link)| Entry { name, link }).collect())
    }

    /// Whether there is a directory at `path`; an error where there is nothing, or nothing to be known.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn is_dir(&self, path: &Path) -> io::Result<bool> {
        match self.laid(path) {
            Some(Laid::Content(_)) => Ok(false),
            Some(Laid::Absent) if self.laid_in(path).next().is_some() => Ok(true),
            Some(Laid::Absent) => Err(io::ErrorKind::NotFound.into()),
            Some(Laid::Unreadable) | None => Ok(std::fs::metadata(path)?.is_dir()),
        }
    }

    /// The length of the file at `path` in bytes; an error where there is nothing.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn length(&self, path: &Path) -> io::Result<u64> {
        match self.laid(path) {
            Some(Laid::Content(bytes)) => Ok(bytes.len() as u64),
            Some(Laid::Absent) => Err(io::ErrorKind::NotFound.into()),
            Some(Laid::Unreadable) | None => Ok(std::fs::metadata(path)?.len()),
        }
    }

    /// When the file at `path` was changed last, and its length in bytes; an error where there is nothing. A file that is
    /// laid does not change.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn changed(&self, path: &Path) -> io::Result<(SystemTime, u64)> {
        if self.laid(path).is_some() {
            return Ok((SystemTime::UNIX_EPOCH, self.length(path)?));
        }
        let known = std::fs::metadata(path)?;
        Ok((known.modified()?, known.len()))
    }

    /// Whether something other than a file or a directory is at `path`, such as a pipe, which may never come to an end.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn is_special(&self, path: &Path) -> bool {
        let real = self.laid(path).is_none().then(|| std::fs::metadata(path).ok()).flatten();
        real.is_some_and(|known| !known.is_file() && !known.is_dir())
    }

    /// Whether a program that this process starts could ask somebody on a terminal.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn has_terminal(&self) -> bool {
        std::fs::File::open("/dev/tty").is_ok()
    }

    /// The go command that is first in PATH. It is looked for once.
    pub fn go(&self) -> Option<&Path> {
        let go = self.go.get_or_init(|| {
            let places = std::env::split_paths(self.var("PATH")?).filter(|dir| dir.is_absolute());
            let mut files = places.map(|dir| dir.join("go"));
            files.find(|go| self.is_dir(go).is_ok_and(|is_dir| !is_dir))
        });
        go.as_deref()
    }

    /// Where `path` ends behind all symbolic links.
    pub fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        match self.laid(path) {
            Some(Laid::Absent) => Err(io::ErrorKind::NotFound.into()),
            Some(_) => Ok(path.to_owned()),
            None => std::fs::canonicalize(path),
        }
    }

    /// A command with this world's environment and no standard input.
    #[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
    pub fn command(&self, program: impl AsRef<OsStr>) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(program);
        command.env_clear().envs(self.vars()).stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    fn laid(&self, path: &Path) -> Option<&Laid> {
        if self.files.is_empty() {
            return None;
        }
        path.ancestors().find_map(|at| match self.files.get(at) {
            Some(Laid::Content(_)) if at != path => None,
            laid => laid,
        })
    }

    /// The names directly below `dir` that are laid, and whether there is something in their place.
    fn laid_in(&self, dir: &Path) -> impl Iterator<Item = (OsString, bool)> {
        self.files.iter().filter_map(move |(path, laid)| {
            let mut below = path.strip_prefix(dir).ok()?.components();
            let name = below.next()?.as_os_str().to_owned();
            let direct = below.next().is_none();
            (direct || *laid != Laid::Absent).then_some((name, *laid != Laid::Absent))
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "world.rs is the one place")]
fn real_entries(dir: &Path) -> io::Result<BTreeMap<OsString, Option<PathBuf>>> {
    std::fs::read_dir(dir)?
        .map(|entry| entry.map(|e| (e.file_name(), std::fs::read_link(e.path()).ok())))
        .collect()
}

/// go's name for a system that Rust names `os`.
fn goos_of(os: &'static str) -> &'static str {
    if os == "macos" { "darwin" } else { os }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(world: &World, dir: &Path) -> Vec<String> {
        let entries = world.list(dir).unwrap();
        entries.into_iter().map(|e| e.name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn laid_files_hide_and_join_the_real_ones() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            std::fs::write(dir.path().join(name), name).unwrap();
        }
        let mut world = World::empty();
        world.lay(dir.path().join("b"), Laid::Absent);
        world.lay(dir.path().join("c"), Laid::Content(b"laid".into()));
        world.lay(dir.path().join("d/e"), Laid::Content(b"deep".into()));
        assert_eq!(names(&world, dir.path()), ["a", "c", "d"]);
        assert_eq!(world.read(&dir.path().join("c"), 9).unwrap(), b"laid");
        let gone = world.read(&dir.path().join("b"), 9).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn an_absent_directory_shows_only_what_is_laid_in_it() {
        let mut world = World::empty();
        world.lay("/etc", Laid::Absent);
        assert!(world.list(Path::new("/etc")).is_err());
        world.lay("/etc/ssl/own.pem", Laid::Content(Vec::new()));
        assert_eq!(names(&world, Path::new("/etc")), ["ssl"]);
        assert_eq!(names(&world, Path::new("/etc/ssl")), ["own.pem"]);
        assert!(world.read(Path::new("/etc/passwd"), 1 << 20).is_err());
    }

    #[test]
    fn reading_is_bounded() {
        let mut world = World::empty();
        assert!(world.read(Path::new("/dev/zero"), 10).is_err());
        world.set("A", "1");
        assert_eq!(world.var("A"), Some(OsStr::new("1")));
    }
}
