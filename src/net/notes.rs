//! Notes of one request: to the recorder, and with the connection for those who come after.

use std::sync::{Arc, Mutex, PoisonError};

use super::Request;
use crate::{
    go::std::net::http::head::Head,
    secret::shown_fields,
    trace::{Answered, Asked, Fact, Failure, Recorder, RequestFailed, RequestId, Reused, Step},
};

/// How a connection came to be.
pub(super) type Facts = Arc<[Fact]>;

/// Takes the facts of one request.
#[derive(Clone, Debug)]
pub(super) struct Notes {
    recorder: Recorder,
    step: Step,
    request: RequestId,
    probe: bool,
    connection: Arc<Mutex<Vec<Fact>>>,
}

impl Notes {
    pub(super) fn new(recorder: Recorder, step: Step, request: RequestId) -> Self {
        Self { recorder, step, request, probe: false, connection: Arc::default() }
    }

    /// Notes of a question that go does not ask.
    pub(super) fn of_probe(&self) -> Self {
        Self { probe: true, connection: Arc::default(), ..self.clone() }
    }

    pub(super) fn asked(&self, request: &Request, http2: bool) {
        let host = ("Host".to_owned(), request.authority());
        let fields = request.fields(http2).into_iter().map(|field| (field.name, field.shown));
        self.begun(request, std::iter::once(host).chain(fields).collect());
    }

    /// A handshake without a request.
    pub(super) fn shaking(&self, request: &Request) {
        self.begun(request, Vec::new());
    }

    fn begun(&self, request: &Request, headers: Vec<(String, String)>) {
        self.note(Asked {
            url: request.url.clone(),
            headers,
            unverified: !request.mode.is_verified(),
            proxy: request.via.as_ref().map(super::Via::shown),
        });
    }

    pub(super) fn answered(&self, head: &Head, micros: u64) {
        self.note(Answered {
            protocol: head.protocol.clone(),
            status: head.status,
            status_text: head.status_text.clone(),
            headers: shown_fields(head.shown()),
            more: head.more,
            micros,
        });
    }

    pub(super) fn failed(&self, failure: &Failure) {
        self.note(RequestFailed { failure: failure.clone() });
    }

    /// The request goes over a connection that was made before, in this way.
    pub(super) fn reused(&self, facts: &[Fact]) {
        self.note(Reused {});
        self.copied(facts);
    }

    /// What another request found out for this one too.
    pub(super) fn copied(&self, facts: &[Fact]) {
        for fact in facts {
            self.note(fact.clone());
        }
    }

    /// How the connection came to be.
    pub(super) fn facts(&self) -> Facts {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).as_slice().into()
    }

    /// Takes a fact of how the connection came to be, for this request and for those that come over it later.
    pub(super) fn keep(&self, fact: impl Into<Fact>) {
        let fact = fact.into();
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).push(fact.clone());
        self.note(fact);
    }

    /// Takes a fact of this request alone.
    pub(super) fn note(&self, fact: impl Into<Fact>) {
        if self.probe {
            self.recorder.note_probe_of(self.step, self.request, fact);
        } else {
            self.recorder.note_of(self.step, self.request, fact);
        }
    }
}

/// Microseconds since `start`.
pub(super) fn micros(start: std::time::Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}
