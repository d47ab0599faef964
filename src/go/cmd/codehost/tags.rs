//! Which tags are versions of a module (repositories.md §4).

use crate::go::xmod::{pseudo, semver};

use super::place::ModulePlace;

/// The versions that tags name, each list from the lowest to the highest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagVersions {
    /// Versions whose major number fits the module path.
    pub compatible: Vec<String>,
    /// Versions above v1 of a module at the root of a repository, without `+incompatible`.
    pub incompatible: Vec<String>,
}

impl TagVersions {
    /// The versions of the module at `place` that `tags` name.
    pub fn of<'a>(tags: impl Iterator<Item = &'a str>, place: &ModulePlace) -> Self {
        let prefix = place.tag_prefix();
        let mut versions = Self::default();
        for version in tags.filter_map(|tag| tag.strip_prefix(&prefix)).filter(|it| is_version(it))
        {
            if place.fits(version) {
                versions.compatible.push(version.to_owned());
            } else if place.dir.is_empty() && place.major.is_empty() {
                versions.incompatible.push(version.to_owned());
            }
        }
        versions.compatible.sort_by(|a, b| semver::compare(a, b));
        versions.incompatible.sort_by(|a, b| semver::compare(a, b));
        versions
    }

    /// The highest version of each major number among the incompatible ones, with the rest of
    /// that number: lowest first.
    pub fn incompatible_majors(&self) -> Vec<&[String]> {
        let same = |a: &String, b: &String| semver::major(a) == semver::major(b);
        self.incompatible.chunk_by(same).collect()
    }
}

/// Whether the module has no versions by tags at all: gopkg.in's `-unstable`.
pub fn has_no_tags(path: &str) -> bool {
    path.starts_with("gopkg.in/") && path.ends_with("-unstable")
}

/// The version that a tag names for the module, and whether the tag is its canonical form.
///
/// A tag with build metadata names a version and is not canonical.
pub fn version_of<'a>(tag: &'a str, tag_prefix: &str) -> Option<(&'a str, bool)> {
    let text = tag.strip_prefix(tag_prefix)?;
    if pseudo::is_pseudo(tag) {
        return None;
    }
    let version = semver::canonical(text)?;
    let own = text.get(..version.len()).filter(|own| **own == *version)?;
    Some((own, own == text))
}

/// The release that may hold the retractions of the others: the highest release, else the highest
/// pre-release; `+incompatible` versions and what is behind the first of them do not count.
pub fn retracting(versions: &[String]) -> Option<&String> {
    let end = versions.iter().position(|it| it.ends_with(super::place::INCOMPATIBLE));
    let versions = &versions[..end.unwrap_or(versions.len())];
    let release = versions.iter().rfind(|it| semver::prerelease(it).is_empty());
    release.or(versions.last())
}

fn is_version(text: &str) -> bool {
    semver::canonical(text).is_some_and(|version| *version == *text) && !pseudo::is_pseudo(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, tags: &[&str]) -> TagVersions {
        TagVersions::of(tags.iter().copied(), &ModulePlace::new(path, "a.b/m", "").unwrap())
    }

    #[test]
    fn only_canonical_tags_with_the_folder_are_versions() {
        let tags = [
            "v1",
            "v1.2",
            "1.2.3",
            "v1.2.3+meta",
            "v01.2.3",
            "v1.10.0",
            "v1.9.0-rc.1",
            "v1.9.0",
            "sub/v0.1.0",
            "v0.0.0-20200101000000-abcdefabcdef",
            "v1.0.1-20200101000000-abcdefabcdef",
        ];
        let root = of("a.b/m", &tags);
        assert_eq!(
            root.compatible,
            ["v1.0.1-20200101000000-abcdefabcdef", "v1.9.0-rc.1", "v1.9.0", "v1.10.0"]
        );
        assert_eq!(of("a.b/m/sub", &tags).compatible, ["v0.1.0"]);
    }

    #[test]
    fn majors() {
        let tags = ["v3.0.0", "v2.1.0", "v2.0.0", "v1.0.0"];
        let root = of("a.b/m", &tags);
        assert_eq!(root.incompatible, ["v2.0.0", "v2.1.0", "v3.0.0"]);
        assert_eq!(root.incompatible_majors().len(), 2);
        let v2 = of("a.b/m/v2", &tags);
        assert_eq!((v2.compatible.len(), v2.incompatible.len()), (2, 0));
    }

    #[test]
    fn retractions_are_in_the_highest_release() {
        let list = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let versions = list(&["v1.0.0", "v1.1.0-rc", "v2.0.0+incompatible"]);
        assert_eq!(retracting(&versions), Some(&"v1.0.0".to_owned()));
        assert_eq!(retracting(&list(&["v1.1.0-a", "v1.1.0-b"])), Some(&"v1.1.0-b".to_owned()));
        assert_eq!(retracting(&list(&["v2.0.0+incompatible"])), None);
    }

    #[test]
    fn metadata_is_not_canonical() {
        assert_eq!(version_of("sub/v1.0.0+x", "sub/"), Some(("v1.0.0", false)));
        assert_eq!(version_of("v1.0.0", ""), Some(("v1.0.0", true)));
        assert_eq!(version_of("v1.0", ""), None);
    }
}
