//! A cure that is an edit of the file that names a path.

/// What to write in the place of a part of the file. Lines and columns are counted from 1, columns in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The finding that goes away.
    pub name: &'static str,
    /// What it does, in words.
    pub says: String,
    /// The file, as it was given.
    pub file: String,
    /// The line and column of the first character that goes.
    pub from: (usize, usize),
    /// The line and column of the first one behind it that stays.
    pub to: (usize, usize),
    /// What comes in their place.
    pub text: String,
}
