//! The page of a prefix, which confirms a tag: fetched once in a run, as go does it.

use std::sync::Arc;

use crate::event::Event;

use super::{
    Halt, Session,
    fetch::{Ask, Page},
    lookup::Lookup,
};
use crate::trace::Recorder;

/// The page of a prefix, with what was seen when it was fetched.
pub(super) struct PrefixPage {
    page: Result<Arc<Page>, Halt>,
    events: Vec<Event>,
}

impl Session {
    /// The page of `ask.page_of`; its events go to every lookup that needs it.
    pub(super) async fn prefix_page(
        &self,
        ask: Ask<'_>,
        lookup: &Lookup,
    ) -> Result<Arc<Page>, Halt> {
        let cell = self.prefixes.lock().await.entry(ask.page_of.to_owned()).or_default().clone();
        let known = cell
            .get_or_init(|| async {
                let recorder = Recorder::new(self.world.clone(), Some(lookup.path.clone()));
                let own = Lookup::new(lookup.path.clone(), lookup.insecure, recorder);
                let page = self.page(ask, &own).await.map(Arc::new);
                PrefixPage { page, events: own.recorder.take() }
            })
            .await;
        lookup.recorder.copy(&known.events);
        known.page.clone()
    }
}
