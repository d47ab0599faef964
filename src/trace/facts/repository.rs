//! A repository behind its root: the commands that ran in it, and what go takes from them.

use serde::{Deserialize, Serialize};

use crate::{
    secret::UrlText,
    trace::{AccessSeen, CurlSpoke, Ran, RanEnd, SshSpoke},
};

facts_of_stage! { AccessSeen in Box, CommandRan in Box, CurlSpoke in Box, GoneAsked, RevisionSought in Box, SshSpoke in Box, VersionsListed }

/// A command of a version control tool that ran for a repository. Modules of one repository share
/// what it brought; it belongs to the module for which it ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandRan {
    /// The repository, as its root names it.
    pub repo: UrlText,
    /// The command, its end and what it said; its folder as go names it.
    pub ran: Ran,
}

impl CommandRan {
    /// Whether go's text `error` tells the failure of this command.
    pub fn is_told_in(&self, error: &str) -> bool {
        let failed = self.ran.end != RanEnd::Exited { status: Some(0) };
        failed && error.contains(&format!("{} in ", self.ran.argv.join(" ")))
    }
}

/// The URL of a repository that go asked for itself, after its refs could not be listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneAsked {
    /// The repository.
    pub repo: UrlText,
    /// Whether the server says that there is no such thing (404, 410), which go takes for "no such
    /// module".
    pub gone: bool,
}

/// The versions that a repository's tags give a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionsListed {
    /// The repository.
    pub repo: UrlText,
    /// What tags of the module begin with: its folder, and of the version what was asked for.
    pub prefix: String,
    /// The highest versions, lowest first, at most [`VersionsListed::MOST`].
    pub versions: Vec<String>,
    /// How many versions there are.
    pub count: usize,
    /// go's text, where there is no list.
    #[serde(default)]
    pub error: Option<String>,
}

impl VersionsListed {
    /// How many versions are kept.
    pub const MOST: usize = 100;
}

/// What a version or revision of a module is in its repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionSought {
    /// The repository.
    pub repo: UrlText,
    /// What was asked for; `latest` for the newest commit.
    pub asked: String,
    /// The commit, where there is one that may be used so.
    #[serde(default)]
    pub found: Option<RevisionFound>,
    /// go's text, where there is none.
    #[serde(default)]
    pub error: Option<String>,
}

/// A commit, and the version that go makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionFound {
    /// The version: a tag's, or a pseudo-version.
    pub version: String,
    /// The version that a pseudo-version rests on; `None` where it is no pseudo-version or rests on
    /// none.
    #[serde(default)]
    pub base: Option<String>,
    /// The full name of the commit.
    pub commit: String,
    /// The committer's time, in seconds since 1970, UTC.
    pub time: i64,
    /// The ref that led to it, `refs/tags/v1.0.0`; empty where its hash did.
    #[serde(default)]
    pub r#ref: String,
}
