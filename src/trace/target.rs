//! What a run is asked for.

use std::{
    ffi::OsString,
    sync::{Arc, OnceLock},
};

use super::Stage;
use crate::{
    go::{cmd::sums::SumFiles, version::Version, xmod::gosum::MalformedSum},
    secret::redact_url,
};

/// A path to resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The path, as it was given.
    pub path: OsString,
    /// Whether it is a module path; as for `go list -m PATH@latest`; else it is a package path, as for `go get PATH`.
    pub module: bool,
    /// The build that requires the module, which is downloaded for it at the version in `path`, as
    /// `go mod download PATH@V` does in the folder of the build; `None` where none does.
    pub build: Option<Arc<Build>>,
    /// The path by which the module graph of the build requires the module, whose go.mod has to be of that module then;
    /// `None` where no graph is walked.
    pub member: Option<String>,
    /// How far its run goes; `None` where that is as for the others of the run.
    pub until: Option<Stage>,
}

/// A main module, or a workspace, as far as it decides about the modules that it requires.
#[derive(Debug, Default)]
pub struct Build {
    /// The absolute name of its folder.
    pub folder: String,
    /// Its go.sum, or go.work.sum.
    pub go_sum: SumText,
    /// The go.sum of each module of a workspace, in the order in which go.work uses them.
    pub modules: Vec<SumText>,
    read: OnceLock<Arc<Result<SumFiles, MalformedSum>>>,
}

/// A file of sums, which need not be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SumText {
    /// Its absolute name.
    pub file: String,
    /// Its text; empty where it is not there.
    pub text: Vec<u8>,
    /// Whether it is there.
    pub is_there: bool,
}

impl Target {
    /// A package path, as `go get` takes it.
    /// The password of a URL in its place is masked: go refuses that in any case.
    pub fn package(path: impl Into<OsString>) -> Self {
        Self { path: masked(path.into()), module: false, build: None, member: None, until: None }
    }

    /// A module path, as `go list -m` takes it.
    pub fn module(path: impl Into<OsString>) -> Self {
        Self { module: true, ..Self::package(path) }
    }

    /// The path as a module path where `module` says so, else as a package path.
    pub fn of(path: impl Into<OsString>, module: bool) -> Self {
        Self { module, ..Self::package(path) }
    }
}

/// `path` without the passwords of a URL.
fn masked(path: OsString) -> OsString {
    let shown = path.to_str().map(redact_url);
    shown.map_or(path, OsString::from)
}

impl Build {
    /// A build in `folder` with its own file of sums, and those of a workspace's modules.
    pub fn new(folder: String, go_sum: SumText, modules: Vec<SumText>) -> Self {
        Self { folder, go_sum, modules, read: OnceLock::new() }
    }

    /// Its files of sums as `release` reads them, which happens once.
    pub fn sums_read(&self, release: Version) -> Arc<Result<SumFiles, MalformedSum>> {
        let modules = self.modules.iter().map(SumText::parts);
        let read = || SumFiles::parse(self.go_sum.parts(), modules, release).into();
        self.read.get_or_init(read).clone()
    }
}

impl SumText {
    fn parts(&self) -> (&str, &[u8]) {
        (&self.file, &self.text)
    }
}

impl PartialEq for Build {
    fn eq(&self, other: &Self) -> bool {
        let own = (&self.folder, &self.go_sum, &self.modules);
        own == (&other.folder, &other.go_sum, &other.modules)
    }
}

impl Eq for Build {}
