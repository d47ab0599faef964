//! Hosts that go knows by name: no page is read for them (discovery.md §5).

use serde::{Deserialize, Serialize};

use super::{path::is_below, text::quote, vcs::Vcs, version::Version};

/// What go knows about `path` from its host alone.
pub fn lookup(path: &str, version: Version) -> Lookup {
    if let Err(error) = check_special(path) {
        return Lookup::Special(error);
    }
    match ROWS.iter().find(|row| is_below(path, row.prefix)) {
        Some(row) => Lookup::Row { prefix: row.prefix, outcome: row.root(path, version) },
        None => Lookup::NoRow,
    }
}

/// What the hosts known by name say of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A path that go never looks for.
    Special(SpecialError),
    /// The row of the table whose prefix the path has decides.
    Row {
        /// `github.com`, say.
        prefix: &'static str,
        /// The repository, which nobody has asked for yet.
        outcome: Result<Root, HostError>,
    },
    /// None of them: the suffix decides, then the page.
    NoRow,
}

/// A repository and the module path of its root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The module path.
    pub root: String,
    /// How to fetch it.
    pub vcs: Vcs,
    /// The repository's URL.
    pub repo: String,
}

/// A path that go refuses before it looks at the table. The texts are go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpecialError {
    /// `example.net` and all below, for go's own tests.
    #[error("no modules on example.net")]
    ExampleNet,
    /// `rsc.io` itself.
    #[error("rsc.io is not a module")]
    RscIo,
    /// A URL. No module path gets here that was checked first (discovery.md §2.4).
    #[error("{} not allowed in import path", quote(.0))]
    Url(&'static str),
}

/// A path that the row of its host refuses. The texts are go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// It does not have the form of the host's paths.
    #[error("invalid {prefix} import path {}", quote(.path))]
    InvalidPath {
        /// The row.
        prefix: &'static str,
        /// The whole path.
        path: String,
    },
    /// The repository ends in `.git` or the like, which this host does without.
    #[error("invalid version control suffix in {prefix}/ path")]
    VcsSuffix {
        /// The row.
        prefix: &'static str,
        /// The system whose name is the suffix.
        vcs: Vcs,
    },
}

/// Paths of one host. `root` are the elements between the prefix and the end of the module path.
struct Row {
    prefix: &'static str,
    root: &'static [Element],
    vcs: Vcs,
    /// Whether the module path may end in `.git` or the like.
    vcs_suffix: bool,
    /// Whether the path may go on below the module path.
    packages: bool,
}

/// What an element must be.
#[derive(Clone, Copy)]
enum Element {
    /// ASCII letters, digits, `_`, `.` and `-`.
    Word,
    /// Lower-case letters and digits.
    LowerAlnum,
    /// Letters and digits.
    Alnum,
    /// Lower-case letters, digits, `_`, `.` and `-`, then `.git`.
    DotGit,
    /// This text.
    Is(&'static str),
}

use Element::{Alnum, DotGit, Is, LowerAlnum, Word};

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { prefix: "github.com", root: &[Word, Word], vcs: Vcs::Git, vcs_suffix: false, packages: true },
    Row { prefix: "bitbucket.org", root: &[Word, Word], vcs: Vcs::Git, vcs_suffix: false, packages: true },
    Row { prefix: "hub.jazz.net/git", root: &[LowerAlnum, Word], vcs: Vcs::Git, vcs_suffix: false, packages: true },
    Row { prefix: "git.apache.org", root: &[DotGit], vcs: Vcs::Git, vcs_suffix: true, packages: true },
    Row { prefix: "git.openstack.org", root: &[Word, Word], vcs: Vcs::Git, vcs_suffix: true, packages: true },
    Row {
        prefix: "chiselapp.com", root: &[Is("user"), Alnum, Is("repository"), Word],
        vcs: Vcs::Fossil, vcs_suffix: true, packages: false,
    },
];

fn check_special(path: &str) -> Result<(), SpecialError> {
    match path {
        "rsc.io" => Err(SpecialError::RscIo),
        _ if is_below(path, "example.net") => Err(SpecialError::ExampleNet),
        _ if path.starts_with("http:") => Err(SpecialError::Url("http://")),
        _ if path.starts_with("https:") => Err(SpecialError::Url("https://")),
        _ => Ok(()),
    }
}

impl Row {
    fn root(&self, path: &str, version: Version) -> Result<Root, HostError> {
        let prefix = self.prefix;
        let root = self
            .match_root(path)
            .ok_or_else(|| HostError::InvalidPath { prefix, path: path.to_owned() })?;
        match vcs_suffix(root, version) {
            Some(vcs) if !self.vcs_suffix => Err(HostError::VcsSuffix { prefix, vcs }),
            _ => Ok(Root { root: root.to_owned(), vcs: self.vcs, repo: format!("https://{root}") }),
        }
    }

    /// The module path at the start of `path`, if the whole path has the row's form.
    fn match_root<'a>(&self, path: &'a str) -> Option<&'a str> {
        let mut elements = path.strip_prefix(self.prefix)?.strip_prefix('/')?.split('/');
        let mut end = self.prefix.len();
        for wanted in self.root {
            end += 1 + elements.next().filter(|element| wanted.matches(element))?.len();
        }
        let below = elements.all(|element| self.packages && Word.matches(element));
        below.then(|| path.get(..end)).flatten()
    }
}

impl Element {
    fn matches(self, element: &str) -> bool {
        let all =
            |text: &str, allowed: fn(u8) -> bool| !text.is_empty() && text.bytes().all(allowed);
        match self {
            Self::Word => all(element, is_word),
            Self::Alnum => all(element, |b| b.is_ascii_alphanumeric()),
            Self::LowerAlnum => all(element, |b| b.is_ascii_lowercase() || b.is_ascii_digit()),
            Self::DotGit => element
                .strip_suffix(".git")
                .is_some_and(|name| all(name, |b| is_word(b) && !b.is_ascii_uppercase())),
            Self::Is(text) => element == text,
        }
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')
}

fn vcs_suffix(root: &str, version: Version) -> Option<Vcs> {
    let known = [Vcs::Bzr, Vcs::Fossil, Vcs::Git, Vcs::Hg, Vcs::Svn].into_iter();
    let is_suffix = |vcs: &Vcs| root.strip_suffix(vcs.name()).is_some_and(|it| it.ends_with('.'));
    known.filter(|vcs| vcs.is_known(version)).find(is_suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(path: &str, version: &str) -> Result<String, String> {
        match lookup(path, version.parse().unwrap()) {
            Lookup::Special(error) => Err(error.to_string()),
            Lookup::Row { outcome, .. } => outcome.map(|it| it.repo).map_err(|e| e.to_string()),
            Lookup::NoRow => Ok("no row".into()),
        }
    }

    #[test]
    fn rows_decide() {
        assert_eq!(says("github.com/a/b/c", "1.27"), Ok("https://github.com/a/b".into()));
        let invalid = r#"invalid github.com import path "github.com/a""#;
        assert_eq!(says("github.com/a", "1.27"), Err(invalid.into()));
        let suffix = "invalid version control suffix in github.com/ path";
        assert_eq!(says("github.com/a/b.git", "1.27"), Err(suffix.into()));
        assert_eq!(says("hub.jazz.net/x", "1.27"), Ok("no row".into()));
        assert_eq!(says("example.net/x", "1.27"), Err("no modules on example.net".into()));
        assert_eq!(says("rsc.io/x", "1.27"), Ok("no row".into()));
    }

    #[test]
    fn bzr_is_a_suffix_where_it_is_known() {
        assert_eq!(says("github.com/a/b.bzr", "1.27"), Ok("https://github.com/a/b.bzr".into()));
        assert!(says("github.com/a/b.bzr", "1.26").is_err());
    }
}
