//! What a run is asked for.

use std::ffi::OsString;

/// A path to resolve.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The path, as it was given.
    pub path: OsString,
    /// Whether it is a module path; as for `go list -m PATH@latest`; else it is a package path, as for `go get PATH`.
    pub module: bool,
}
