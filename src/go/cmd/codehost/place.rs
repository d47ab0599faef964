//! The place of a module in its repository (repositories.md §6.1).

use crate::go::xmod::{major::split_version, pseudo, semver, version::match_path_major};

/// The place of a module in its repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModulePlace {
    /// The module path.
    pub path: String,
    /// The import path of the repository's root.
    pub root: String,
    /// The folder of the module in the repository, without its major version; empty at the top.
    pub dir: String,
    /// The module path without its major version; whole where it is the root itself.
    pub prefix: String,
    /// The major version at the end of the path: `/v2`, `.v2` or empty.
    pub major: String,
}

impl ModulePlace {
    /// The place of the module `path` in the repository of `root`, whose tag names `subdir`.
    ///
    /// The error is go's text.
    pub fn new(path: &str, root: &str, subdir: &str) -> Result<Self, String> {
        if below(path, root).is_none() {
            return Err(format!("mismatched repo: found {root} for {path}"));
        }
        let invalid =
            || format!("invalid module path {}", crate::go::std::strconv::text::quote(path));
        let (prefix, major) = split_version(path).ok_or_else(invalid)?;
        let is_root = root == path;
        let within = if is_root { Some("") } else { below(prefix, root) };
        let within = within
            .ok_or_else(|| format!("repository rooted at {root} cannot contain module {path}"))?;
        Ok(Self {
            path: path.to_owned(),
            root: root.to_owned(),
            dir: joined(within, subdir),
            prefix: if is_root { path } else { prefix }.to_owned(),
            major: major.to_owned(),
        })
    }

    /// What the tags of the module's versions begin with: `sub/` or nothing.
    pub fn tag_prefix(&self) -> String {
        if self.dir.is_empty() { String::new() } else { format!("{}/", self.dir) }
    }

    /// What the tags begin with that a pseudo-version may rest on: `sub/v2.`.
    pub fn origin_prefix(&self) -> String {
        let major = self.major.get(1..).map(|major| format!("{major}.")).unwrap_or_default();
        self.tag_prefix() + &major
    }

    /// The major version that pseudo-versions have: `v2`, empty where v0 and v1 are meant.
    pub fn pseudo_major(&self) -> &str {
        let number = self.major.get(1..).unwrap_or_default();
        number.strip_suffix("-unstable").unwrap_or(number)
    }

    /// Whether the version `v` may be one of the module, by its major number.
    pub fn fits(&self, v: &str) -> bool {
        match_path_major(v, &self.major)
    }

    /// Whether the path has the form of gopkg.in, where the major version is in no folder.
    pub fn is_gopkg(&self) -> bool {
        self.major.starts_with('.')
    }

    /// What git is asked for where go is asked for `version`: a tag with its folder, the digits
    /// of a pseudo-version, or the text itself where it is no version.
    pub fn revision(&self, version: &str) -> String {
        if !semver::is_valid(version) {
            return version.to_owned();
        }
        if let Ok(rev) = pseudo::revision(version) {
            return rev.to_owned();
        }
        let version = version.strip_suffix(INCOMPATIBLE).unwrap_or(version);
        self.tag_prefix() + version
    }
}

/// What is below `root` in `path`, without the slash between them.
fn below<'a>(path: &'a str, root: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(root)?;
    // go takes a root with a slash at its end as it is.
    let whole = rest.is_empty() || root.ends_with('/');
    if whole { Some(rest) } else { rest.strip_prefix('/') }
}

/// `dir` and `subdir` joined and cleaned, as far as a checked tag can need it.
fn joined(dir: &str, subdir: &str) -> String {
    if subdir.is_empty() {
        return dir.trim_matches('/').to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in dir.split('/').chain(subdir.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The suffix of versions from before there were modules.
pub const INCOMPATIBLE: &str = "+incompatible";

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str, root: &str, subdir: &str) -> ModulePlace {
        ModulePlace::new(path, root, subdir).unwrap()
    }

    #[test]
    fn folders_and_majors() {
        let sub = place("a.b/m/sub/v3", "a.b/m", "");
        assert_eq!(
            (sub.dir.as_str(), sub.major.as_str(), sub.prefix.as_str()),
            ("sub", "/v3", "a.b/m/sub")
        );
        assert_eq!(sub.revision("v3.0.0"), "sub/v3.0.0");
        let root = place("a.b/m/v2", "a.b/m/v2", "");
        assert_eq!((root.dir.as_str(), root.prefix.as_str()), ("", "a.b/m/v2"));
        assert_eq!(place("a.b/m", "a.b/m", "golang").tag_prefix(), "golang/");
        assert_eq!(place("a.b/m/x", "a.b/m", "./go/../lib/").dir, "x/lib");
        assert_eq!(sub.origin_prefix(), "sub/v3.");
    }

    #[test]
    fn texts() {
        let fails = |path, root| ModulePlace::new(path, root, "").unwrap_err();
        assert_eq!(ModulePlace::new("a.b/m", "a.b/", "").unwrap().dir, "m");
        assert_eq!(ModulePlace::new("a.b/c/m/v2", "a.b/c/", "").unwrap().dir, "m");
        assert_eq!(fails("a.b/mm", "a.b/m"), "mismatched repo: found a.b/m for a.b/mm");
        assert_eq!(fails("a.b/m/v1", "a.b/m"), "invalid module path \"a.b/m/v1\"");
    }

    #[test]
    fn revisions_of_versions() {
        let root = place("a.b/m", "a.b/m", "");
        assert_eq!(root.revision("v2.0.0+incompatible"), "v2.0.0");
        assert_eq!(root.revision("v0.0.0-20200102030405-0123456789ab"), "0123456789ab");
        assert_eq!(root.revision("main"), "main");
        assert!(root.fits("v1.2.3") && root.fits("v2.0.0+incompatible") && !root.fits("v2.0.0"));
        let gopkg = place("gopkg.in/x.v1", "gopkg.in/x.v1", "");
        assert!(gopkg.fits("v1.0.0") && gopkg.fits("v0.0.0-20200102030405-0123456789ab"));
        assert!(!gopkg.fits("v0.0.1"));
    }
}
