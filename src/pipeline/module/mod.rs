//! A module, behind its repository root, as go has it from GOPROXY: versions, go.mod, zip (modules.md).
//!
//! The order of asking is here; what an answer means is decided in [`crate::go::cmd`], and who answers is behind
//! [`Source`].

mod allowed;
mod cache;
mod cached_zip;
mod command;
mod content;
mod identity;
mod known;
mod memory;
mod presence;
mod query;
mod releases;
mod repo;
mod source;
mod sums;
mod together;
mod told;

pub use cache::Cache;
pub use command::{Named, Outcome, Shown};
pub use content::Content;
use known::Answered;
pub use known::Known;
pub use source::{Database, Proxies, Recorded, Repositories, Source, Witness};
pub(crate) use together::together;

use std::sync::{Arc, Mutex};

use crate::{
    go::{
        cmd::{
            fault::Fault,
            fetched::info::Info,
            gover::Running,
            proxy_list::{Entry, ProxyListError},
            sums::SumFiles,
            walk::Walk,
        },
        version::Version,
        xmod::{gosum::MalformedSum, pattern},
    },
    trace::Stage,
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
    /// The value of `-mod` in GOFLAGS, which `go list -m` minds; empty for none.
    pub mod_flag: String,
    /// What go says where it wants to keep a file of a module, and knows no place for it; none where there is one.
    pub unusable_cache: Option<String>,
    /// `$GOMODCACHE/cache/download`, which some texts name.
    pub downloads: String,
    /// The main module.
    pub main: Main,
    /// The module cache, where it is believed; else it is taken for empty.
    pub cache: Option<Cache>,
    /// Whether the zip of what is downloaded has to be there, where the run does not come to it.
    pub zips: bool,
    /// The path by which a module graph requires what is downloaded, whose go.mod has to be of that module then.
    pub member: Option<String>,
}

/// What a lookup needs to know of the main module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Main {
    /// Its path.
    pub path: String,
    /// The absolute name of its folder, which one text names.
    pub folder: String,
    /// What it requires.
    pub requires: Vec<(String, String)>,
    /// What it excludes.
    pub excludes: Vec<(String, String)>,
    /// Whether it has a go line from which on graphs are pruned.
    pub prunes: bool,
}

/// The place of an entry in GOPROXY, and a module path.
type At = (usize, String);

/// What was said of something at an entry.
type AtEntry<T> = Memory<(At, String), Result<T, Fault>>;

/// What was said of a version, `(M, V)`, whoever said it.
type OfVersion<T> = Memory<(String, String), T>;

/// One run: everything that is asked of modules, and what was answered.
pub struct Modules<S> {
    source: S,
    settings: Settings,
    sums: Option<Arc<Result<SumFiles, MalformedSum>>>,
    until: Option<Stage>,
    warnings: Mutex<Vec<String>>,
    /// The sums that were held against go.sum, refused ones among them, in order.
    held: Mutex<Vec<sums::Held>>,
    lists: AtEntry<Vec<String>>,
    listed: Memory<At, Result<Info, Fault>>,
    newest: Memory<At, Result<Info, Fault>>,
    stats: AtEntry<Info>,
    files: AtEntry<Arc<[u8]>>,
    kept_infos: OfVersion<Info>,
    kept_files: OfVersion<Arc<[u8]>>,
    contents: OfVersion<Result<Arc<Content>, Fault>>,
    unretracted: Memory<String, Result<String, Fault>>,
    summaries: OfVersion<Result<Arc<Summary>, Fault>>,
    answered: Mutex<Vec<Answered>>,
    /// The sums of go.mod files in the module cache that were refused.
    refused_files: OfVersion<String>,
    /// The files of the module cache that were told of.
    seen_files: Memory<String, ()>,
}

impl<S: Source> Modules<S> {
    /// A run that asks `source`.
    pub fn new(source: S, settings: Settings) -> Self {
        let release = settings.release;
        let sums = settings.go_sum.as_ref();
        let sums = sums.map(|(name, text)| SumFiles::parse((name, text), [], release).into());
        Self {
            source,
            settings,
            sums,
            until: None,
            warnings: Mutex::default(),
            held: Mutex::default(),
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
            answered: Mutex::default(),
            refused_files: Memory::default(),
            seen_files: Memory::default(),
        }
    }

    /// The run, which goes as far as `until`, whatever its command needs.
    #[must_use]
    pub fn until(self, until: Stage) -> Self {
        Self { until: Some(until), ..self }
    }

    /// The run with files of sums that were read already, in the place of its own; `None` leaves that.
    #[must_use]
    pub fn listing(self, read: Option<Arc<Result<SumFiles, MalformedSum>>>) -> Self {
        Self { sums: read.or(self.sums), ..self }
    }

    /// Whether the run goes as far as `stage`; `go get` and `go mod download` go to the end.
    fn comes_to(&self, stage: Stage) -> bool {
        self.until.is_none_or(|until| until >= stage)
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
