//! Events in their order, held once by all who saw the same.

use std::{iter::FlatMap, slice, sync::Arc};

use super::Event;

/// Events in their order: those of a lookup, or of the whole run, are in it as a part that other
/// traces share.
#[derive(Clone, Debug, Default)]
pub struct Events(Vec<Arc<[Event]>>);

/// The events, one after the other.
pub(crate) type Iter<'a> =
    FlatMap<slice::Iter<'a, Arc<[Event]>>, &'a [Event], fn(&'a Arc<[Event]>) -> &'a [Event]>;

impl Events {
    /// Puts `part` behind the others.
    pub fn push(&mut self, part: impl Into<Arc<[Event]>>) {
        self.0.push(part.into());
    }

    /// Puts the parts of `others` behind the own ones.
    pub fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The events, one after the other.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().flat_map(|part| part)
    }
}

impl<T: Into<Arc<[Event]>>> From<T> for Events {
    fn from(part: T) -> Self {
        Self(vec![part.into()])
    }
}

impl FromIterator<Event> for Events {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        Self(vec![events.into_iter().collect()])
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = &'a Event;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Whatever the parts are.
impl PartialEq for Events {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}
