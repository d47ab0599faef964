//! A search in the list of a module's versions.

use std::cmp::Ordering;

use crate::go::xmod::semver;

/// Which versions of a list fit, and which of them is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What a version begins with; the list is asked for by it too.
    pub prefix: String,
    /// The lowest version that fits.
    pub at_least: Option<String>,
    /// The highest version that fits.
    pub at_most: Option<String>,
    /// What all versions that fit are above.
    pub above: Option<String>,
    /// What all versions that fit are below.
    pub below: Option<String>,
    /// The lowest of them is taken.
    pub prefers_lower: bool,
    /// `@latest` is asked where none fits.
    pub may_use_latest: bool,
    /// `+incompatible` versions count whatever the compatible ones hold.
    pub prefers_incompatible: bool,
}

impl Search {
    /// Whether the text and the order of `version` fit.
    pub fn fits(&self, version: &str) -> bool {
        let holds = |bound: &Option<String>, orders: &[Ordering]| {
            bound.as_ref().is_none_or(|bound| orders.contains(&semver::compare(version, bound)))
        };
        version.starts_with(&self.prefix)
            && holds(&self.at_least, &[Ordering::Greater, Ordering::Equal])
            && holds(&self.at_most, &[Ordering::Less, Ordering::Equal])
            && holds(&self.above, &[Ordering::Greater])
            && holds(&self.below, &[Ordering::Less])
    }

    /// The version that is taken from those that fit, lowest first: a release where there is one.
    pub fn choose<'a>(&self, fitting: &'a [String]) -> Option<&'a str> {
        let (releases, others) = split_releases(fitting);
        let from = if releases.is_empty() { others } else { releases };
        if self.prefers_lower { from.first().copied() } else { from.last().copied() }
    }
}

/// Releases and pre-releases apart, in their order.
pub fn split_releases(versions: &[String]) -> (Vec<&str>, Vec<&str>) {
    versions.iter().map(String::as_str).partition(|version| semver::prerelease(version).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_goes_before_every_prerelease() {
        let versions = |list: &[&str]| list.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        let (highest, lowest) =
            (Search::default(), Search { prefers_lower: true, ..Search::default() });
        let mixed = versions(&["v1.0.0", "v1.1.0", "v1.2.0-rc.1"]);
        assert_eq!(highest.choose(&mixed), Some("v1.1.0"));
        assert_eq!(lowest.choose(&mixed), Some("v1.0.0"));
        assert_eq!(highest.choose(&versions(&["v1.0.0-a", "v1.0.0-b"])), Some("v1.0.0-b"));
        assert_eq!(highest.choose(&[]), None);
    }
}
