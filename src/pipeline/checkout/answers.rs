//! What a repository answers.

use crate::go::cmd::codehost::origin::Origin;

/// A commit that a revision names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its full name: the hash.
    pub name: String,
    /// Its name in pseudo-versions.
    pub short: String,
    /// The tag that was asked for where it is one of the commit's, else the full name.
    pub named: String,
    /// The committer's time, in seconds since 1970, UTC.
    pub time: i64,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// Where the answer came from.
    pub origin: Origin,
}

/// The tags that begin with some text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Where the answer came from; `None` where the tool cannot say.
    pub origin: Option<Origin>,
}
