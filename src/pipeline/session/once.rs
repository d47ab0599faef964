//! What is found out once in a run, whoever asks first.

use std::{
    collections::{HashMap, VecDeque, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;

/// What is found out once: a module path or a page, and again only where it is tried again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The module path, or the prefix whose page it is.
    pub path: String,
    /// Whether the path is that of a module, not for a package's candidate.
    pub module: bool,
    /// How often it was tried before.
    pub attempt: u32,
}

/// Answers by their key.
pub(crate) struct Once<T> {
    kept: Mutex<Kept<T>>,
}

/// The answers that are kept.
struct Kept<T> {
    cells: HashMap<Key, Cell<T>>,
    /// The keys that nobody expected, the oldest first.
    unexpected: VecDeque<Key>,
}

/// An answer, found or not.
struct Cell<T> {
    answer: Arc<OnceCell<T>>,
    /// How often it will be asked for still, where that is known.
    due: Option<usize>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        let kept = Kept { cells: HashMap::new(), unexpected: VecDeque::new() };
        Self { kept: Mutex::new(kept) }
    }
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self { answer: Arc::default(), due: None }
    }
}

impl<T: Clone> Once<T> {
    /// Each of `keys` will be asked for as often as it is among them. An answer is kept until
    /// then; of those that are not expected the last [`MOST_UNEXPECTED`] are.
    pub(crate) fn expect(&self, keys: impl Iterator<Item = Key>) {
        let mut kept = self.kept();
        for key in keys {
            *kept.cells.entry(key).or_default().due.get_or_insert(0) += 1;
        }
    }

    /// The answer for `key`, which `find` finds where nobody has asked before.
    pub(crate) async fn get(&self, key: Key, find: impl Future<Output = T>) -> T {
        let cell = self.cell(key);
        cell.get_or_init(|| find).await.clone()
    }

    fn cell(&self, key: Key) -> Arc<OnceCell<T>> {
        let mut kept = self.kept();
        match kept.cells.entry(key) {
            Entry::Vacant(place) => {
                let key = place.key().clone();
                let answer = place.insert(Cell::default()).answer.clone();
                kept.unexpected(key);
                answer
            }
            Entry::Occupied(mut place) => {
                let cell = place.get_mut();
                cell.due = cell.due.map(|due| due.saturating_sub(1));
                if cell.due == Some(0) { place.remove().answer } else { cell.answer.clone() }
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Kept<T> {
    /// Makes room for the answer to `key`, which nobody expected.
    fn unexpected(&mut self, key: Key) {
        self.unexpected.push_back(key);
        if self.unexpected.len() <= MOST_UNEXPECTED {
            return;
        }
        let oldest = self.unexpected.pop_front();
        // Somebody may have come to expect it since.
        if let Some(Entry::Occupied(place)) = oldest.map(|key| self.cells.entry(key))
            && place.get().due.is_none()
        {
            place.remove();
        }
    }
}

/// How many answers are kept that nobody said will be asked for: pages of prefixes, and roots of repositories.
const MOST_UNEXPECTED: usize = 1024;

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn each_question_is_asked_once() {
        let asked = AtomicU32::new(0);
        let once = Once::default();
        let find = |attempt| {
            once.get(Key { path: "a.test/b".into(), module: true, attempt }, async {
                tokio::task::yield_now().await;
                asked.fetch_add(1, Ordering::Relaxed)
            })
        };
        let answers = tokio::join!(find(0), find(0), find(1));
        assert!(answers.0 == answers.1 && answers.0 != answers.2);
        assert_eq!(asked.into_inner(), 2);
    }

    #[tokio::test]
    async fn an_answer_goes_with_the_last_who_asks() {
        let key = || Key { path: "a.test".into(), module: true, attempt: 0 };
        let once = Once::default();
        once.expect([key(), key()].into_iter());
        for (finds, answer) in [(1, 1), (2, 1), (3, 3)] {
            assert_eq!(once.get(key(), async { finds }).await, answer);
        }
    }

    #[tokio::test]
    async fn of_what_nobody_expects_the_last_are_kept() {
        let key = |number: usize| Key { path: number.to_string(), module: true, attempt: 0 };
        let once = Once::default();
        for number in 0..=MOST_UNEXPECTED {
            assert_eq!(once.get(key(number), async { number }).await, number);
        }
        assert_eq!(once.get(key(MOST_UNEXPECTED), async { 0 }).await, MOST_UNEXPECTED);
        assert_eq!(once.get(key(0), async { 7 }).await, 7);
        assert_eq!(once.kept().cells.len(), MOST_UNEXPECTED);
    }
}
