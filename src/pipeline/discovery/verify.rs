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
    /// The import path that it was read for.
    wanted: String,
    events: Arc<[Event]>,
}

impl Session {
    /// The page of `ask.page_of`; its events go to every lookup that needs it. One with more tags than
    /// are kept is read again for another path.
    pub(crate) async fn prefix_page(
        &self,
        ask: Ask<'_>,
        lookup: &Lookup,
    ) -> Result<Arc<Page>, Halt> {
        let own = |path: String| Key { path, module: false, attempt: lookup.attempt };
        let find = || Box::pin(self.fetch_prefix(ask, lookup));
        let mut known = self.prefixes.get(own(ask.page_of.to_owned()), find()).await;
        if known.page.as_ref().is_ok_and(|page| page.more > 0) && known.wanted != ask.wanted {
            let path = format!("{} for {}", ask.page_of, ask.wanted);
            known = self.prefixes.get(own(path), find()).await;
        }
        lookup.recorder.copy(&known.events);
        known.page
    }

    async fn fetch_prefix(&self, ask: Ask<'_>, lookup: &Lookup) -> PrefixPage {
        let own = lookup.with(Recorder::new(self.world.clone(), None));
        let page = self.page(ask, &own).await.map(Arc::new);
        let wanted = ask.wanted.to_owned();
        PrefixPage { page, wanted, events: own.recorder.take().into() }
    }
}
