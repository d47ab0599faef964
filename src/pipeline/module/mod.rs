//! A module, behind its repository root, as go has it from GOPROXY: versions, go.mod, zip (modules.md).
//!
//! The order of asking stands here; what an answer means is decided in [`crate::go::cmd`], and who answers is behind
//! [`Source`].

mod allowed;
mod command;
mod content;
mod identity;
mod memory;
mod query;
mod repo;
mod source;
mod sums;
mod together;

pub use command::{Named, Outcome, Shown};
pub use content::Content;
pub use source::{Database, Proxies, Recorded, Repositories, Source};

use std::sync::{Arc, Mutex};

use crate::go::{
    cmd::{
        fault::Fault,
        fetched::info::Info,
        gover::Running,
        proxy_list::{Entry, ProxyListError},
        walk::Walk,
    },
    version::Version,
    xmod::{
        gosum::{self, GoSum, MalformedSum},
        pattern,
    },
};
use identity::Summary;
use memory::Memory;

/// What the settings and the main module say.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The release whose rules hold.
    pub release: Version,
    /// The go command that runs.
    pub running: Running,
    /// GOPROXY, with go's own first entry where GONOPROXY is set.
    pub proxies: Result<Vec<Entry>, ProxyListError>,
    /// The value of GONOPROXY in force, GOPRIVATE's where it has none.
    pub private: String,
    /// Whether there is a checksum database (GOSUMDB is not `off`).
    pub has_database: bool,
    /// The value of GONOSUMDB in force, GOPRIVATE's where it has none.
    pub without_sums: String,
    /// The text and absolute name of go.sum; `None` where there is no main module.
    pub go_sum: Option<(String, Vec<u8>)>,
    /// `$GOMODCACHE/cache/download`, which some texts name.
    pub downloads: String,
    /// The main module.
    pub main: Main,
}

/// What a lookup needs to know of the main module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Main {
    /// Its path.
    pub path: String,
    /// What it requires.
    pub requires: Vec<(String, String)>,
    /// What it excludes.
    pub excludes: Vec<(String, String)>,
    /// Whether it has a go line from which on graphs are pruned.
    pub prunes: bool,
}

type At = (usize, String);

/// One run: everything that is asked of modules, and what was answered.
pub struct Modules<S> {
    source: S,
    settings: Settings,
    sums: Option<Result<GoSum, MalformedSum>>,
    warnings: Mutex<Vec<String>>,
    lists: Memory<(At, String), Result<Vec<String>, Fault>>,
    listed: Memory<At, Result<Info, Fault>>,
    newest: Memory<At, Result<Info, Fault>>,
    stats: Memory<(At, String), Result<Info, Fault>>,
    files: Memory<(At, String), Result<Arc<[u8]>, Fault>>,
    kept_infos: Memory<(String, String), Info>,
    kept_files: Memory<(String, String), Arc<[u8]>>,
    contents: Memory<(String, String), Result<Arc<Content>, Fault>>,
    unretracted: Memory<String, Result<String, Fault>>,
    summaries: Memory<(String, String), Result<Arc<Summary>, Fault>>,
}

impl<S: Source> Modules<S> {
    /// A run that asks `source`.
    pub fn new(source: S, settings: Settings) -> Self {
        let release = settings.release;
        let sums = settings.go_sum.as_ref();
        let sums = sums.map(|(name, text)| gosum::parse(name, text, release, false));
        Self {
            source,
            settings,
            sums,
            warnings: Mutex::default(),
            lists: Memory::default(),
            listed: Memory::default(),
            newest: Memory::default(),
            stats: Memory::default(),
            files: Memory::default(),
            kept_infos: Memory::default(),
            kept_files: Memory::default(),
            contents: Memory::default(),
            unretracted: Memory::default(),
            summaries: Memory::default(),
        }
    }

    /// Whom it asks.
    pub fn source(&self) -> &S {
        &self.source
    }

    /// A walk along GOPROXY. A bad member of the list fails every walk.
    fn walk(&self) -> Result<Walk<'_>, Fault> {
        match &self.settings.proxies {
            Ok(list) => Ok(Walk::new(list)),
            Err(error) => Err(Fault::Other(error.to_string())),
        }
    }

    fn is_private(&self, module: &str) -> bool {
        pattern::matches_in(&self.settings.private, module, self.settings.release).is_some()
    }
}
