//! How a path is to be resolved.

use std::num::NonZeroUsize;

use crate::{go::version::Version, net::Limits, trace::Stage};

/// How a path is to be resolved.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whose rules; `None` for those that go would choose, see [`super::release`].
    pub go: Option<Version>,
    /// Whether the path is a module path, looked up as `go list -m PATH@latest` does; else it is a
    /// package path, as for `go get PATH`.
    pub module: bool,
    /// Whether the module is downloaded, as `go mod download -json PATH@V` does.
    pub download: bool,
    /// Whether the versions of the module are listed, as `go list -m -versions PATH[@Q]` does.
    pub versions: bool,
    /// Whether repositories are asked whatever GOPROXY says: a question of ours.
    pub direct: bool,
    /// Whether the command runs in the module of the working directory, whose go.mod and go.sum are read; else in an empty one.
    pub in_module: bool,
    /// Whether what is in GOMODCACHE and GOPATH/pkg/sumdb is believed, as go does; else both are taken for empty.
    pub cache: bool,
    /// Whether the zip of each module of a build has to be there, where the run does not come to it: a question of ours.
    pub zips: bool,
    /// How far a run goes; `None`: to the version for a module path, else to the package, as the go command does.
    pub until: Option<Stage>,
    /// As `go get -insecure`, in the releases that have it: http, and certificates that do not hold.
    pub insecure: bool,
    /// Whether to send nothing at all.
    pub offline: bool,
    /// Whether to ask nothing that go does not ask.
    pub no_probe: bool,
    /// Limits of our own, where go has none.
    pub limits: Limits,
    /// How many lookups run at the same time; `None`: 32, and 16 of them at one host.
    pub jobs: Option<NonZeroUsize>,
    /// Whether a host that answers 429, or 503 with `Retry-After`, is left alone for as long before others are sent to
    /// it. go does not do this.
    pub heeds_busy_hosts: bool,
    /// How often a lookup is tried again that the network made fail. go does not do this.
    pub retries: u32,
}

impl Options {
    /// Whether questions may be asked that go does not ask.
    pub(crate) fn may_probe(&self) -> bool {
        !self.no_probe && !self.offline
    }
}
