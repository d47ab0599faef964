//! The pages that a run keeps: one that many paths get is kept once.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use crate::trace::Blob;

/// How many pages are looked at for one that is the same.
const LAST: usize = 8;

/// The last pages that were kept.
#[derive(Debug, Default)]
pub(crate) struct Pages(Mutex<VecDeque<Blob>>);

impl Pages {
    /// `page`, or the same page as it was kept before.
    pub(crate) fn once(&self, mut page: Vec<u8>) -> Blob {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = last.iter().find(|kept| kept.0 == page) {
            return same.clone();
        }
        // It came in pieces, and its room with them.
        page.shrink_to_fit();
        let page = Blob::from(page);
        last.truncate(LAST - 1);
        last.push_front(page.clone());
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_is_kept_once() {
        let pages = Pages::default();
        let [first, other, again] = [b"a", b"b", b"a"].map(|page| pages.once(page.to_vec()));
        assert_eq!(first.0.as_ptr(), again.0.as_ptr());
        assert_eq!(&other.0[..], b"b");
        for number in 0..20_u8 {
            pages.once(vec![number]);
        }
        assert_eq!(pages.0.lock().unwrap().len(), LAST);
    }
}
