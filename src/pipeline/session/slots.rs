//! How many lookups run at the same time: in all, and at one host.

use std::{
    collections::HashMap,
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

/// How many lookups run at the same time where nothing else is asked for.
const IN_ALL: usize = 32;

/// How many of them at one host.
const AT_A_HOST: usize = 16;

/// The places for lookups.
pub(crate) struct Slots {
    all: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
    /// Until when nobody is let in at a host.
    pauses: Mutex<HashMap<String, Instant>>,
    in_all: usize,
    at_a_host: usize,
}

/// A place for a lookup, which is free again when this is dropped.
#[expect(dead_code, reason = "held for their places only")]
pub(crate) struct Slot(Option<OwnedSemaphorePermit>, Option<OwnedSemaphorePermit>);

impl Slots {
    /// As many as `jobs`, whatever the hosts; else by default.
    pub(crate) fn new(jobs: Option<NonZeroUsize>) -> Self {
        let in_all = jobs.map_or(IN_ALL, NonZeroUsize::get).min(Semaphore::MAX_PERMITS);
        let at_a_host = jobs.map_or(AT_A_HOST, |_| in_all);
        let all = Arc::new(Semaphore::new(in_all));
        Self { all, hosts: Mutex::default(), pauses: Mutex::default(), in_all, at_a_host }
    }

    /// How many paths are worked on at a time: enough to keep hosts busy while one is full.
    pub(crate) fn window(&self) -> usize {
        self.in_all.saturating_mul(4)
    }

    /// Waits for a place to look up `path`. Its host's comes first, so that a full host keeps
    /// nobody else waiting.
    pub(crate) async fn take(&self, path: &str) -> Slot {
        let host = path.split('/').next().unwrap_or_default();
        // The semaphores are never closed, so there is always a permit in the end.
        let at_host = self.host(host).acquire_owned().await.ok();
        while let Some(end) = self.paused(host) {
            tokio::time::sleep_until(end).await;
        }
        let in_all = self.all.clone().acquire_owned().await.ok();
        Slot(at_host, in_all)
    }

    /// Lets nobody in at `host` for this time. Those who are in are not affected.
    pub(crate) fn pause(&self, host: &str, time: Duration) {
        let end = Instant::now() + time;
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        let known = pauses.entry(host.to_owned()).or_insert(end);
        *known = end.max(*known);
    }

    /// Until when nobody is let in; `None` where that is over.
    fn paused(&self, host: &str) -> Option<Instant> {
        let pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.get(host).copied().filter(|end| *end > Instant::now())
    }

    fn host(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let slots = hosts.entry(host.to_owned());
        slots.or_insert_with(|| Arc::new(Semaphore::new(self.at_a_host))).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn is_free(slots: &Slots, path: &str) -> bool {
        tokio::time::timeout(Duration::from_millis(20), slots.take(path)).await.is_ok()
    }

    #[tokio::test]
    async fn a_full_host_leaves_room_for_others() {
        let slots = Slots::new(None);
        let mut taken = Vec::new();
        for _ in 0..AT_A_HOST {
            taken.push(slots.take("a.test/x").await);
        }
        assert!(!is_free(&slots, "a.test/y").await);
        assert!(is_free(&slots, "b.test").await);
        taken.pop();
        assert!(is_free(&slots, "a.test/y").await);
    }

    #[tokio::test]
    async fn a_host_that_asks_for_it_is_left_alone() {
        let slots = Slots::new(None);
        slots.pause("a.test", Duration::from_hours(1));
        slots.pause("a.test", Duration::ZERO);
        slots.pause("b.test", Duration::ZERO);
        assert!(!is_free(&slots, "a.test/x").await);
        assert!(is_free(&slots, "b.test/x").await && is_free(&slots, "c.test").await);
    }

    #[tokio::test]
    async fn a_number_of_jobs_holds_for_hosts_too() {
        let slots = Slots::new(NonZeroUsize::new(1));
        let one = slots.take("a.test").await;
        assert!(!is_free(&slots, "b.test").await);
        drop(one);
        assert!(is_free(&slots, "a.test").await);
    }
}
