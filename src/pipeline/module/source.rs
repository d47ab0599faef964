//! Whom the walk asks: module proxies, repositories and the checksum database, behind three small traits, so that its order
//! can be played without a network.

use std::{fs::File, future::Future};

use crate::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::{Answer, address::Address, info::Info},
        },
        std::net::url::Url,
    },
    trace::{CacheRead, EntryLeft, EntryMet, SumCompared},
};

/// Module proxies on the wire.
pub trait Proxies {
    /// GETs `address`, through its redirects, and as often as the release does. `Err` where it cannot be known what go
    /// would get.
    fn get(&self, address: &Address) -> impl Future<Output = Result<Answer, Stop>> + Send;

    /// GETs the beginning of `address`: whether it is there.
    fn glimpse(&self, address: &Address) -> impl Future<Output = Result<Answer, Stop>> + Send {
        self.get(address)
    }

    /// GETs a zip into a file of its own, read up to one byte beyond go's limit.
    fn get_zip(&self, address: &Address)
    -> impl Future<Output = Result<Answer<File>, Stop>> + Send;
}

/// Repositories, for the entry `direct`. Every error is go's, with its own layers.
pub trait Repositories {
    /// The module proxy that is asked in the place of a repository, where the module's go-import tag
    /// names one (`mod`).
    fn proxy(&self, module: &str) -> impl Future<Output = Result<Option<Url>, Fault>> + Send {
        let _ = module;
        async { Ok(None) }
    }

    /// The versions of a module that begin with `prefix`, lowest first, without pseudo-versions.
    fn versions(
        &self,
        module: &str,
        prefix: &str,
    ) -> impl Future<Output = Result<Vec<String>, Fault>> + Send;

    /// What a version or revision is.
    fn stat(
        &self,
        module: &str,
        revision: &str,
    ) -> impl Future<Output = Result<Info, Fault>> + Send;

    /// The newest commit.
    fn latest(&self, module: &str) -> impl Future<Output = Result<Info, Fault>> + Send;

    /// The go.mod of a version.
    fn go_mod(
        &self,
        module: &str,
        version: &str,
    ) -> impl Future<Output = Result<Vec<u8>, Fault>> + Send;

    /// The zip of a version.
    fn zip(&self, module: &str, version: &str) -> impl Future<Output = Result<File, Fault>> + Send;
}

/// The checksum database.
pub trait Database {
    /// The lines of go.sum that the database has for a version, checked as go checks them, and the database's name for
    /// texts. The error is go's text behind `verifying module: `.
    fn lines(
        &self,
        module: &str,
        version: &str,
    ) -> impl Future<Output = Result<Recorded, Fault>> + Send;
}

/// What the database has recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The name of the database.
    pub database: String,
    /// Its lines: `M V h1:…`, `M V/go.mod h1:…`.
    pub lines: Vec<String>,
}

/// Who is told of what a walk along GOPROXY comes to, as it happens.
pub trait Witness {
    /// What an entry came to for `module`.
    fn met(&self, module: &str, met: EntryMet) {
        let _ = (module, met);
    }

    /// The end of the walk's stay at an entry; about `module`, where it is about one alone.
    fn left(&self, module: Option<&str>, left: EntryLeft) {
        let _ = (module, left);
    }

    /// A file of the module cache that go reads in the place of an answer.
    fn cached(&self, seen: CacheRead) {
        let _ = seen;
    }

    /// A sum that was compared, and who decided.
    fn compared(&self, seen: SumCompared) {
        let _ = seen;
    }
}

/// Everything that modules are asked of.
pub trait Source: Proxies + Repositories + Database + Witness + Send + Sync {}

impl<S: Proxies + Repositories + Database + Witness + Send + Sync> Source for S {}
