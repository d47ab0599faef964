//! How far a run goes.

use serde::{Deserialize, Serialize};

/// The stages of a fetch, in go's order.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Stage {
    /// The repository root, found in direct mode.
    #[default]
    Root,
    /// The version that answers the query.
    Version,
    /// The go.mod of that version, and its checksum.
    Module,
    /// The zip of that version, its checksum, and the package in it.
    Package,
}

impl Stage {
    /// The name of the stage, as `--until` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Version => "version",
            Self::Module => "module",
            Self::Package => "package",
        }
    }

    /// Whom go asks to come to the end of this stage, in words.
    pub(crate) fn asks(self) -> &'static str {
        match self {
            Self::Root => "the repository root",
            Self::Version => "module proxies and the tags of the repository",
            Self::Module => "the go.mod of the version and the checksum database",
            Self::Package => "the zip of the version and the checksum database",
        }
    }
}
