//! Answers of module proxies, kept for those who ask for the same.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
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

/// Answers, kept for those who ask for the same; where there is no room the oldest go.
pub(super) struct Answers<T> {
    kept: Mutex<Kept<T>>,
    most: u64,
}

/// The answers that are kept.
struct Kept<T> {
    cells: HashMap<Asked, Arc<OnceCell<Seen<T>>>>,
    /// The answers that are there, the oldest first, with what each takes, in bytes.
    sizes: VecDeque<(Asked, u64)>,
    bytes: u64,
}

impl<T: Clone + Length> Answers<T> {
    /// None yet, and room for so many bytes.
    pub(super) fn new(most: u64) -> Self {
        let kept = Kept { cells: HashMap::new(), sizes: VecDeque::new(), bytes: 0 };
        Self { kept: Mutex::new(kept), most }
    }

    /// The answer to `asked`, which `find` finds where nobody has before; and whether that was so.
    pub(super) async fn get(
        &self,
        asked: Asked,
        find: impl Future<Output = Seen<T>>,
    ) -> (Seen<T>, bool) {
        let cell = self.kept().cells.entry(asked.clone()).or_default().clone();
        let mut first = false;
        let found = async {
            first = true;
            find.await
        };
        let seen = cell.get_or_init(|| found).await.clone();
        if first {
            self.kept().keep(asked, size(&seen), self.most);
        }
        (seen, first)
    }

    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Kept<T> {
    /// Counts an answer of `bytes`. One that is larger than `most` is not kept, and takes no other's place.
    fn keep(&mut self, asked: Asked, bytes: u64, most: u64) {
        if bytes > most {
            self.cells.remove(&asked);
            return;
        }
        self.sizes.push_back((asked, bytes));
        self.bytes += bytes;
        while self.bytes > most
            && let Some((oldest, bytes)) = self.sizes.pop_front()
        {
            self.cells.remove(&oldest);
            self.bytes -= bytes;
        }
    }
}

/// What an answer takes, in bytes.
fn size<T: Length>(seen: &Seen<T>) -> u64 {
    let body = match &seen.answer {
        Ok(Answer::Body(body)) => body.length(),
        _ => 0,
    };
    body.saturating_add(SMALL)
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
    async fn the_oldest_answers_go_where_there_is_no_room() {
        let answers = Answers::new(2 * SMALL + 6);
        assert_eq!(asked(&answers, "a", b"one").await, (b"one".to_vec(), true));
        assert_eq!(asked(&answers, "b", b"two").await, (b"two".to_vec(), true));
        assert_eq!(asked(&answers, "a", b"new").await, (b"one".to_vec(), false));
        assert_eq!(asked(&answers, "c", b"six").await, (b"six".to_vec(), true));
        assert_eq!(asked(&answers, "b", b"new").await, (b"two".to_vec(), false));
        assert_eq!(asked(&answers, "a", b"new").await, (b"new".to_vec(), true));
    }

    #[tokio::test]
    async fn what_is_larger_than_the_room_takes_no_place() {
        let answers = Answers::new(2 * SMALL);
        assert_eq!(asked(&answers, "a", b"").await, (Vec::new(), true));
        let large = vec![0; 9 << 10];
        assert!(asked(&answers, "b", &large).await.1 && asked(&answers, "b", &large).await.1);
        assert_eq!(asked(&answers, "a", b"new").await, (Vec::new(), false));
    }
}
