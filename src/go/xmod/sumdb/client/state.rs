//! What a client knows, and how it comes to know more.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    super::{
        note::Verifier,
        tlog::{BadTile, Hash, Tile, Tree},
    },
    Failure, Want,
};
use crate::go::{
    version::{Change, Version},
    xmod::{escape::escape_version, module::escape},
};

/// What a client knows.
#[derive(Debug)]
pub(super) struct State {
    pub(super) verifier: Verifier,
    pub(super) version: Version,
    pub(super) head: Head,
    /// The stored head, as the client would have rewritten it.
    pub(super) stored: Vec<u8>,
    pub(super) opened: Option<Result<(), Failure>>,
    pub(super) told: HashMap<Want, Result<Arc<[u8]>, String>>,
    /// Files that the client would have written to its cache.
    pub(super) saved: HashMap<String, Arc<[u8]>>,
    pub(super) tiles: HashMap<Tile, Result<Arc<[u8]>, String>>,
    pub(super) records: HashMap<String, Result<Arc<[u8]>, Failure>>,
    /// Lookups whose head is merged.
    pub(super) merged: HashSet<String>,
    pub(super) wants: Vec<Want>,
}

/// Why a lookup cannot go on.
#[derive(Debug)]
pub(super) enum Stop {
    Waits,
    Fails(Failure),
}

impl From<BadTile> for Stop {
    fn from(error: BadTile) -> Self {
        fails(error.to_string())
    }
}

pub(super) fn fails(text: String) -> Stop {
    Stop::Fails(Failure::Error(text))
}

impl State {
    pub(super) fn new(verifier: Verifier, version: Version) -> Self {
        let tree = Tree { size: 0, hash: empty_hash(version) };
        Self {
            verifier,
            version,
            head: Head { tree, note: Vec::new() },
            stored: Vec::new(),
            opened: None,
            told: HashMap::new(),
            saved: HashMap::new(),
            tiles: HashMap::new(),
            records: HashMap::new(),
            merged: HashSet::new(),
            wants: Vec::new(),
        }
    }

    pub(super) fn lookup(&mut self, module: &str, version: &str) -> Result<Vec<String>, Stop> {
        self.open()?;
        let path = escape(module).map_err(|error| fails(error.to_string()))?;
        let plain = version.strip_suffix("/go.mod").unwrap_or(version);
        let escaped =
            escape_version(plain, self.version).map_err(|error| fails(error.to_string()))?;
        let lines = self.record(&format!("/lookup/{path}@{escaped}"))?;
        let start = format!("{module} {version} ");
        let lines = lines.split(|b| *b == b'\n').filter_map(|line| str::from_utf8(line).ok());
        Ok(lines.filter(|line| line.starts_with(&start)).map(str::to_owned).collect())
    }

    /// Takes the stored head as the first one. Where that fails, every lookup does.
    fn open(&mut self) -> Result<(), Stop> {
        if self.opened.is_none() {
            let opened = match self.try_open() {
                Err(Stop::Waits) => return Err(Stop::Waits),
                Err(Stop::Fails(Failure::Error(text))) => {
                    Err(Failure::Error(format!("initializing sumdb.Client: {text}")))
                }
                Err(Stop::Fails(misbehaviour)) => Err(misbehaviour),
                Ok(()) => Ok(()),
            };
            self.opened = Some(opened);
        }
        self.opened.clone().unwrap_or(Ok(())).map_err(Stop::Fails)
    }

    fn try_open(&mut self) -> Result<(), Stop> {
        let latest = Want::Latest(format!("{}/latest", self.verifier.name()));
        let stored = self.know(latest)?.map_err(fails)?;
        self.stored = stored.to_vec();
        self.merge(&stored)
    }

    /// What was told of this; else it is asked for.
    pub(super) fn know(&mut self, want: Want) -> Result<Result<Arc<[u8]>, String>, Stop> {
        let told = self.told.get(&want).cloned();
        told.ok_or_else(|| {
            self.wants.push(want);
            Stop::Waits
        })
    }

    /// The content of a file of the cache, or of what the client would have written there.
    pub(super) fn cached(&mut self, file: &str) -> Result<Option<Arc<[u8]>>, Stop> {
        if let Some(saved) = self.saved.get(file) {
            return Ok(Some(saved.clone()));
        }
        let told = self.know(Want::Cached(file.to_owned()))?;
        Ok(told.ok().filter(|content| !content.is_empty()))
    }
}

/// A head that was accepted, and the note that told it.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) tree: Tree,
    pub(super) note: Vec<u8>,
}

/// What a release takes for the hash of a log without records.
pub(super) fn empty_hash(version: Version) -> Hash {
    if version.has(Change::EmptyTreeHash) { Hash::of_nothing() } else { Hash::default() }
}
