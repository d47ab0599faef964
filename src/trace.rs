//! The record of a run, in the order of the events.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    event::{Event, Fact, Step},
    world::World,
};

/// Takes the events of one candidate path, or of the run as a whole.
///
/// Clones write to the same place.
#[derive(Clone, Debug)]
pub struct Recorder {
    world: Arc<World>,
    path: Option<String>,
    events: Arc<Mutex<Vec<Event>>>,
}

impl Recorder {
    /// A recorder for `path`, or for the whole run.
    pub fn new(world: Arc<World>, path: Option<String>) -> Self {
        Self { world, path, events: Arc::default() }
    }

    /// Records something that go sees or decides too.
    pub fn note(&self, step: Step, fact: Fact) {
        self.push(step, false, fact);
    }

    /// Records an answer to a question that go does not ask.
    pub fn note_probe(&self, step: Step, fact: Fact) {
        self.push(step, true, fact);
    }

    /// What was recorded so far.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, step: Step, probe: bool, fact: Fact) {
        let at = self.world.micros();
        let event = Event { at, path: self.path.clone(), step, probe, fact };
        self.events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }
}
