//! What go does for a path, in go's order. Everything that is seen on the way becomes an event;
//! a failure of go or of the network is one too, never an `Err`.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    num::NonZeroUsize,
    sync::{Arc, OnceLock},
};

use crate::{
    error::Problem,
    event::{Conclusion, Event, Failure},
    go::{
        env::GoEnv,
        http_proxy::ProxyEnv,
        proxy_list,
        text::quote,
        version::{Change, Version},
        winner::Class,
    },
    net::{Limits, Wire},
    probe::Prober,
    trace::{Recorder, Trace},
    world::World,
};

mod across;
mod batch;
mod beside;
mod bitbucket;
mod certs;
mod credentials;
mod discover;
mod environment;
mod fetch;
mod get;
mod gopath;
mod goroot;
mod lookup;
mod netrc;
mod once;
mod package;
mod page;
mod release;
mod retry;
mod run;
mod seen;
mod server;
mod settings;
mod shared;
mod slots;
mod sources;
mod suffix;
mod trust;
mod verify;

pub use across::across;
pub use batch::Run;
pub use beside::beside;
pub use certs::{Bundle, Inspection, Subject, certs};
pub use environment::environment;
pub use netrc::netrc;
pub use page::fetch;
pub use release::release;
pub use server::Server;

/// How a path is to be resolved.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whose rules; `None` for those that go would choose, see [`release`].
    pub go: Option<Version>,
    /// Whether the path is a module path, looked up as `go list -m PATH@latest` does; else it is a
    /// package path, as for `go get PATH`.
    pub module: bool,
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
    /// How often a lookup is tried again that the network made fail. go does not do this.
    pub retries: u32,
}

impl Options {
    /// Whether questions may be asked that go does not ask.
    pub(crate) fn may_probe(&self) -> bool {
        !self.no_probe && !self.offline
    }
}

/// A path to resolve.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// The path, as it was given.
    pub path: OsString,
    /// Whether it is a module path; see [`Options::module`].
    pub module: bool,
}

/// Walks what go does for `path` and returns all that was seen and decided.
///
/// An `Err` says that the doctor could not do its work, such as with a release whose rules it
/// does not know. Whatever go or the network does wrong is in the trace.
pub async fn resolve(world: Arc<World>, path: &OsStr, options: &Options) -> Result<Trace, Problem> {
    let target = Target { path: path.to_owned(), module: options.module };
    Ok(Run::open(world, options).await?.resolve(&target).await)
}

/// What all lookups of a run share.
struct Session {
    world: Arc<World>,
    version: Version,
    options: Options,
    limits: Limits,
    env: GoEnv,
    /// What GOPROXY and GONOPROXY come to.
    goproxy: Result<Vec<proxy_list::Entry>, proxy_list::ProxyListError>,
    /// Whether go works in GOPATH mode, which knows no modules.
    gopath: bool,
    proxies: ProxyEnv,
    credentials: credentials::Credentials,
    trust: Arc<trust::GoTrust>,
    wire: Wire,
    slots: slots::Slots,
    lookups: once::Once<Arc<[Event]>>,
    prefixes: once::Once<verify::PrefixPage>,
    /// Who asks what go does not.
    prober: OnceLock<Prober>,
    /// What the run of a package path and of a module path begins with.
    openings: [OnceLock<settings::Opening>; 2],
    /// Takes what is seen for the whole run: netrc, root certificates.
    shared: Recorder,
    /// Its part in what runs for several releases share.
    share: Option<shared::Share>,
}

/// Why a lookup ends without a root.
#[derive(Clone, Debug)]
enum Halt {
    /// go fails with this text, which it takes for "no such module".
    Go(String),
    /// go fails with this text, which it ranks so.
    Failed(String, Class),
    /// A limit of our own.
    Limit(String),
    /// The doctor cannot know; what is missing.
    Unknown(String),
}

impl Halt {
    /// With the words that go puts in front of whatever dynamic discovery says.
    fn wrapped(self, path: &str, version: Version) -> Self {
        let path = quote(path);
        match self {
            Self::Go(text) if version.has(Change::ReasonBehindColon) => {
                Self::Go(format!("unrecognized import path {path}: {text}"))
            }
            Self::Go(text) => Self::Go(format!("unrecognized import path {path} ({text})")),
            other => other,
        }
    }
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Go(text) | Self::Failed(text, _) => f.write_str(text),
            Self::Limit(limit) => write!(f, "limit of the doctor: {limit}"),
            Self::Unknown(missing) => write!(f, "cannot be known without {missing}"),
        }
    }
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Go { text } => Self::Go(text),
            Failure::Limit { limit } => Self::Limit(limit),
            Failure::Undetermined { what } => Self::Unknown(what),
        }
    }
}

impl From<Halt> for Conclusion {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Go(error) => Self::Failed { error, class: Class::NotExist },
            Halt::Failed(error, class) => Self::Failed { error, class },
            Halt::Limit(limit) => Self::Limit { limit },
            Halt::Unknown(missing) => Self::Unknown { missing },
        }
    }
}
