//! From a path to its repository root.

use serde::{Deserialize, Serialize};

use crate::{
    go::cmd::{meta::Import, select, suffix::SuffixMatch},
    second::browser::Readings,
    secret::Known,
    trace::Conclusion,
};

facts_of_stage! {
    TableLooked, SuffixLooked, PageRead in Box, Matched, Verified, Validated, GovcsJudged, Concluded
}

/// The row of the table of hosts that a path was looked up in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableLooked {
    /// The row that decides, by its prefix.
    #[serde(default)]
    pub row: Option<String>,
    /// The root that the row gives.
    #[serde(default)]
    pub root: Option<String>,
    /// go's text, where the row refuses the path.
    #[serde(default)]
    pub error: Option<String>,
}

/// A path that was searched for a VCS suffix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuffixLooked {
    /// What it says.
    #[serde(default)]
    pub found: Option<SuffixMatch>,
    /// The schemes that go tries, in order.
    #[serde(default)]
    pub schemes: Vec<String>,
}

/// A page, read by go's parser and as a browser does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageRead {
    /// The URL that go names in its messages: the one first asked for.
    pub url: String,
    /// The status, `404 Not Found`.
    pub status: String,
    /// What go reads, and what a browser does of as much of the page as was taken.
    #[serde(flatten)]
    pub read: Readings,
    /// Why go takes no tag from this page.
    #[serde(default)]
    pub error: Option<select::PageError>,
}

impl PageRead {
    /// The page with an `x` for each byte of a secret, but for what is in `open` too.
    pub(crate) fn without(self, secrets: &Known, open: &str) -> Self {
        let Self { url, status, read, error } = self;
        let (url, status, error) = secrets.without((url, status, error), open);
        Self { url, status, read: read.without(secrets, open), error }
    }
}

/// The tag that was chosen on a page, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matched {
    /// The page, as go names it.
    pub url: String,
    /// The tag.
    #[serde(default)]
    pub import: Option<Import>,
    /// Why none can be chosen.
    #[serde(default)]
    pub error: Option<select::MatchError>,
}

/// The verdict of the prefix's own page, which is to confirm the tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verified {
    /// The prefix.
    pub prefix: String,
    /// Why it did not.
    #[serde(default)]
    pub error: Option<select::PrefixError>,
}

/// The fields of the tag, which were checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Validated {
    /// What is wrong with one of them.
    #[serde(default)]
    pub error: Option<select::Fault>,
}

/// The verdict of GOVCS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GovcsJudged {
    /// The VCS.
    pub vcs: String,
    /// The root that it was asked for.
    pub root: String,
    /// Whether GOPRIVATE matches the root.
    pub private: bool,
    /// The rule that decided.
    #[serde(default)]
    pub rule: Option<String>,
    /// go's text, where it refuses.
    #[serde(default)]
    pub error: Option<String>,
}

/// The end of the lookup of a module path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concluded {
    /// How the lookup ended.
    pub conclusion: Conclusion,
}
