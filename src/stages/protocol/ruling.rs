//! What came of a rule of the protocol.

use crate::go::version::Version;

/// What came of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The rule is broken.
    Broken(Broken),
    /// The rule is kept; what shows it.
    Kept(String),
    /// The rule was not tried, or does not apply; why.
    Open(String),
}

/// How a rule is broken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// What is wrong, in a sentence.
    pub title: String,
    /// The requests, each with its answer.
    pub evidence: Vec<(String, String)>,
    /// The releases that mind; empty for all that know module proxies.
    pub releases: Vec<Version>,
    /// A line to paste that shows it.
    pub look: Option<String>,
}

impl Ruling {
    /// A rule that is kept, as `says` shows.
    pub(super) fn kept(says: impl Into<String>) -> Self {
        Self::Kept(says.into())
    }

    /// A rule that was not tried.
    pub(super) fn open(why: impl Into<String>) -> Self {
        Self::Open(why.into())
    }
}
