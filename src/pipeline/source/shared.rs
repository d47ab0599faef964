//! What the targets of a run share: answers of module proxies, roots of repositories, and the repositories themselves.

use std::{fs::File, sync::Arc};

use crate::{
    go::cmd::fault::Fault,
    pipeline::{
        checkout::{Located, Repos},
        session::once::Once,
    },
    trace::Event,
};

use super::{answers::Answers, tools::Tools};

/// What the targets of a run share. Clones are the same.
#[derive(Clone)]
pub(crate) struct Shared {
    /// Answers of module proxies.
    pub(super) answers: Arc<Answers<Vec<u8>>>,
    /// Zips of module proxies.
    pub(super) zips: Arc<Answers<Arc<File>>>,
    /// Where the repositories of modules are.
    pub(super) roots: Arc<Once<Found>>,
    /// The repositories.
    pub(super) repositories: Arc<Repos<Tools>>,
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            answers: Answers::new(MOST_ANSWERS).into(),
            zips: Answers::new(MOST_ZIPS).into(),
            roots: Arc::default(),
            repositories: Arc::default(),
        }
    }
}

/// Where the repository of a module is, and what was seen as it was looked for.
#[derive(Clone)]
pub(super) struct Found {
    /// Where it is; the error is go's.
    pub located: Result<Located, Fault>,
    /// What was seen.
    pub events: Arc<[Event]>,
}

/// How much of the answers of module proxies is kept for other targets, in bytes.
const MOST_ANSWERS: u64 = 16 << 20;

/// How much of their zips is kept, in bytes, in temporary files.
const MOST_ZIPS: u64 = 128 << 20;
