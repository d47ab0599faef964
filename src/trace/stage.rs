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
    /// The stage of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        let all = [Self::Root, Self::Version, Self::Module, Self::Package];
        all.into_iter().find(|stage| stage.name() == name)
    }

    /// The name of the stage, as `--until` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Version => "version",
            Self::Module => "module",
            Self::Package => "package",
        }
    }
}
