//! The lookup of one module path: its events and the numbers of its requests.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use crate::trace::{Event, Recorder, RequestId};

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

    /// Takes over what was seen for another target, the requests under numbers of its own.
    pub(crate) fn take_over(&self, events: &[Event]) {
        let mut numbers: BTreeMap<RequestId, RequestId> = BTreeMap::new();
        let mut own = |id| *numbers.entry(id).or_insert_with(|| self.next_request());
        let renumbered = events.iter().map(|event| {
            let request = event.request.map(&mut own);
            Event { request, ..event.clone() }
        });
        self.recorder.copy(&renumbered.collect::<Vec<_>>());
    }

    /// The number of the next request.
    pub(crate) fn next_request(&self) -> RequestId {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }
}
