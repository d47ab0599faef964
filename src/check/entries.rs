//! The paths to check, in their order. Those of lists stay in their files.

use super::{inputs::Entry, list::List, shard::Shard};
use crate::world::World;

/// Paths to check.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    parts: Vec<Part>,
    shard: Option<Shard>,
}

/// The paths of an input.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Read(Vec<Entry>),
    List(List),
}

impl Entries {
    pub(super) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// The entries of the hosts in `shard` alone.
    #[must_use]
    pub fn of(self, shard: Option<Shard>) -> Self {
        Self { shard, ..self }
    }

    /// Whether no input names any.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.len() == 0)
    }

    /// How many of them there are to check; lists are read again where there is a shard.
    pub fn count(&self, world: &World) -> usize {
        match self.shard {
            Some(_) => self.iter(world).count(),
            None => self.parts.iter().map(Part::len).sum(),
        }
    }

    /// Each with its index in the input.
    pub fn iter<'a>(&'a self, world: &'a World) -> impl Iterator<Item = (usize, Entry)> + 'a {
        let entries = self.parts.iter().flat_map(|part| part.entries(world));
        let has = |path: &str| self.shard.is_none_or(|shard| shard.has(path));
        entries.enumerate().filter(move |(_, entry)| has(&entry.path))
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(entries: Vec<Entry>) -> Self {
        Part::Read(entries).into()
    }
}

impl From<Part> for Entries {
    fn from(part: Part) -> Self {
        Self { parts: vec![part], shard: None }
    }
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Self::Read(entries) => entries.len(),
            Self::List(list) => list.len(),
        }
    }

    fn entries<'a>(&'a self, world: &World) -> Box<dyn Iterator<Item = Entry> + 'a> {
        match self {
            Self::Read(entries) => Box::new(entries.iter().cloned()),
            Self::List(list) => Box::new(list.entries(world)),
        }
    }
}
