//! Answers of module proxies, kept for those who ask for the same.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::OnceCell;

use crate::{
    go::cmd::{fault::Stop, fetched::Answer},
    trace::Event,
};

use super::sink::Length;

/// A URL, and how often a target has asked for it before: go asks for some twice.
pub(super) type Asked = (String, usize);

/// An answer, and what was seen of it.
#[derive(Clone)]
pub(super) struct Seen<T> {
    /// The answer.
    pub answer: Result<Answer<T>, Stop>,
    /// What was seen.
    pub events: Arc<[Event]>,
}

/// Answers, kept for those who ask for the same, as long as there is room.
pub(super) struct Answers<T> {
    cells: Mutex<HashMap<Asked, Arc<OnceCell<Seen<T>>>>>,
    kept: AtomicU64,
    most: u64,
}

impl<T: Clone + Length> Answers<T> {
    /// None yet, and room for so many bytes.
    pub(super) fn new(most: u64) -> Self {
        Self { cells: Mutex::default(), kept: AtomicU64::new(0), most }
    }

    /// The answer to `asked`, which `find` finds where nobody has before; and whether that was so.
    pub(super) async fn get(
        &self,
        asked: Asked,
        find: impl Future<Output = Seen<T>>,
    ) -> (Seen<T>, bool) {
        let (cell, mut first) = (self.cells().entry(asked.clone()).or_default().clone(), false);
        let found = async {
            first = true;
            find.await
        };
        let seen = cell.get_or_init(|| found).await.clone();
        if first && !self.has_room(&seen) {
            self.cells().remove(&asked);
        }
        (seen, first)
    }

    fn has_room(&self, seen: &Seen<T>) -> bool {
        let body = match &seen.answer {
            Ok(Answer::Body(body)) => body.length(),
            _ => 0,
        };
        let bytes = body.saturating_add(SMALL);
        self.kept.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes) <= self.most
    }

    fn cells(&self) -> MutexGuard<'_, HashMap<Asked, Arc<OnceCell<Seen<T>>>>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an answer takes at least, with what was seen of it, in bytes.
const SMALL: u64 = 4 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked(answers: &Answers<Vec<u8>>, url: &str, body: &[u8]) -> (Vec<u8>, bool) {
        let seen = Seen { answer: Ok(Answer::Body(body.to_vec())), events: Arc::from([]) };
        let (seen, first) = answers.get((url.to_owned(), 0), async { seen }).await;
        let Ok(Answer::Body(body)) = seen.answer else { panic!("another answer") };
        (body, first)
    }

    #[tokio::test]
    async fn an_answer_is_kept_while_there_is_room() {
        let answers = Answers::new(2 * SMALL + 4);
        assert_eq!(asked(&answers, "a", b"one").await, (b"one".to_vec(), true));
        assert_eq!(asked(&answers, "a", b"two").await, (b"one".to_vec(), false));
        assert_eq!(asked(&answers, "b", b"long").await, (b"long".to_vec(), true));
        assert_eq!(asked(&answers, "b", b"anew").await, (b"anew".to_vec(), true));
    }
}
