//! The lookup of one module path: its events and the numbers of its requests.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{event::RequestId, trace::Recorder};

/// One module path that is looked up.
#[derive(Debug)]
pub(super) struct Lookup {
    /// The module path.
    pub path: String,
    /// Whether GOINSECURE matches it.
    pub insecure: bool,
    /// Where its events go.
    pub recorder: Recorder,
    requests: AtomicU32,
}

impl Lookup {
    pub(super) fn new(path: String, insecure: bool, recorder: Recorder) -> Self {
        Self { path, insecure, recorder, requests: AtomicU32::new(0) }
    }

    /// The number of the next request.
    pub(super) fn next_request(&self) -> RequestId {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }
}
