//! Where a line is that named a path.

use serde::{Deserialize, Serialize};

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The file, as it was named; `-` for standard input.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}
