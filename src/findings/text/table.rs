//! The texts of a stage, and when they are looked for.

use super::row::Row;

/// Texts of one stage that are looked for together.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) turn: Turn,
    pub(crate) rows: &'static [Row],
}

impl Table {
    pub(crate) const fn new(turn: Turn, rows: &'static [Row]) -> Self {
        Self { turn, rows }
    }
}

/// When the texts of a table are looked for, from the outside of an error in: what go was doing
/// comes before the fault that it met there, and what a text says plainly before what it only
/// fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// What go refuses before it asks anyone.
    Start,
    /// What go says of a checksum that it verifies.
    Sum,
    /// What go says of a repository, a version or a module that it has chosen.
    Choice,
    /// What go says of the tag for a path.
    Tag,
    /// What go says of a file of a module proxy.
    File,
    /// What keeps a request from coming past an HTTP proxy.
    Way,
    /// What cannot be read of a page.
    Page,
    /// Why go refuses a chain.
    Chain,
    /// What the network does.
    Network,
    /// The status of an answer.
    Status,
    /// What a text only fits.
    Rest,
}
