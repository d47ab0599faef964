//! How lookups and requests end.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{go::cmd::winner::Class, secret::UrlText};

/// How the lookup of a module path ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum Conclusion {
    /// The repository root was found.
    Found {
        /// The root.
        root: Root,
    },
    /// The handshake succeeded, and no more was wanted.
    Shaken,
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

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// go would fail here, with this text (what stands behind `Get "URL": `).
    Go {
        /// go's text.
        text: String,
    },
    /// A limit of our own; go has none here.
    Limit {
        /// The limit, in words: `body 16777216 bytes`, `request 60 s`.
        limit: String,
    },
    /// go can do something here that the doctor cannot, so that it does not know.
    Undetermined {
        /// What that is.
        what: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Go { text } => f.write_str(text),
            Self::Limit { limit } => write!(f, "limit of the doctor: {limit}"),
            Self::Undetermined { what } => write!(f, "cannot be known: {what}"),
        }
    }
}
