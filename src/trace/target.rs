//! What a run is asked for.

use std::{
    ffi::OsString,
    sync::{Arc, OnceLock},
};

use super::Stage;
use crate::go::{
    version::Version,
    xmod::gosum::{self, GoSum, MalformedSum},
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
    /// How far its run goes; `None` where that is as for the others of the run.
    pub until: Option<Stage>,
}

/// A main module, or a workspace, as far as it decides about the modules that it requires.
#[derive(Debug, Default)]
pub struct Build {
    /// The absolute name of its folder.
    pub folder: String,
    /// The absolute name of its go.sum, which need not be there.
    pub go_sum: String,
    /// The text of the go.sum; of all of them, in a workspace.
    pub sums: Vec<u8>,
    read: OnceLock<Arc<Result<GoSum, MalformedSum>>>,
}

impl Target {
    /// A package path, as `go get` takes it.
    pub fn package(path: impl Into<OsString>) -> Self {
        Self { path: path.into(), module: false, build: None, until: None }
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

impl Build {
    /// A build in `folder`; `sums` is the text of `go_sum`, an absolute name.
    pub fn new(folder: String, go_sum: String, sums: Vec<u8>) -> Self {
        Self { folder, go_sum, sums, read: OnceLock::new() }
    }

    /// Its go.sum as `release` reads it, which happens once.
    pub fn go_sum_read(&self, release: Version) -> Arc<Result<GoSum, MalformedSum>> {
        let read = || Arc::new(gosum::parse(&self.go_sum, &self.sums, release, false));
        self.read.get_or_init(read).clone()
    }
}

impl PartialEq for Build {
    fn eq(&self, other: &Self) -> bool {
        (&self.folder, &self.go_sum, &self.sums) == (&other.folder, &other.go_sum, &other.sums)
    }
}

impl Eq for Build {}
