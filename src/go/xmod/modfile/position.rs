//! Places in a go.mod or go.work.

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1. A byte that is not UTF-8 counts as one.
    pub column: usize,
}
