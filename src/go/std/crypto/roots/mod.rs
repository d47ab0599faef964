//! Where go looks for root certificates, and what it finds there.
//!
//! Source: env-auth-proxy-tls.md §5.1.

use std::{
    ffi::{OsStr, OsString},
    fmt, io,
    ops::Not,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::x509::Pool;
use crate::go::{
    std::{
        encoding::pem,
        strconv::text::{lossy, system_reason},
    },
    version::{Change, Version},
};

pub use bundle::{LeftOut, certificates};
pub use places::Places;

mod bundle;
mod places;

/// The file system, as far as roots need it.
pub trait Files {
    /// A file's bytes; reading a directory is an error.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// What is in a directory, sorted by name, byte for byte.
    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>>;
}

/// One name in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name without the directory.
    pub name: OsString,
    /// What a symbolic link points at, as it is written in the link.
    pub link: Option<PathBuf>,
}

/// The roots that go would trust, and every place that it looked at.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// The files, in go's order.
    pub files: Vec<Looked>,
    /// The directories, in go's order.
    pub dirs: Vec<Looked>,
    /// The certificates.
    pub pool: Pool,
    /// What every verification ends with, where nothing was found and something went wrong.
    pub error: Option<String>,
    /// Whether go reads none and asks the system's own verifier.
    pub by_system: bool,
}

/// One place where go looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The file or directory.
    pub path: String,
    /// What came of it.
    pub state: State,
    /// The certificates in it, also those seen before.
    pub certificates: usize,
    /// Certificates in it that no earlier place had.
    pub new: usize,
    /// Why it could not be read, in go's words.
    pub error: Option<String>,
    /// Whether it is a directory where a file is wanted.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub is_directory: bool,
    /// What go leaves out without a word.
    pub skipped: Vec<Skipped>,
}

/// What came of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// The place does not exist.
    Absent,
    /// The place exists, and reading it failed.
    Unreadable,
    /// The place was read, whatever is in it.
    Read,
    /// One of the system's places, which a variable replaces.
    Shadowed,
    /// An earlier file was read, and go stops there.
    NotReached,
}

/// Something in a place that go leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file.
    pub path: String,
    /// The line of the block, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// Why.
    pub why: String,
    /// Whether it holds certificates, written in another form than go wants.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub other_form: bool,
}

/// Looks for roots as go of `version` does on `goos`, with the values of the two variables.
///
/// An empty value counts as none. Windows, macOS and iOS have no places of their own: go asks the
/// system's verifier there, unless one of the variables is set (1.27). Source:
/// env-auth-proxy-tls.md §5.1.
pub fn load(
    files: &dyn Files,
    goos: &str,
    ssl_cert_file: Option<&OsStr>,
    ssl_cert_dir: Option<&OsStr>,
    version: Version,
) -> Roots {
    let (own_files, own_dirs) = places::of_release(goos, version);
    let own_verifier = places::has_own_verifier(goos);
    let since = if own_verifier { Change::CertVariablesForAll } else { Change::CertVariables };
    let counts = |value: &&OsStr| !value.is_empty() && version.has(since);
    let mut search = Search { files, version, roots: Roots::default(), first_error: None };
    let (file, dirs) = (ssl_cert_file.filter(counts), ssl_cert_dir.filter(counts));
    if own_verifier && file.is_none() && dirs.is_none() {
        return Roots { by_system: true, ..Roots::default() };
    }
    search.read_files(&file.map_or_else(|| defaults(&own_files), |one| vec![one.into()]));
    let list = |list| split_list(list, goos, version);
    search.read_dirs(&dirs.map_or_else(|| defaults(own_dirs), list));
    let mut roots = search.finish();
    roots.files.extend(file.iter().flat_map(|_| shadowed(&own_files)));
    roots.dirs.extend(dirs.iter().flat_map(|_| shadowed(own_dirs)));
    if own_verifier {
        let replaced = if file.is_some() { &mut roots.files } else { &mut roots.dirs };
        replaced.extend(shadowed(&[places::OWN_VERIFIER]));
    }
    roots
}

/// The roots in `data`, the bytes of the file at `path`, and nowhere else.
pub fn load_only(path: &Path, data: &[u8], version: Version) -> Roots {
    let mut search =
        Search { files: &One(data), version, roots: Roots::default(), first_error: None };
    search.read_files(&[path.to_owned()]);
    search.finish()
}

/// The bytes of the one file that there is.
struct One<'a>(&'a [u8]);

impl Files for One<'_> {
    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        Ok(self.0.to_vec())
    }

    fn list(&self, _: &Path) -> io::Result<Vec<Entry>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

fn defaults(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

fn shadowed(paths: &[&str]) -> Vec<Looked> {
    paths.iter().map(|path| Looked::new(Path::new(path), State::Shadowed)).collect()
}

/// The elements of a list with colons; empty ones too, which exist nowhere. Up to 1.14 it is one
/// directory.
fn split_list(list: &OsStr, goos: &str, version: Version) -> Vec<PathBuf> {
    if !version.has(Change::AllRootDirs) {
        return vec![list.into()];
    }
    let bytes = list.as_encoded_bytes();
    let separator = if goos == "windows" { b';' } else { b':' };
    bytes.split(|&byte| byte == separator).map(|part| os_string(part).into()).collect()
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

struct Search<'a> {
    files: &'a dyn Files,
    version: Version,
    roots: Roots,
    first_error: Option<String>,
}

impl Search<'_> {
    fn read_files(&mut self, paths: &[PathBuf]) {
        let mut found = false;
        for path in paths {
            let mut looked = Looked::new(path, State::NotReached);
            if !found {
                match self.files.read(path) {
                    Ok(data) => {
                        found = true;
                        looked.state = State::Read;
                        self.add(path, &data, &mut looked);
                        if let Some(why) = no_block(&data).filter(|_| looked.is_untold()) {
                            looked.skip(path, None, &why);
                        }
                    }
                    Err(error) => self.note(&mut looked, &error, Operation::Read),
                }
            }
            self.roots.files.push(looked);
        }
    }

    fn read_dirs(&mut self, paths: &[PathBuf]) {
        for path in paths {
            let mut looked = Looked::new(path, State::Read);
            if self.is_satisfied() {
                self.roots.dirs.push(Looked { state: State::NotReached, ..looked });
                continue;
            }
            match self.files.list(path) {
                Ok(entries) => {
                    for entry in &entries {
                        self.read_entry(path, entry, &mut looked);
                    }
                }
                Err(error) => self.note(&mut looked, &error, Operation::List),
            }
            self.roots.dirs.push(looked);
        }
    }

    /// Whether a release reads no more directories: in 1.8 after a bundle, up to 1.14 after the
    /// first that held a certificate.
    fn is_satisfied(&self) -> bool {
        let read = |looked: &Looked| looked.state == State::Read;
        let bundle = self.roots.files.iter().any(read) && !self.version.has(Change::RootDirsToo);
        let held = self.roots.dirs.iter().any(|dir| dir.certificates > 0);
        bundle || (held && !self.version.has(Change::AllRootDirs))
    }

    fn read_entry(&mut self, dir: &Path, entry: &Entry, looked: &mut Looked) {
        if entry
            .link
            .as_ref()
            .is_some_and(|link| !link.as_os_str().as_encoded_bytes().contains(&b'/'))
        {
            // Its target stands in the same directory and is read by its own name.
            return;
        }
        let path = dir.join(&entry.name);
        match self.files.read(&path) {
            Ok(data) => self.add(&path, &data, looked),
            // A directory; go does not go down.
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => {}
            Err(error) => looked.skip(&path, None, &system_reason(&error)),
        }
    }

    /// Adds what a file holds.
    fn add(&mut self, path: &Path, data: &[u8], looked: &mut Looked) {
        let source = Arc::new(path.to_owned());
        for (line, read) in certificates(data, self.version) {
            match read {
                Ok(certificate) => {
                    looked.certificates += 1;
                    let new = self.roots.pool.add(Arc::new(certificate), Some(Arc::clone(&source)));
                    looked.new += usize::from(new);
                }
                Err(why) => looked.leave_out(path, line, &why),
            }
        }
    }

    /// Keeps why a place could not be read; go keeps the first that is not plain absence.
    fn note(&mut self, looked: &mut Looked, error: &io::Error, operation: Operation) {
        if error.kind() == io::ErrorKind::NotFound {
            looked.state = State::Absent;
            return;
        }
        let verb = operation.verb(error);
        let text = format!("{verb} {}: {}", looked.path, system_reason(error));
        looked.state = State::Unreadable;
        looked.is_directory = error.kind() == io::ErrorKind::IsADirectory;
        looked.error = Some(text.clone());
        self.first_error.get_or_insert(text);
    }

    fn finish(mut self) -> Roots {
        if let Some(error) = self.first_error.filter(|_| self.roots.pool.is_empty()) {
            let text = format!("x509: failed to load system roots and no roots provided; {error}");
            self.roots.pool = Pool::failed(text.clone());
            self.roots.error = Some(text);
        }
        self.roots
    }
}

impl Looked {
    fn new(path: &Path, state: State) -> Self {
        let (path, error, skipped) = (shown(path), None, Vec::new());
        Self { path, state, certificates: 0, new: 0, error, is_directory: false, skipped }
    }

    /// Whether nothing in it was worth a word.
    fn is_untold(&self) -> bool {
        self.certificates == 0 && self.skipped.is_empty()
    }

    fn leave_out(&mut self, path: &Path, line: usize, why: &LeftOut) {
        let (path, other_form) = (shown(path), why.is_of_form());
        let why = why.to_string();
        self.skipped.push(Skipped { path, line: Some(line), why, other_form });
    }

    fn skip(&mut self, path: &Path, line: Option<usize>, why: &dyn fmt::Display) {
        let (path, why) = (shown(path), why.to_string());
        self.skipped.push(Skipped { path, line, why, other_form: false });
    }
}

/// What a file without a PEM block is; `None` for a file with one.
fn no_block(data: &[u8]) -> Option<&'static str> {
    match data {
        [] => Some("the file is empty"),
        [0x30, 0x82, ..] => Some("the file holds DER, and go reads PEM alone"),
        _ => pem::pieces(data).next().is_none().then_some("there is no PEM block in the file"),
    }
}

/// What go was doing when it failed.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Read,
    List,
}

impl Operation {
    /// A directory opens like a file and fails when it is read.
    fn verb(self, error: &io::Error) -> &'static str {
        match (self, error.kind()) {
            (Self::Read, io::ErrorKind::IsADirectory) => "read",
            _ => "open",
        }
    }
}

fn shown(path: &Path) -> String {
    lossy(path.as_os_str().as_encoded_bytes())
}
