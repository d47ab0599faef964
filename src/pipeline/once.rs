//! What is found out once in a run, whoever asks first.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::OnceCell;

/// What is found out once: a module path or a page, and again only where it is tried again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The module path, or the prefix whose page it is.
    pub path: String,
    /// Whether the path stands for a module, not for a package's candidate.
    pub module: bool,
    /// How often it was tried before.
    pub attempt: u32,
}

/// Answers by their key.
pub(super) struct Once<T> {
    cells: Mutex<HashMap<Key, Arc<OnceCell<T>>>>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { cells: Mutex::default() }
    }
}

impl<T: Clone> Once<T> {
    /// The answer for `key`, which `find` finds where nobody has asked before.
    pub(super) async fn get(&self, key: Key, find: impl Future<Output = T>) -> T {
        let cell = self.cell(key);
        cell.get_or_init(|| find).await.clone()
    }

    fn cell(&self, key: Key) -> Arc<OnceCell<T>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone()
    }
}

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
}
