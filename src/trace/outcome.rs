//! How lookups end.

use serde::{Deserialize, Serialize};

use crate::{go::cmd::winner::Class, secret::UrlText};

/// How the lookup of a module path ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Conclusion {
    /// The server answers as go needs it, and no more was wanted.
    Answered,
    /// The repository root was found.
    Found {
        /// The root.
        root: Root,
    },
    /// The handshake succeeded, and no more was wanted.
    HandshakeOnly,
    /// go fails.
    Failed {
        /// go's text.
        error: String,
        /// How go ranks it.
        class: Class,
    },
    /// A limit of our own ended it.
    Limit {
        /// The limit, in words.
        limit: String,
    },
    /// The doctor cannot know.
    Unknown {
        /// What is missing.
        missing: String,
    },
}

/// A repository root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The import path of the root.
    pub path: String,
    /// `git`, `hg`, `svn`, `fossil` or `mod`.
    pub vcs: String,
    /// The repository's URL; its password is not shown.
    pub repo: UrlText,
    /// The module's directory in the repository, empty for its root.
    pub subdir: String,
    /// What named it.
    pub by: By,
}

/// What named a repository root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A go-import meta tag.
    Meta,
    /// The table of hosts that go knows.
    Static,
    /// A VCS suffix in the path.
    Suffix,
}
