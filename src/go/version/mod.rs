//! Which release's rules hold.
//!
//! Code asks for a behaviour, `version.has(Change::SubdirField)`, never for a number.

mod changes;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::knobs::Knobs;

pub use changes::{Change, Row, TABLE};

/// A release of go: `1.27`, or `1.27.3` where the patch is known. What GODEBUG turns in it goes
/// with it, and is not written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    minor: u16,
    patch: Option<u16>,
    knobs: Knobs,
}

impl Version {
    /// The newest release whose rules are known here.
    pub const NEWEST: Self = Self { minor: 27, patch: None, knobs: Knobs::NONE };
    /// The oldest release whose rules are known here.
    pub const OLDEST: Self = Self { minor: 8, patch: None, knobs: Knobs::NONE };

    /// Every release whose rules are known here, oldest first, without patches.
    pub fn known() -> impl Iterator<Item = Self> {
        (Self::OLDEST.minor..=Self::NEWEST.minor).map(|minor| Self { minor, ..Self::NEWEST })
    }

    /// Whether this release behaves as `change` says. Without a patch it is the newest of its
    /// minor release, which has what was brought back to it.
    pub fn has(self, change: Change) -> bool {
        self.knobs.turns(change).unwrap_or_else(|| self.ships(change))
    }

    /// The release with what `godebug`, a value of GODEBUG, turns in it.
    #[must_use]
    pub fn under(self, godebug: &str) -> Self {
        Self { knobs: Knobs::of(godebug, self.minor), ..self }
    }

    /// What GODEBUG turns.
    pub fn knobs(self) -> Knobs {
        self.knobs
    }

    fn ships(self, change: Change) -> bool {
        let row = change.row();
        let since = self.minor >= row.since || row.backports.iter().any(|it| self.reaches(*it));
        since && row.until.is_none_or(|until| self.minor < until)
    }

    /// The release without its patch.
    #[must_use]
    pub fn without_patch(self) -> Self {
        Self { patch: None, ..self }
    }

    /// The newest patch of this release for which go's rules of modules were recorded; none for those before 1.21.
    pub fn newest_patch(self) -> Option<u16> {
        RECORDED.iter().find(|(minor, _)| *minor == self.minor).map(|(_, patch)| *patch)
    }

    /// The release with its patch: the newest recorded one where none is known.
    #[must_use]
    pub fn with_patch(self) -> Self {
        Self { patch: self.patch.or_else(|| self.newest_patch()), ..self }
    }

    /// Whether this release is newer than any whose rules are known here.
    pub fn is_newer_than_known(self) -> bool {
        self.minor > Self::NEWEST.minor
    }

    /// Whether this release may hand its work to another one (GOTOOLCHAIN).
    pub fn switches(self) -> bool {
        self.has(Change::ShippedSettings)
    }

    fn reaches(self, (minor, patch): (u16, u16)) -> bool {
        self.minor == minor && self.patch.is_none_or(|own| own >= patch)
    }

    /// The number behind `1.`.
    pub fn minor(self) -> u16 {
        self.minor
    }

    /// Whether the rules of this release are known here.
    pub fn is_known(self) -> bool {
        (Self::OLDEST.minor..=Self::NEWEST.minor).contains(&self.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        self.patch.map_or(Ok(()), |patch| write!(f, ".{patch}"))
    }
}

/// The releases whose rules of modules were recorded: the minor release and its patch (modules.md §0).
const RECORDED: [(u16, u16); 7] =
    [(27, 3), (26, 6), (25, 5), (24, 11), (23, 9), (22, 10), (21, 13)];

/// A text that is not the name of a go 1 release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a go release such as 1.27 or go1.27.3")]
pub struct BadVersion(String);

impl FromStr for Version {
    type Err = BadVersion;

    /// Reads `1.27`, `1.27.3` or `go1.27.3`.
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let bad = || BadVersion(text.to_owned());
        let numbers = text.strip_prefix("go").unwrap_or(text);
        let (minor, patch) = match numbers.strip_prefix("1.").ok_or_else(bad)?.split_once('.') {
            Some((minor, patch)) => (minor, Some(patch.parse().map_err(|_| bad())?)),
            None => (&numbers[2..], None),
        };
        Ok(Self { minor: minor.parse().map_err(|_| bad())?, patch, knobs: Knobs::NONE })
    }
}

impl TryFrom<String> for Version {
    type Error = BadVersion;

    fn try_from(text: String) -> Result<Self, BadVersion> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_spellings() {
        for text in ["1.27.3", "go1.27.3"] {
            assert_eq!(text.parse::<Version>().map(|v| v.to_string()), Ok("1.27.3".into()));
        }
        assert_eq!("1.27".parse(), Ok(Version::NEWEST));
        for text in ["", "1", "1.", "2.0", "1.x", "go", "1.27.", "1.27.3.4"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
