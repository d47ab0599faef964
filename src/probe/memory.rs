//! What is the same on the machine for all paths of a run: it is looked at once, whoever asks first.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::git::GitRoots;
use crate::{
    go::std::crypto::x509::Pool,
    trace::{Chain, Judged, MachineSeen, RootFound},
};

/// How many hosts, and how many files, are remembered.
const MOST: usize = 1024;

/// What was found so far.
#[derive(Default)]
pub(crate) struct Memory {
    /// What the machine is.
    pub(super) machine: OnceLock<MachineSeen>,
    /// git's own roots, where a variable names them.
    pub(super) git: OnceLock<Option<GitRoots>>,
    /// Whether git refuses the chain of a host.
    pub(super) refused: ByHost<bool>,
    /// The file with which go would accept the chain of a host.
    pub(super) found: ByHost<Option<RootFound>>,
    /// The files of directories that may hold certificates.
    pub(super) dirs: ByPath<Arc<[PathBuf]>>,
    /// The certificates of files, `None` where a file cannot be read.
    pub(super) pools: ByPath<Option<Arc<Pool>>>,
}

/// What was found out about the chain that each host showed last.
pub(super) struct ByHost<T>(Mutex<HashMap<String, (Chain, T)>>);

/// What was read at paths.
pub(super) struct ByPath<T>(Mutex<HashMap<PathBuf, T>>);

impl<T> Default for ByHost<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Default for ByPath<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> ByHost<T> {
    /// What `find` says of the chain, which is asked only where the host did not show the same before.
    pub(super) fn of(&self, judged: &Judged, find: impl FnOnce() -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) =
            known.get(&judged.host).filter(|(chain, _)| *chain == judged.chain)
        {
            return found.clone();
        }
        let found = find();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(judged.host.clone(), (judged.chain.clone(), found.clone()));
        found
    }
}

impl<T: Clone> ByPath<T> {
    /// What `read` makes of the path, which is asked once.
    pub(super) fn of(&self, path: &Path, read: impl FnOnce() -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(path) {
            return found.clone();
        }
        let found = read();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(path.to_owned(), found.clone());
        found
    }
}
