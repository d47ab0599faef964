//! What came of what the doctor tried behind the root.

use super::View;
use crate::trace::{Apart, EndpointAsked, RecordAsked, Told as _, Trial, Tried};

impl<'a> View<'a> {
    /// The trials of one kind, in their order.
    pub(crate) fn tried(&self, how: Trial) -> impl Iterator<Item = &'a Tried> {
        let tried = self.trace.events.iter().told::<Tried>();
        tried.filter(move |tried| tried.how == how)
    }

    /// The endpoints that were asked apart, for one reason.
    pub(crate) fn endpoints(&self, why: Apart) -> impl Iterator<Item = &'a EndpointAsked> {
        let asked = self.trace.events.iter().told::<EndpointAsked>();
        asked.filter(move |asked| asked.why == why)
    }

    /// What the checksum database says to a question that go did not ask, or not so.
    pub(crate) fn record_asked(&self, itself: bool) -> Option<&'a RecordAsked> {
        let mut asked = self.trace.events.iter().told::<RecordAsked>();
        asked.find(|asked| asked.itself == itself)
    }
}
