//! What all lookups of a run share: settings, trust, credentials, connections and answers.

mod busy;
pub(crate) mod credentials;
pub(crate) mod get;
pub(crate) mod goroot;
pub(crate) mod lookup;
pub(crate) mod once;
pub(crate) mod pages;
pub(crate) mod release;
pub(crate) mod retry;
pub(crate) mod seen;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod slots;
pub(crate) mod sources;
pub(crate) mod start;
pub(crate) mod trust;

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use super::{Options, discovery::verify, sumdb};
use crate::{
    go::{
        cmd::{env::GoEnv, proxy_list, winner::Class},
        std::{net::http::proxy::ProxyEnv, strconv::text::quote},
        version::{Change, Version},
    },
    net::{Limits, Wire},
    probe::Prober,
    trace::{Conclusion, Event, Failure, Recorder},
    world::World,
};

/// What all lookups of a run share.
pub(crate) struct Session {
    pub(crate) world: Arc<World>,
    pub(crate) version: Version,
    pub(crate) options: Options,
    pub(crate) limits: Limits,
    pub(crate) env: GoEnv,
    /// What GOPROXY and GONOPROXY come to.
    pub(crate) goproxy: Result<Vec<proxy_list::Entry>, proxy_list::ProxyListError>,
    /// What is known of the checksum database.
    pub(crate) sums: Arc<sumdb::Known>,
    /// Whether go works in GOPATH mode, which knows no modules.
    pub(crate) gopath: bool,
    pub(crate) proxies: ProxyEnv,
    pub(crate) credentials: credentials::Credentials,
    pub(crate) trust: Arc<trust::GoTrust>,
    pub(crate) wire: Wire,
    pub(crate) slots: slots::Slots,
    /// The places for questions to module proxies, which a lookup asks from its own place.
    pub(crate) asks: slots::Slots,
    pub(crate) lookups: once::Once<Arc<[Event]>>,
    pub(crate) prefixes: once::Once<verify::PrefixPage>,
    /// What is kept of pages.
    pub(crate) pages: pages::Pages,
    /// Who asks what go does not.
    pub(crate) prober: OnceLock<Prober>,
    /// What the run of a package path and of a module path begins with.
    pub(crate) openings: [OnceLock<settings::Opening>; 2],
    /// Takes what is seen for the whole run: netrc, root certificates.
    pub(crate) shared: Recorder,
    /// Its part in what runs for several releases share.
    pub(crate) share: Option<shared::Share>,
}

/// Why a lookup ends without a root.
#[derive(Clone, Debug)]
pub(crate) enum Halt {
    /// go dies with this text, which is all that it prints.
    Fatal(String),
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
    pub(crate) fn wrapped(self, path: &str, version: Version) -> Self {
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
            Self::Fatal(text) | Self::Go(text) | Self::Failed(text, _) => f.write_str(text),
            Self::Limit(limit) => write!(f, "limit of the doctor: {limit}"),
            Self::Unknown(missing) => write!(f, "cannot be known without {missing}"),
        }
    }
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Go(error) => Self::Go(error.text),
            Failure::Limit(limit) => Self::Limit(limit.to_string()),
            Failure::Undetermined { what } => Self::Unknown(what),
        }
    }
}

impl From<Halt> for Conclusion {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Go(error) => Self::Failed { error, class: Class::NotExist },
            Halt::Fatal(text) => {
                let error = text.strip_prefix("go: ").unwrap_or(&text).to_owned();
                Self::Failed { error, class: Class::Other }
            }
            Halt::Failed(error, class) => Self::Failed { error, class },
            Halt::Limit(limit) => Self::Limit { limit },
            Halt::Unknown(missing) => Self::Unknown { missing },
        }
    }
}
