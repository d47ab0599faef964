//! The lookup of one module path: its events and the numbers of its requests.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use crate::trace::{Recorder, RequestId};

/// One module path that is looked up.
#[derive(Debug)]
pub(crate) struct Lookup {
    /// The module path.
    pub path: String,
    /// Whether GOINSECURE matches it.
    pub insecure: bool,
    /// How often it was tried before.
    pub attempt: u32,
    /// Where its events go.
    pub recorder: Recorder,
    requests: Arc<AtomicU32>,
}

impl Lookup {
    pub(crate) fn new(path: String, insecure: bool, recorder: Recorder) -> Self {
        Self { path, insecure, attempt: 0, recorder, requests: Arc::default() }
    }

    /// The lookup, tried again.
    pub(crate) fn tried(self, attempt: u32) -> Self {
        Self { attempt, ..self }
    }

    /// The lookup, whose events go to `recorder`.
    pub(crate) fn with(&self, recorder: Recorder) -> Self {
        Self::new(self.path.clone(), self.insecure, recorder).tried(self.attempt)
    }

    /// The lookup, with the same numbers, whose events go to `recorder`.
    pub(crate) fn apart(&self, recorder: Recorder) -> Self {
        Self { requests: self.requests.clone(), ..self.with(recorder) }
    }

    /// The number of the next request.
    pub(crate) fn next_request(&self) -> RequestId {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }
}
