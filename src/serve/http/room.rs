//! Room for connections: so many at once, and those that wait for nothing leave where others want in.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};

/// Room for so many connections.
pub(super) struct Room {
    places: Arc<Semaphore>,
    size: usize,
    /// How often connections without a request were asked to leave.
    asked: watch::Sender<u64>,
}

/// The place of one connection; it is free again when this is dropped.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
    asked: watch::Receiver<u64>,
}

impl Room {
    pub(super) fn new(size: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(size)), size, asked: watch::Sender::new(0) }
    }

    /// A place, as soon as there is one: where none is left, connections without a request are asked to leave.
    pub(super) async fn place(&self) -> Option<Place> {
        let free = self.places.clone().try_acquire_owned().ok();
        let permit = if let Some(permit) = free {
            permit
        } else {
            self.ask_to_leave();
            self.places.clone().acquire_owned().await.ok()?
        };
        Some(Place { _permit: permit, asked: self.asked.subscribe() })
    }

    /// How many connections there are.
    pub(super) fn taken(&self) -> usize {
        self.size - self.places.available_permits()
    }

    /// Waits until all have left, at most for `grace`.
    pub(super) async fn close(&self, grace: Duration) {
        self.ask_to_leave();
        let all = u32::try_from(self.size).unwrap_or(u32::MAX);
        // Whoever is still there is left behind.
        let _ = timeout(grace, self.places.acquire_many(all)).await;
    }

    fn ask_to_leave(&self) {
        self.asked.send_modify(|times| *times += 1);
    }
}

impl Place {
    /// Waits until the connection is asked to leave.
    pub(super) async fn asked_to_leave(&mut self) {
        if self.asked.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
