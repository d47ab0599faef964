//! What a scenario states for which releases.

use serde::Deserialize;

use super::expect::Expect;
use crate::go::version::Version;

/// What comes out by the rules of other releases.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByRelease {
    /// Which: `1.8`, or `1.8-1.10` with both ends.
    pub go: Range,
    /// What comes out there.
    pub expect: Expect,
}

/// Releases without patches, from one to another with both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Range {
    first: Version,
    last: Version,
}

impl TryFrom<String> for Range {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (first, last) = text.split_once('-').unwrap_or((&text, &text));
        let version = |text: &str| text.parse::<Version>().map_err(|error| error.to_string());
        Ok(Self { first: version(first)?, last: version(last)? })
    }
}

impl Range {
    /// The oldest and the newest of them.
    pub fn ends(self) -> [Version; 2] {
        [self.first, self.last]
    }

    /// Whether `release` is one of them, whatever its patch.
    pub fn holds(self, release: Version) -> bool {
        (self.first..=self.last).contains(&release.without_patch())
    }
}
