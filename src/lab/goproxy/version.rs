//! A version of a module, as a scenario writes it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{super::names::Name, PUBLIC, archive::archive};
use crate::go::xmod::dirhash::{self, NewlineInName};

/// A version of a module, for module proxies to serve and checksum databases to record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleVersion {
    /// The module path.
    pub module: Name,
    /// The version.
    pub version: Name,
    /// The tree that it is in, which a server names. Two trees may hold the version with other files.
    #[serde(default = "public")]
    pub tree: String,
    /// When it was made, as its `.info` says.
    #[serde(default = "new_year")]
    pub time: String,
    /// What else its `.info` is found by: branches, tags, commits.
    #[serde(default)]
    pub revisions: Vec<String>,
    /// The text of the files in its zip, by path from the root of the module.
    pub files: BTreeMap<String, String>,
    /// Its `.mod`. Where it is absent: the go.mod among the files, else the one that go makes up.
    #[serde(default)]
    pub go_mod: Option<String>,
    /// What precedes every name in its zip; `MODULE@VERSION/` where absent.
    #[serde(default)]
    pub zip_prefix: Option<String>,
    /// The version that its `.info` names; its own where absent.
    #[serde(default)]
    pub info_version: Option<String>,
    /// Whether `list` leaves it out. Pseudo-versions are never listed.
    #[serde(default)]
    pub unlisted: bool,
}

impl ModuleVersion {
    /// Its go.mod, as a proxy serves it.
    pub fn go_mod(&self) -> String {
        let own = self.go_mod.as_ref().or_else(|| self.files.get("go.mod"));
        own.cloned().unwrap_or_else(|| format!("module {}\n", self.module.get_ref()))
    }

    /// The bytes of its zip, the same in every run.
    pub fn zip(&self) -> Vec<u8> {
        archive(self.entries())
    }

    /// The `h1:` of its zip.
    pub fn sum(&self) -> String {
        let entries: Vec<_> = self.entries().collect();
        let read = |(_, text): &(String, &str), give: &mut dyn FnMut(&[u8])| {
            give(text.as_bytes());
            Ok::<_, NewlineInName>(())
        };
        let sum = dirhash::hash1(&entries, |(name, _)| name.as_bytes(), read);
        sum.unwrap_or_else(|error| error.to_string())
    }

    /// The `h1:` of its go.mod.
    pub fn go_mod_sum(&self) -> String {
        dirhash::go_mod(self.go_mod().as_bytes())
    }

    /// The lines that a go.sum has for it.
    pub fn go_sum_lines(&self) -> [String; 2] {
        let (module, version) = (self.module.get_ref(), self.version.get_ref());
        [
            format!("{module} {version} {}", self.sum()),
            format!("{module} {version}/go.mod {}", self.go_mod_sum()),
        ]
    }

    /// Names and texts of what is in the zip.
    fn entries(&self) -> impl Iterator<Item = (String, &str)> {
        let own = || format!("{}@{}/", self.module.get_ref(), self.version.get_ref());
        let prefix = self.zip_prefix.clone().unwrap_or_else(own);
        self.files.iter().map(move |(path, text)| (format!("{prefix}{path}"), text.as_str()))
    }
}

fn public() -> String {
    PUBLIC.to_owned()
}

fn new_year() -> String {
    "2024-01-01T00:00:00Z".to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::go::{std::archive::zip::Archive, version::Version};

    #[test]
    fn the_zip_has_the_sum_that_is_said() {
        let text = "module = 'a.test/b'\nversion = 'v1.0.0'\n\
                    files = { 'go.mod' = \"module a.test/b\\n\", 'é.go' = 'package b', 'x/y' = '' }";
        let version: ModuleVersion = toml::from_str(text).unwrap();
        let zip = Cursor::new(version.zip());
        let mut archive = Archive::open(zip, "v1.0.0.zip", Version::NEWEST).unwrap();
        assert_eq!(dirhash::zip(&mut archive).unwrap(), version.sum());
        assert_eq!(
            version.go_sum_lines()[1],
            format!("a.test/b v1.0.0/go.mod {}", version.go_mod_sum())
        );
    }
}
