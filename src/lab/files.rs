//! The files that a scenario's run finds, laid for our own run and written for other commands.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    LabError,
    names::Name,
    pki::Pki,
    rights,
    scenario::{File, Scenario},
    sumdb::Databases,
};
use crate::{
    go::std::crypto::roots::Places,
    world::{Laid, World},
};

/// The bundle that holds the trusted authorities: the first file that go looks for.
const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";

/// The go.mod of a module that requires nothing.
const EMPTY_MODULE: &str = "module lab.test\n\ngo 1.21\n";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What the machine has here is not part of a scenario.
const HIDDEN: [&str; 11] = [
    "/.dockerenv",
    "/run/.containerenv",
    "/etc",
    "/usr/local/etc",
    "/usr/local/share",
    "/usr/local/ssl",
    "/usr/share/ca-certificates",
    "/usr/lib/ssl",
    "/var/ssl",
    "/system/etc",
    "/data/misc",
];

/// The files of a scenario.
pub(super) struct Files {
    /// The home directory, which is really there.
    pub(super) home: PathBuf,
    /// A directory with copies of the files outside of the home directory.
    pub(super) root: PathBuf,
    laid: Vec<(PathBuf, Laid)>,
}

impl Files {
    /// Writes the files of a scenario below `dir`.
    pub(super) fn write(
        dir: &Path,
        scenario: &Scenario,
        pki: &Pki,
        databases: &Databases,
    ) -> Result<Self, LabError> {
        let mut files = Self { home: dir.join("home"), root: dir.join("root"), laid: Vec::new() };
        files.add_module(scenario)?;
        let own_bundle = scenario.files.keys().any(|path| path.get_ref() == BUNDLE);
        if !scenario.trust.is_empty() && !own_bundle {
            let bundle = Laid::Content(pem(pki, &scenario.trust));
            files.add(BUNDLE, bundle)?;
        }
        for (path, file) in &scenario.files {
            let laid = match file {
                File::Text(text) | File::Program(text) => Laid::Content(text.clone().into_bytes()),
                File::Certs(names) => Laid::Content(pem(pki, names)),
                File::MarkedCerts(names) => {
                    Laid::Content([BYTE_ORDER_MARK, &pem(pki, names)].concat())
                }
                File::TrustedCerts(names) => Laid::Content(trusted(&pem(pki, names))),
                File::Head(name) => {
                    Laid::Content(databases.head(name.get_ref()).unwrap_or_default().into())
                }
                File::SshKey(key) => Laid::Content(key.text().into_bytes()),
                File::Unreadable => Laid::Unreadable,
                File::Repo(_) => continue,
            };
            files.add(path.get_ref(), laid)?;
            let at = files.copy_of(&files.expand(path.get_ref()));
            let given = match file {
                File::Program(text) => rights::program(Path::new(&at), text.as_bytes()),
                File::SshKey(key) => rights::allow(Path::new(&at), key.mode),
                _ => continue,
            };
            given.map_err(LabError::io(path.get_ref()))?;
        }
        Ok(files)
    }

    /// The directory of the module in which commands run.
    pub(super) fn module(&self) -> PathBuf {
        self.home.join("module")
    }

    /// Writes go.mod and go.sum of that module.
    fn add_module(&mut self, scenario: &Scenario) -> Result<(), LabError> {
        let go_mod = scenario.go_mod.as_deref().unwrap_or(EMPTY_MODULE);
        let go_sum = scenario.go_sum.as_deref();
        let files = [("~/module/go.mod", Some(go_mod)), ("~/module/go.sum", go_sum)];
        for (path, text) in files.into_iter().filter_map(|(path, text)| Some((path, text?))) {
            self.add(path, Laid::Content(text.into()))?;
        }
        Ok(())
    }

    /// Lays the files over the machine's own.
    pub(super) fn lay(&self, world: &mut World) {
        for path in HIDDEN {
            world.lay(path, Laid::Absent);
        }
        for (path, laid) in &self.laid {
            world.lay(path, laid.clone());
        }
    }

    /// Where another command finds the copy of an absolute path.
    pub(super) fn copy_of(&self, path: &str) -> String {
        match path.strip_prefix('/') {
            Some(below) if !path.starts_with(&*self.home.to_string_lossy()) => {
                self.root.join(below).to_string_lossy().into_owned()
            }
            _ => path.to_owned(),
        }
    }

    /// The copy of the first root file that go would read: `SSL_CERT_FILE` for other commands.
    pub(super) fn go_file(&self) -> String {
        let is_laid = |path: &&&str| {
            self.laid
                .iter()
                .any(|(laid, file)| laid == Path::new(path) && matches!(file, Laid::Content(_)))
        };
        self.copy_of(Places::of("linux").files.iter().find(is_laid).unwrap_or(&BUNDLE))
    }

    /// The copies of the root directories of go: `SSL_CERT_DIR` for other commands.
    pub(super) fn go_dirs(&self) -> String {
        let dirs = Places::of("linux").dirs.iter().map(|dir| self.copy_of(dir));
        dirs.collect::<Vec<_>>().join(":")
    }

    /// Puts the home directory in the place of a leading `~/`.
    pub(super) fn expand(&self, text: &str) -> String {
        match text.strip_prefix("~/") {
            Some(below) => self.home.join(below).to_string_lossy().into_owned(),
            None => text.to_owned(),
        }
    }

    fn add(&mut self, path: &str, laid: Laid) -> Result<(), LabError> {
        let at = self.expand(path);
        write_laid(Path::new(&self.copy_of(&at)), &laid).map_err(LabError::io(path))?;
        self.laid.push((at.into(), laid));
        Ok(())
    }

    /// Makes what other commands look for besides the files. A run of our own looks for nothing of it.
    pub(super) fn furnish(&self) -> io::Result<()> {
        for dir in Places::of("linux").dirs {
            fs::create_dir_all(self.copy_of(dir))?;
        }
        // The go command would leave a process behind that writes here.
        write(&self.home.join(".config/go/telemetry/mode"), b"off")
    }
}

fn write_laid(path: &Path, laid: &Laid) -> io::Result<()> {
    match laid {
        Laid::Absent => path.parent().map_or(Ok(()), fs::create_dir_all),
        Laid::Content(bytes) => write(path, bytes),
        Laid::Unreadable => {
            write(path, b"")?;
            rights::allow(path, 0)
        }
    }
}

/// Writes a file, and the folders above it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}

/// The blocks of a bundle under the name of OpenSSL's own kind.
fn trusted(bundle: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bundle);
    text.replace(" CERTIFICATE-----", " TRUSTED CERTIFICATE-----").into_bytes()
}

fn pem(pki: &Pki, names: &[Name]) -> Vec<u8> {
    names.iter().filter_map(|name| pki.pem(name.get_ref())).collect::<String>().into_bytes()
}
