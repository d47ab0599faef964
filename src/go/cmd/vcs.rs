//! The version control systems that go knows.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::go::version::{Change, Version};

/// A version control system, or a module proxy that takes the place of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vcs {
    /// Bazaar, up to go 1.26.
    Bzr,
    /// Fossil.
    Fossil,
    /// Git.
    Git,
    /// Mercurial.
    Hg,
    /// Subversion.
    Svn,
    /// A module proxy named by a go-import tag.
    Mod,
}

impl Vcs {
    /// The system that a release calls `name` in go-import tags; none for any other text.
    pub fn by_name(name: &str, version: Version) -> Option<Self> {
        let known = [Self::Fossil, Self::Git, Self::Hg, Self::Svn, Self::Mod, Self::Bzr];
        known.into_iter().find(|vcs| vcs.name() == name && vcs.is_known(version))
    }

    /// Whether the release knows it.
    pub fn is_known(self, version: Version) -> bool {
        match self {
            Self::Bzr => version.has(Change::Bzr),
            Self::Fossil => version.has(Change::Fossil),
            Self::Mod => version.has(Change::ModEntries),
            Self::Git | Self::Hg | Self::Svn => true,
        }
    }

    /// Its name in go-import tags, suffixes and GOVCS; the command too, but for `mod`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bzr => "bzr",
            Self::Fossil => "fossil",
            Self::Git => "git",
            Self::Hg => "hg",
            Self::Svn => "svn",
            Self::Mod => "mod",
        }
    }

    /// Its name in messages: `Mercurial`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Bzr => "Bazaar",
            Self::Fossil => "Fossil",
            Self::Git => "Git",
            Self::Hg => "Mercurial",
            Self::Svn => "Subversion",
            Self::Mod => "mod",
        }
    }
}

impl fmt::Display for Vcs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The command of this system is not installed. The text is the line that go writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("go: missing {} command. See https://{}/s/gogetcmd", .0.title(), site(*.1))]
pub struct MissingCommand(pub Vcs, pub Version);

fn site(version: Version) -> &'static str {
    if version.has(Change::GoDevLinks) { "go.dev" } else { "golang.org" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bazaar_is_gone() {
        assert_eq!(Vcs::by_name("bzr", Version::NEWEST), None);
        assert_eq!(Vcs::by_name("bzr", "1.26".parse().unwrap()), Some(Vcs::Bzr));
        assert_eq!(Vcs::by_name("mod", Version::NEWEST), Some(Vcs::Mod));
        assert_eq!(Vcs::by_name("Git", Version::NEWEST), None);
    }

    #[test]
    fn missing_command_has_the_long_name() {
        let text = "go: missing Mercurial command. See https://go.dev/s/gogetcmd";
        assert_eq!(MissingCommand(Vcs::Hg, Version::NEWEST).to_string(), text);
    }
}
