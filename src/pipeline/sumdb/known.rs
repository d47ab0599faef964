//! What a run knows of its checksum database.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;

use super::{Kept, seen::head_of};
use crate::{
    go::{
        cmd::{
            fault::Fault,
            proxy_list::{Entry, ProxyListError},
            sums::{self, DatabaseError},
        },
        std::net::url::Url,
        version::Version,
        xmod::sumdb::client::{Client, Failure, Step, Want},
    },
    trace::{SumHead, SumRecord, SumRequest, WaySought},
};

/// What a run knows of its checksum database; all lookups of the run share it.
pub struct Known {
    pub(super) database: Result<Open, DatabaseError>,
}

/// A database that GOSUMDB names.
pub(super) struct Open {
    pub(super) database: sums::Database,
    pub(super) proxies: Result<Vec<Entry>, ProxyListError>,
    /// What earlier runs left, where that is believed.
    pub(super) kept: Option<Kept>,
    pub(super) way: OnceCell<Result<Way, Fault>>,
    talk: Mutex<Talk>,
}

/// The way to the database, and what was seen of it.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Below which URL the database is asked, or go's text.
    pub(super) base: Result<Url, String>,
    pub(super) seen: WaySought,
}

/// What was asked and told so far.
struct Talk {
    client: Client,
    /// What is being asked, and with what go ended or the doctor stopped.
    pending: HashMap<Want, Asking>,
    /// The records that came, by module and version.
    records: HashMap<(String, String), SumRecord>,
}

/// An answer that is there or will be.
pub(super) type Asking = Arc<OnceCell<Result<Told, Fault>>>;

/// What came of something that the client had to know.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Its content, or go's text on why there is none.
    pub(super) content: Result<Arc<[u8]>, String>,
    /// The request, where it was one.
    pub(super) request: Option<SumRequest>,
}

impl Known {
    /// What is known at first of the database that `gosumdb`, the value of GOSUMDB, names by the rules of `release`.
    /// `proxies` is GOPROXY; `kept` is what earlier runs left, where go's own files are to be believed.
    pub fn new(
        gosumdb: &str,
        proxies: Result<Vec<Entry>, ProxyListError>,
        kept: Option<Kept>,
        release: Version,
    ) -> Self {
        let database = sums::Database::parse(gosumdb, release);
        Self { database: database.map(|database| Open::new(database, proxies, kept, release)) }
    }
}

impl Open {
    fn new(
        database: sums::Database,
        proxies: Result<Vec<Entry>, ProxyListError>,
        kept: Option<Kept>,
        release: Version,
    ) -> Self {
        let client = Client::new(database.verifier.clone(), release);
        let talk = Talk { client, pending: HashMap::new(), records: HashMap::new() };
        Self { database, proxies, kept, way: OnceCell::new(), talk: Mutex::new(talk) }
    }

    pub(super) fn name(&self) -> &str {
        self.database.verifier.name()
    }

    /// Its key as a signature names it.
    pub(super) fn key(&self) -> String {
        format!("{}+{:08x}", self.name(), self.database.verifier.hash())
    }

    /// Carries a lookup on. What it must know is shared with whoever asks for the same at the time.
    pub(super) fn step(&self, module: &str, version: &str) -> Onward {
        let mut talk = self.talk();
        match talk.client.step(module, version) {
            Step::Done(done) => Onward::Done(done),
            Step::Ask(wants) => Onward::Ask(
                wants.into_iter().map(|want| (want.clone(), talk.pending(want))).collect(),
            ),
        }
    }

    /// Tells the client what it must know.
    pub(super) fn answer(&self, want: Want, told: &Told) {
        let mut talk = self.talk();
        if talk.pending.remove(&want).is_some() {
            talk.client.answer(want, told.content.clone().map(|content| content.to_vec()));
        }
    }

    /// The newest head that was accepted.
    pub(super) fn head(&self) -> Option<SumHead> {
        head_of(self.talk().client.head(), &self.database.verifier)
    }

    pub(super) fn keep_record(&self, module: &str, version: &str, record: SumRecord) {
        self.talk().records.insert((module.to_owned(), version.to_owned()), record);
    }

    pub(super) fn record(&self, module: &str, version: &str) -> Option<SumRecord> {
        self.talk().records.get(&(module.to_owned(), version.to_owned())).cloned()
    }

    fn talk(&self) -> MutexGuard<'_, Talk> {
        self.talk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Talk {
    fn pending(&mut self, want: Want) -> Asking {
        self.pending.entry(want).or_default().clone()
    }
}

/// How a lookup goes on.
pub(super) enum Onward {
    /// Once these are known, all asked at once.
    Ask(Vec<(Want, Asking)>),
    /// The lookup is over.
    Done(Result<Vec<String>, Failure>),
}
