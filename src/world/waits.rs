//! What a run waits for at the moment, for whoever looks on while it goes on.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

/// What is waited for. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Waits(Arc<Mutex<Open>>);

/// One thing that is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Who is to answer, and what for: without secrets, as it came from outside.
    pub what: String,
    /// When the waiting began.
    pub since: Instant,
    /// When it ends at the latest, as far as that is known.
    pub until: Option<Instant>,
}

/// A wait that is over when this is dropped.
#[derive(Debug)]
pub struct Waiting {
    waits: Waits,
    key: u64,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    waits: BTreeMap<u64, Wait>,
}

impl Waits {
    /// Begins to wait for `what`, until a moment where one is known.
    pub fn begin(&self, what: String, until: Option<Instant>) -> Waiting {
        let since = Instant::now();
        let key = self.with(|open| {
            open.next += 1;
            open.waits.insert(open.next, Wait { what, since, until });
            open.next
        });
        Waiting { waits: self.clone(), key }
    }

    /// What was waited for the longest, of all that still is.
    pub fn oldest(&self) -> Option<Wait> {
        self.with(|open| open.waits.values().next().cloned())
    }

    fn with<T>(&self, work: impl FnOnce(&mut Open) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Waiting {
    /// Puts the end of the wait off: something came.
    pub fn until(&self, moment: Instant) {
        self.waits.with(|open| {
            if let Some(wait) = open.waits.get_mut(&self.key) {
                wait.until = Some(moment);
            }
        });
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.waits.with(|open| open.waits.remove(&self.key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_that_is_not_over_is_told() {
        let waits = Waits::default();
        let said = || waits.oldest().map(|wait| wait.what);
        let first = waits.begin("a".to_owned(), None);
        let second = waits.begin("b".to_owned(), None);
        assert_eq!(said().as_deref(), Some("a"));
        drop(first);
        assert_eq!(said().as_deref(), Some("b"));
        let moment = Instant::now();
        second.until(moment);
        assert_eq!(waits.oldest().and_then(|wait| wait.until), Some(moment));
        drop(second);
        assert_eq!(said(), None);
    }
}
