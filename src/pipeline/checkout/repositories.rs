//! The entry `direct` of GOPROXY: each module in its repository, which modules of one root share.

use std::{
    collections::{BTreeMap, VecDeque},
    fs::File,
    path::PathBuf,
    sync::{Arc, Weak},
};

use time::format_description::well_known::Rfc3339;
use tokio::sync::Mutex;

use crate::{
    go::{
        cmd::{
            codehost::place::ModulePlace,
            fault::{Fault, Stop},
            fetched::info::Info,
            gover::{self, Running},
            vcs::Vcs,
        },
        version::Version,
    },
    pipeline::module::Repositories,
    vcs::process::Limits,
};

use super::{
    Archived, GitRepo, Machine, Module, Refused, Repo, Revision, ToolRepo, Workshop,
    pack::{Packing, needs_license, pack},
};

/// Finds the repositories of modules, and has the machine for their commands.
pub trait Finder: Send + Sync {
    /// The machine.
    type Machine: Machine;

    /// Where the repository of a module is; the error is go's.
    fn find(&self, module: &str) -> impl Future<Output = Result<Located, Fault>> + Send;

    /// The machine for the repository at `located`.
    fn machine(&self, located: &Located) -> Self::Machine;
}

/// Where a repository is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The import path of its root.
    pub root: String,
    /// The tool.
    pub vcs: Vcs,
    /// Its URL.
    pub url: String,
    /// The folder that a tag names; empty for none.
    pub subdir: String,
}

/// What holds for all repositories of a run.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The release whose rules hold.
    pub release: Version,
    /// The go command that runs.
    pub running: Running,
    /// The folder of go itself, where it is known: it has a program for Mercurial.
    pub goroot: Option<String>,
    /// GOMODCACHE, which texts name.
    pub module_cache: String,
    /// Whether what is in `cache/vcs` of it is believed; else it is taken for empty.
    pub believes_cache: bool,
    /// The main module's folder.
    pub main_module: PathBuf,
    /// How far each command may go.
    pub limits: Limits,
}

type Opened<M> = Result<Arc<Repo<Workshop<M>>>, Refused>;
type Slot<M> = Arc<Mutex<Option<Opened<M>>>>;
/// The tool of a repository, and its URL.
type Key = (Vcs, String);

/// Repositories that are set up, for all who ask: while one of them holds it, and the last few for longer.
pub struct Repos<M> {
    places: Mutex<BTreeMap<Key, Place<M>>>,
    last: Mutex<VecDeque<Arc<Repo<Workshop<M>>>>>,
}

/// How many repositories are kept that nobody holds. Each has a folder.
const MOST_KEPT: usize = 32;

type Place<M> = Arc<Mutex<Weak<Repo<Workshop<M>>>>>;

impl<M> Default for Repos<M> {
    fn default() -> Self {
        Self { places: Mutex::default(), last: Mutex::default() }
    }
}

impl<M> Repos<M> {
    /// The repository, which `open` sets up where nobody holds it. One that cannot be set up is tried again by the next.
    async fn get(&self, key: Key, open: impl Future<Output = Opened<M>>) -> Opened<M> {
        let place = Arc::clone(self.places.lock().await.entry(key).or_default());
        let mut place = place.lock().await;
        if let Some(repo) = place.upgrade() {
            return Ok(repo);
        }
        let opened = open.await?;
        *place = Arc::downgrade(&opened);
        let mut last = self.last.lock().await;
        last.push_back(opened.clone());
        if last.len() > MOST_KEPT {
            last.pop_front();
        }
        Ok(opened)
    }
}

/// Modules in their repositories.
pub struct Direct<F: Finder> {
    finder: F,
    setting: Setting,
    shared: Arc<Repos<F::Machine>>,
    /// What came of those that were asked for here.
    held: Mutex<BTreeMap<Key, Slot<F::Machine>>>,
}

impl<F: Finder> Direct<F> {
    /// Modules whose repositories `finder` finds, and `shared` has for all whose setting is the same.
    pub fn new(finder: F, setting: Setting, shared: Arc<Repos<F::Machine>>) -> Self {
        Self { finder, setting, shared, held: Mutex::default() }
    }

    /// Who finds the repositories.
    pub fn finder(&self) -> &F {
        &self.finder
    }

    /// The module, in a repository that is set up.
    pub async fn module(&self, path: &str) -> Result<Module<Workshop<F::Machine>>, Refused> {
        let located = self.finder.find(path).await?;
        let repo = self.repo(&located).await?;
        let place = ModulePlace::new(path, &located.root, &located.subdir).map_err(Fault::Other)?;
        Ok(Module::new(repo, place, self.setting.release))
    }

    async fn repo(&self, located: &Located) -> Opened<F::Machine> {
        let key = (located.vcs, located.url.clone());
        let slot = Arc::clone(self.held.lock().await.entry(key.clone()).or_default());
        let mut slot = slot.lock().await;
        if let Some(opened) = &*slot {
            return opened.clone();
        }
        let opened = self.shared.get(key, self.open(located)).await;
        *slot = Some(opened.clone());
        opened
    }

    async fn open(&self, located: &Located) -> Opened<F::Machine> {
        let Setting { release, module_cache, main_module, limits, .. } = &self.setting;
        if located.url.starts_with('-') {
            return Err(Stop::Unknown("a repository whose URL looks like an option".into()).into());
        }
        let (machine, vcs, url) = (self.finder.machine(located), located.vcs, &located.url);
        let shop = Workshop::new(machine, *release, vcs, url, module_cache, main_module, limits);
        let mut shop =
            shop.map_err(|error| Stop::Unknown(format!("a temporary folder: {error}")))?;
        if self.setting.believes_cache {
            shop = shop.with_kept(vcs, url).await?;
        }
        Ok(Arc::new(match vcs {
            Vcs::Git => Repo::Git(GitRepo::open(shop, url, *release).await?),
            Vcs::Mod => {
                return Err(Stop::Unknown(format!("what a {vcs} repository holds")).into());
            }
            vcs => {
                let goroot = self.setting.goroot.clone();
                let repo = ToolRepo::open(shop, vcs, url, *release, goroot).await?;
                // What a branch of Bazaar holds was never compared with go: only how it ends without one.
                if vcs == Vcs::Bzr {
                    return Err(Stop::Unknown(format!("what a {vcs} repository holds")).into());
                }
                Repo::Tool(repo)
            }
        }))
    }

    /// The zip of a version, as go makes it.
    pub async fn packed(&self, module: &str, version: &str) -> Result<File, Refused> {
        let opened = self.module(module).await?;
        let named = format!("{module}@{version}");
        let refuses = |gomod: &[u8]| {
            let go = gover::go_line(gomod).unwrap_or_default();
            self.setting.running.refuses(&named, &go).map(Fault::TooNew)
        };
        let archived: Archived = opened.archive(version, refuses).await?;
        let release = self.setting.release;
        let needs = needs_license(&archived, release)?;
        let license = if needs { opened.license(version).await? } else { None };
        let packing = Packing { named: &named, release, license: license.as_deref() };
        Ok(pack(archived, packing)?)
    }
}

impl<F: Finder> Repositories for Direct<F> {
    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        let module = self.module(module).await.map_err(fault)?;
        Ok(module.versions(prefix).await.map_err(fault)?.list)
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        let module = self.module(module).await.map_err(fault)?;
        module.stat(revision).await.map(Info::from).map_err(fault)
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        let module = self.module(module).await.map_err(fault)?;
        module.latest().await.map(Info::from).map_err(fault)
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        self.module(module).await.map_err(fault)?.gomod(version).await.map_err(fault)
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        self.packed(module, version).await.map_err(fault)
    }
}

fn fault(refused: Refused) -> Fault {
    refused.fault
}

impl From<Revision> for Info {
    fn from(revision: Revision) -> Self {
        let time = time::OffsetDateTime::from_unix_timestamp(revision.time);
        let time = time.unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
        let written = time.format(&Rfc3339).ok();
        Self { version: revision.version, time: time.into(), written }
    }
}
