//! What a scenario states for which releases.

use serde::Deserialize;

use super::{expect::Expect, scenario::Scenario};
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

impl Scenario {
    /// The release that [`Scenario::expect`] is about: that of its own `--go`, else the newest.
    pub fn about_release(&self) -> Version {
        let mut behind = self.args.iter().skip_while(|arg| *arg != "--go").skip(1);
        behind.next().and_then(|go| go.parse().ok()).unwrap_or(Version::NEWEST)
    }

    /// What must come out by the rules of `release`; `None` where the scenario does not say.
    pub fn stated(&self, release: Version) -> Option<&Expect> {
        let other = self.release.iter().find(|other| other.go.holds(release));
        let own = release.without_patch() == self.about_release().without_patch();
        other.map(|other| &other.expect).or(own.then_some(&self.expect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_have_their_own_expectations() {
        let text = "about = 'a'\npath = 'a.test/b'\nargs = ['--go', '1.21']\n[expect]\nok = true\n\
                    [[release]]\ngo = '1.8-1.10'\nexpect = { ok = false }\n";
        let scenario = Scenario::parse("x", text).unwrap();
        let stated = |go: &str| scenario.stated(go.parse().unwrap()).map(|expect| expect.ok);
        assert_eq!(stated("1.8"), Some(false));
        assert_eq!(stated("1.10.3"), Some(false));
        assert_eq!(stated("1.21.13"), Some(true));
        assert_eq!((stated("1.11"), stated("1.27")), (None, None));
        let error = Scenario::parse("x.toml", &text.replace("1.10", "ten")).unwrap_err();
        assert!(error.to_string().contains("\"ten\" is not a go release"), "{error}");
    }
}
