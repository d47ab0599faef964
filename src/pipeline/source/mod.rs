//! Whom a run asks for modules: module proxies, repositories and the checksum database, each a part of its own.

mod answer;
mod answers;
mod direct;
mod file_url;
pub(crate) mod proxies;
mod roots;
mod scope;
mod shared;
mod sink;
mod tools;

use std::{fs::File, pin::Pin, sync::Arc};

use crate::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::{Answer, address::Address, info::Info},
        },
        std::net::url::Url,
    },
    pipeline::module::{Database, Proxies, Recorded, Repositories, Witness},
    trace::{CacheRead, EntryLeft, EntryMet, Step, SumCompared},
};

pub(crate) use direct::Checkouts;
pub use proxies::ModuleProxies;
pub(crate) use scope::Scope;
pub(crate) use shared::Shared;

/// A future on the heap and without its type, since those of the parts are large.
pub(crate) fn boxed<'a, T>(
    future: impl Future<Output = T> + Send + 'a,
) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
    Box::pin(future)
}

/// The parts of a source, each of which answers what is its own.
pub(crate) struct Parts<P, R, D> {
    /// Module proxies.
    pub proxies: P,
    /// Repositories.
    pub repositories: R,
    /// The checksum database.
    pub database: D,
    /// Takes what the walk comes to.
    pub scope: Arc<Scope>,
}

impl<P, R, D> Proxies for Parts<P, R, D>
where
    P: Proxies + Send + Sync,
    R: Send + Sync,
    D: Send + Sync,
{
    async fn get(&self, address: &Address) -> Result<Answer, Stop> {
        boxed(self.proxies.get(address)).await
    }

    async fn get_zip(&self, address: &Address) -> Result<Answer<File>, Stop> {
        boxed(self.proxies.get_zip(address)).await
    }
}

impl<P, R, D> Repositories for Parts<P, R, D>
where
    P: Send + Sync,
    R: Repositories + Send + Sync,
    D: Send + Sync,
{
    async fn proxy(&self, module: &str) -> Result<Option<Url>, Fault> {
        boxed(self.repositories.proxy(module)).await
    }

    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        boxed(self.repositories.versions(module, prefix)).await
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        boxed(self.repositories.stat(module, revision)).await
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        boxed(self.repositories.latest(module)).await
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        boxed(self.repositories.go_mod(module, version)).await
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        boxed(self.repositories.zip(module, version)).await
    }
}

impl<P, R, D> Database for Parts<P, R, D>
where
    P: Send + Sync,
    R: Send + Sync,
    D: Database + Send + Sync,
{
    async fn lines(&self, module: &str, version: &str) -> Result<Recorded, Fault> {
        boxed(self.database.lines(module, version)).await
    }
}

impl<P, R, D> Witness for Parts<P, R, D> {
    fn met(&self, module: &str, met: EntryMet) {
        self.scope.lookup(module).recorder.note(Step::of(met.asked.sought), met);
    }

    fn left(&self, module: Option<&str>, left: EntryLeft) {
        let step = Step::of(left.asked.sought);
        match module {
            Some(module) => self.scope.lookup(module).recorder.note(step, left),
            None => self.scope.recorder().note(step, left),
        }
    }

    fn cached(&self, seen: CacheRead) {
        self.scope.lookup(&seen.module).recorder.note(Step::of_cached(seen.what), seen);
    }

    fn compared(&self, seen: SumCompared) {
        self.scope.lookup(&seen.module).recorder.note(Step::Sum, seen);
    }
}
