//! The checksum database on the wire: the way to it, its records and tiles, and what was seen of them (modules.md §14).
//!
//! What a run knows of it is [`Known`], and a target asks it as [`SumDb`]. What go would write to disk is kept in memory,
//! so that the second module of a run sees it; nothing is written anywhere.

mod kept;
mod known;
mod lookup;
mod seen;
mod way;
mod wire;

pub use kept::Kept;
pub use known::Known;

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::module::{Database, Recorded};
use crate::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::Answer,
            sums::DatabaseError,
        },
        std::net::url::Url,
        xmod::sumdb::client::Failure,
    },
    trace::{Fact, Recorder, Step},
};

/// Who sends requests to the database and to the proxies that pass it on.
pub trait Get {
    /// GETs what is asked for, through its redirects; `file` URLs too. `Err` where it cannot be known what go would get.
    fn get(&self, request: Request<'_>) -> impl Future<Output = Result<Answer, Stop>> + Send;
}

/// A request on the way to the database.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The module path for whose sake it is made.
    pub module: &'a str,
    /// The whole URL.
    pub url: &'a Url,
    /// The URL of whom is asked, as go shows it: the proxy, or the place of the database.
    pub base: &'a str,
    /// The part of the URL behind that: `/lookup/…`, `/tile/…`, `sumdb/NAME/supported`.
    pub path: &'a str,
}

/// A checksum database, as it is asked for one target of a run.
pub struct SumDb<G> {
    known: Arc<Known>,
    get: G,
    recorder: Recorder,
    /// Whether the way was recorded for this target.
    told_way: AtomicBool,
}

impl<G> SumDb<G> {
    /// The database of a run, asked by `get`; what is seen goes to `recorder`.
    pub fn new(known: Arc<Known>, get: G, recorder: Recorder) -> Self {
        Self { known, get, recorder, told_way: AtomicBool::new(false) }
    }

    fn record(&self, module: &str, fact: impl Into<Fact>) {
        self.recorder.of(module).note(Step::Sum, fact);
    }

    /// Whether the way is still to be recorded, which it is from now on.
    fn tells_way(&self) -> bool {
        !self.told_way.swap(true, Ordering::Relaxed)
    }
}

impl<G: Get + Send + Sync> Database for SumDb<G> {
    async fn lines(&self, module: &str, version: &str) -> Result<Recorded, Fault> {
        let open = self.known.database.as_ref().map_err(unusable)?;
        match self.look_up(open, module, version).await? {
            Ok(lines) => Ok(Recorded { database: open.name().to_owned(), lines }),
            Err(Failure::Error(text)) => Err(Fault::Other(text)),
            Err(Failure::Misbehaviour(text)) => Err(Fault::Fatal(text)),
        }
    }
}

/// go's error where GOSUMDB names no database; one value crashes it.
fn unusable(error: &DatabaseError) -> Fault {
    match error {
        DatabaseError::NoUrl => Fault::Fatal(error.to_string()),
        _ => Fault::Other(error.to_string()),
    }
}
