//! Takes what is seen, while a run goes on.

use std::sync::{Arc, Mutex, PoisonError};

use time::OffsetDateTime;

use crate::{
    trace::{Event, Fact, RequestId, Step, discovery},
    world::World,
};

/// Takes the events of one candidate path, or of the run as a whole.
///
/// Clones write to the same place.
#[derive(Clone, Debug)]
pub struct Recorder {
    world: Arc<World>,
    path: Option<Arc<str>>,
    events: Arc<Mutex<Vec<Event>>>,
}

impl Recorder {
    /// A recorder for `path`, or for the whole run.
    pub fn new(world: Arc<World>, path: Option<Arc<str>>) -> Self {
        Self { world, path, events: Arc::default() }
    }

    /// A recorder that writes to the same place, for `path`.
    #[must_use]
    pub fn of(&self, path: &str) -> Self {
        Self { path: Some(path.into()), ..self.clone() }
    }

    /// The time of day in its world.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.world.now()
    }

    /// Records something that go sees or decides too.
    pub fn note(&self, step: Step, fact: impl Into<Fact>) {
        self.put(step, false, None, fact.into());
    }

    /// Records something of one request that go makes too.
    pub fn note_of(&self, step: Step, request: RequestId, fact: impl Into<Fact>) {
        self.put(step, false, Some(request), fact.into());
    }

    /// Records an answer to a question that go does not ask.
    pub fn note_probe(&self, step: Step, fact: impl Into<Fact>) {
        self.put(step, true, None, fact.into());
    }

    /// Records something of one request that go does not make.
    pub fn note_probe_of(&self, step: Step, request: RequestId, fact: impl Into<Fact>) {
        self.put(step, true, Some(request), fact.into());
    }

    /// What was recorded so far.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was recorded so far, which stays recorded.
    pub fn seen(&self) -> Vec<Event> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes over events that were recorded for another lookup of the same page.
    pub fn copy(&self, events: &[Event]) {
        let own = events.iter().cloned().map(|event| Event { path: self.path.clone(), ..event });
        self.events.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
    }

    /// A fact as it may be kept: what the run has read or sent in secret comes back in no form. The path that is
    /// looked up is no secret.
    fn shown(&self, fact: Fact) -> Fact {
        let secrets = self.world.secrets();
        if secrets.is_empty() {
            return fact;
        }
        let open = self.path.as_deref().unwrap_or_default();
        match fact {
            Fact::Discovery(discovery::Fact::PageRead(page)) => {
                (*page).without(secrets, open).into()
            }
            fact => secrets.without(fact, open),
        }
    }

    fn put(&self, step: Step, probe: bool, request: Option<RequestId>, fact: Fact) {
        let at = self.world.micros();
        let fact = self.shown(fact);
        let event = Event { at, path: self.path.clone(), step, probe, request, fact };
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}
