//! The page of a prefix, which confirms a tag: fetched once in a run, as go does it.

use std::sync::Arc;

use crate::{
    pipeline::{
        Halt, Session,
        session::{lookup::Lookup, once::Key},
    },
    trace::{Event, Recorder},
};

use super::fetch::{Ask, Page};

/// The page of a prefix, with what was seen when it was fetched.
#[derive(Clone)]
pub(crate) struct PrefixPage {
    page: Result<Arc<Page>, Halt>,
    events: Arc<[Event]>,
}

impl Session {
    /// The page of `ask.page_of`; its events go to every lookup that needs it.
    pub(crate) async fn prefix_page(
        &self,
        ask: Ask<'_>,
        lookup: &Lookup,
    ) -> Result<Arc<Page>, Halt> {
        let key = Key { path: ask.page_of.to_owned(), module: false, attempt: lookup.attempt };
        let known = self.prefixes.get(key, Box::pin(self.fetch_prefix(ask, lookup))).await;
        lookup.recorder.copy(&known.events);
        known.page
    }

    async fn fetch_prefix(&self, ask: Ask<'_>, lookup: &Lookup) -> PrefixPage {
        let own = lookup.with(Recorder::new(self.world.clone(), None));
        let page = self.page(ask, &own).await.map(Arc::new);
        PrefixPage { page, events: own.recorder.take().into() }
    }
}
