//! Notes of one request: to the recorder, and with the connection for those who come after.

use std::sync::{Arc, Mutex, PoisonError};

use super::Request;
use crate::{
    go::std::net::http::head::Head,
    secret::shown_fields,
    trace::{
        Answered, Asked, Chosen, Dialled, Fact, Failure, Handshaken, Judged, Recorder, RequestId,
        Resolved, Step, Tunnelled,
    },
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
        self.note(Fact::Asked(Asked {
            request: self.request,
            url: request.url.clone(),
            headers,
            unverified: !request.mode.is_verified(),
            proxy: request.via.as_ref().map(super::Via::shown),
        }));
    }

    pub(super) fn resolved(&self, resolved: Resolved) {
        self.keep(Fact::Resolved(Resolved { request: self.request, ..resolved }));
    }

    pub(super) fn dialled(&self, dialled: Dialled) {
        self.keep(Fact::Dialled(Dialled { request: self.request, ..dialled }));
    }

    pub(super) fn tunnelled(&self, tunnelled: Tunnelled) {
        self.keep(Fact::Tunnelled(Tunnelled { request: self.request, ..tunnelled }));
    }

    pub(super) fn judged(&self, judged: Judged) {
        self.keep(Fact::Judged(Judged { request: self.request, ..judged }));
    }

    pub(super) fn handshaken(&self, handshaken: Handshaken) {
        self.keep(Fact::Handshaken(Handshaken { request: self.request, ..handshaken }));
    }

    pub(super) fn chosen(&self, chosen: Chosen) {
        self.note(Fact::Chosen(Chosen { request: self.request, ..chosen }));
    }

    pub(super) fn answered(&self, head: &Head, micros: u64) {
        self.note(Fact::Answered(Answered {
            request: self.request,
            protocol: head.protocol.clone(),
            status: head.status,
            status_text: head.status_text.clone(),
            headers: shown_fields(head.shown()),
            micros,
        }));
    }

    pub(super) fn failed(&self, failure: &Failure) {
        self.note(Fact::RequestFailed { request: self.request, failure: failure.clone() });
    }

    /// The request goes over a connection that was made before, in this way.
    pub(super) fn reused(&self, facts: &[Fact]) {
        self.note(Fact::Reused { request: self.request });
        self.copied(facts);
    }

    /// What another request found out for this one too.
    pub(super) fn copied(&self, facts: &[Fact]) {
        for fact in facts {
            self.note(renumbered(fact.clone(), self.request));
        }
    }

    /// How the connection came to be.
    pub(super) fn facts(&self) -> Facts {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).as_slice().into()
    }

    fn keep(&self, fact: Fact) {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).push(fact.clone());
        self.note(fact);
    }

    fn note(&self, fact: Fact) {
        if self.probe {
            self.recorder.note_probe(self.step, fact);
        } else {
            self.recorder.note(self.step, fact);
        }
    }
}

fn renumbered(mut fact: Fact, number: RequestId) -> Fact {
    match &mut fact {
        Fact::Asked(Asked { request, .. })
        | Fact::Resolved(Resolved { request, .. })
        | Fact::Dialled(Dialled { request, .. })
        | Fact::Tunnelled(Tunnelled { request, .. })
        | Fact::Judged(Judged { request, .. })
        | Fact::Handshaken(Handshaken { request, .. })
        | Fact::Chosen(Chosen { request, .. })
        | Fact::Reused { request }
        | Fact::Answered(Answered { request, .. })
        | Fact::BodyRead(crate::trace::BodyRead { request, .. })
        | Fact::RequestFailed { request, .. } => *request = number,
        _ => {}
    }
    fact
}

/// Microseconds since `start`.
pub(super) fn micros(start: std::time::Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}
