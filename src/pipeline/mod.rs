//! What go does for a path, in go's order. Everything that is seen on the way becomes an event;
//! a failure of go or of the network is one too, never an `Err`.

use std::{collections::HashMap, ffi::OsStr, fmt, sync::Arc};

use tokio::sync::{Mutex, OnceCell};

use crate::{
    error::Problem,
    event::{Conclusion, Failure},
    go::{
        env::GoEnv, http_proxy::ProxyEnv, redirect::Hops, text::quote, version::Version,
        winner::Class,
    },
    net::{Limits, Wire},
    trace::{Header, Recorder, Trace},
    world::World,
};

mod credentials;
mod discover;
mod environment;
mod fetch;
mod get;
mod goroot;
mod lookup;
mod netrc;
mod page;
mod run;
mod settings;
mod suffix;
mod trust;
mod verify;

pub use environment::environment;
pub use netrc::netrc;
pub use page::fetch;

/// How a path is to be resolved.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whose rules; `None` for the newest release known.
    pub go: Option<Version>,
    /// Whether the path is a module path, looked up as `go list -m PATH@latest` does; else it is a
    /// package path, as for `go get PATH`.
    pub module: bool,
    /// Whether to send nothing at all.
    pub offline: bool,
    /// Limits of our own, where go has none.
    pub limits: Limits,
}

/// Walks what go does for `path` and returns all that was seen and decided.
///
/// An `Err` says that the doctor could not do its work, such as with a release whose rules it
/// does not know. Whatever go or the network does wrong is in the trace.
pub async fn resolve(world: Arc<World>, path: &OsStr, options: &Options) -> Result<Trace, Problem> {
    let (go, because) = settings::release(options)?;
    let header = Header::new(&world, path, go, because, options);
    let recorder = Recorder::new(world.clone(), None);
    let session = Arc::new(Session::open(world, go, options, recorder.clone()));
    let mut events = Vec::new();
    let looked_up = session.clone().run(path, &recorder).await;
    events.extend(recorder.take());
    events.extend(looked_up);
    Ok(Trace { header, events })
}

/// What all lookups of a run share.
struct Session {
    world: Arc<World>,
    version: Version,
    options: Options,
    limits: Limits,
    env: GoEnv,
    settings_error: Option<String>,
    proxies: ProxyEnv,
    credentials: credentials::Credentials,
    wire: Wire,
    prefixes: Mutex<HashMap<String, Arc<OnceCell<verify::PrefixPage>>>>,
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
    /// A failure of the request that `hops` has come to.
    fn of_get(hops: &Hops, failure: Failure) -> Self {
        match failure {
            Failure::Go { text } => {
                Self::Go(format!("Get {}: {text}", quote(hops.last().in_client_error())))
            }
            other => other.into(),
        }
    }

    /// With the words that go puts in front of whatever dynamic discovery says.
    fn wrapped(self, path: &str) -> Self {
        match self {
            Self::Go(text) => Self::Go(format!("unrecognized import path {}: {text}", quote(path))),
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
