//! Hosts that go knows by name: no page is read for them (discovery.md §5).

use serde::{Deserialize, Serialize};

use super::vcs::Vcs;
use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
    xmod::module::is_below,
};

/// What go knows about `path` from its host alone.
pub fn lookup(path: &str, version: Version) -> Lookup {
    if let Err(error) = check_special(path, version) {
        return Lookup::Special(error);
    }
    match ROWS.iter().find(|row| row.is_in(version) && row.is_for(path, version)) {
        Some(row) => Lookup::Row { prefix: row.prefix, outcome: row.root(path, version) },
        None => Lookup::NoRow,
    }
}

/// Whether Bitbucket itself has to be asked for the VCS of the repository, and by which URL.
pub fn bitbucket_url(root: &str, version: Version) -> Option<String> {
    let name = root.strip_prefix("bitbucket.org/").filter(|_| version.has(Change::BitbucketAsked));
    name.map(|name| {
        if version.has(Change::BitbucketV2) {
            format!("https://api.bitbucket.org/2.0/repositories/{name}?fields=scm")
        } else {
            format!("https://api.bitbucket.org/1.0/repositories/{name}")
        }
    })
}

/// The branch of launchpad.net that `path` means, where a release falls back to that.
///
/// `launchpad.net/PROJECT/SERIES` is one of PROJECT where there is no such series. Source:
/// discovery.md §17.2.
pub fn launchpad(path: &str, version: Version) -> Option<Launchpad> {
    let rest = path.strip_prefix("launchpad.net/").filter(|_| version.has(Change::Launchpad))?;
    let elements: Vec<&str> = rest.split('/').collect();
    let word = |text: &str| Word.matches(text);
    let (owned, own) = (elements.first()?.strip_prefix('~').is_some_and(word), elements.len() > 1);
    let below = match (owned, own) {
        (true, true) if elements[1] == "+junk" => elements.get(2..)?,
        (true, true) => elements.get(1..)?,
        (true, false) => return None,
        (false, _) => &elements[..],
    };
    if !below.iter().all(|element| word(element)) {
        return None;
    }
    let root = |count: usize| format!("launchpad.net/{}", elements[..count].join("/"));
    let series = (!owned && own).then(|| root(1));
    let count = match (owned, elements.get(1)) {
        (true, Some(&"+junk")) => 3,
        (_, Some(_)) => 2,
        (_, None) => 1,
    };
    (elements.len() >= count).then(|| Launchpad { root: root(count), project: series })
}

/// A branch of launchpad.net.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launchpad {
    /// Its module path.
    pub root: String,
    /// The project's path, where `root` may be a series of it or a package in it.
    pub project: Option<String>,
}

impl Launchpad {
    /// What go asks to learn whether `root` is a series.
    pub fn series_url(&self) -> Option<String> {
        let path = self.root.strip_prefix("launchpad.net").filter(|_| self.project.is_some())?;
        Some(format!("https://code.launchpad.net{path}/.bzr/branch-format"))
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
    /// The path does not have the form of the host's paths.
    #[error("invalid {prefix}{slash} import path {}", quote(.path))]
    InvalidPath {
        /// The row.
        prefix: &'static str,
        /// The slash behind it, in releases that show it.
        slash: &'static str,
        /// The whole path.
        path: String,
    },
    /// The repository ends in `.git` or the like, which this host does without.
    #[error("invalid version control suffix in {prefix}{slash} path")]
    VcsSuffix {
        /// The row.
        prefix: &'static str,
        /// The slash behind it.
        slash: &'static str,
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
    /// Exactly this text.
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

fn check_special(path: &str, version: Version) -> Result<(), SpecialError> {
    let special = version.has(Change::SpecialHosts);
    match path {
        "rsc.io" if special => Err(SpecialError::RscIo),
        _ if special && is_below(path, "example.net") => Err(SpecialError::ExampleNet),
        _ if path.starts_with("http:") => Err(SpecialError::Url("http://")),
        _ if path.starts_with("https:") => Err(SpecialError::Url("https://")),
        _ => Ok(()),
    }
}

impl Row {
    fn is_in(&self, version: Version) -> bool {
        self.vcs.is_known(version)
    }

    /// Whether the row decides about `path`, by its prefix alone.
    fn is_for(&self, path: &str, version: Version) -> bool {
        match path.strip_prefix(self.prefix) {
            Some(rest) if self.needs_slash(version) => rest.starts_with('/'),
            // Up to 1.9 some prefixes were no more than the start of a text.
            Some(_) => !version.has(Change::HostsWithoutSlash) || is_below(path, self.prefix),
            None => false,
        }
    }

    /// Whether a release writes the prefix with a slash behind it.
    fn needs_slash(&self, version: Version) -> bool {
        let early = matches!(self.prefix, "github.com" | "bitbucket.org");
        let with = version.has(Change::HostsWithSlash);
        with || (early && !version.has(Change::HostsWithoutSlash))
    }

    /// Whether it refuses roots that end in `.git` and the like.
    fn refuses_suffix(&self, version: Version) -> bool {
        let bitbucket = self.prefix == "bitbucket.org";
        let lax = bitbucket && !version.has(Change::BitbucketSuffixRefused);
        !self.vcs_suffix && !lax
    }

    fn root(&self, path: &str, version: Version) -> Result<Root, HostError> {
        let (prefix, with) = (self.prefix, self.needs_slash(version));
        let slash = if with { "/" } else { "" };
        let root = self.match_root(path, version).ok_or_else(|| HostError::InvalidPath {
            prefix,
            slash,
            path: path.to_owned(),
        })?;
        let slash = if with || version.has(Change::HostsWithoutSlash) { "/" } else { "" };
        match vcs_suffix(root, version) {
            Some(vcs) if self.refuses_suffix(version) => {
                Err(HostError::VcsSuffix { prefix, slash, vcs })
            }
            _ => Ok(Root { root: root.to_owned(), vcs: self.vcs, repo: format!("https://{root}") }),
        }
    }

    /// The module path at the start of `path`, if the whole path has the row's form.
    fn match_root<'a>(&self, path: &'a str, version: Version) -> Option<&'a str> {
        let mut elements = path.strip_prefix(self.prefix)?.strip_prefix('/')?.split('/');
        let mut end = self.prefix.len();
        for wanted in self.root {
            end += 1 + elements.next().filter(|element| wanted.matches(element))?.len();
        }
        let any_script = self.prefix == "github.com" && version.has(Change::UnicodeOnGithub);
        let fits = |element: &str| Word.matches(element) || any_script && is_any_word(element);
        let below = elements.all(|element| self.packages && fits(element));
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

/// Like [`Element::Word`], with letters of any script; close to the category L of Unicode.
fn is_any_word(element: &str) -> bool {
    let fits = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
        } else {
            c.is_alphabetic()
        }
    };
    !element.is_empty() && element.chars().all(fits)
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
    fn rows_change_with_the_releases() {
        let invalid = |prefix| Err(format!("invalid {prefix} import path \"github.com/a\""));
        assert_eq!(says("github.com/a", "1.16"), invalid("github.com"));
        assert_eq!(says("github.com/a", "1.15"), invalid("github.com/"));
        assert_eq!(says("github.com", "1.15"), Ok("no row".into()));
        assert_eq!(says("example.net/x", "1.15"), Ok("no row".into()));
        assert!(says("github.com/a/b/\u{e9}", "1.9").is_ok());
        assert!(says("github.com/a/b/\u{e9}", "1.16").is_err());
        assert_eq!(
            says("bitbucket.org/a/b.git", "1.17").as_deref(),
            Ok("https://bitbucket.org/a/b.git")
        );
        let early = "invalid git.apache.org import path \"git.apache.orgx/y\"";
        assert_eq!(says("git.apache.orgx/y", "1.9"), Err(early.into()));
        assert_eq!(says("chiselapp.com/user/a/repository/b", "1.9"), Ok("no row".into()));
    }

    #[test]
    fn launchpad_where_it_is_known() {
        let found = |path| {
            let found = launchpad(path, "1.26".parse().unwrap())?;
            Some((found.root.clone(), found.series_url()))
        };
        let url = "https://code.launchpad.net/a/b/.bzr/branch-format";
        assert_eq!(
            found("launchpad.net/a/b/c"),
            Some(("launchpad.net/a/b".into(), Some(url.into())))
        );
        assert_eq!(found("launchpad.net/a"), Some(("launchpad.net/a".into(), None)));
        assert_eq!(
            found("launchpad.net/~a/+junk/b/c"),
            Some(("launchpad.net/~a/+junk/b".into(), None))
        );
        assert_eq!(found("launchpad.net/~a/b"), Some(("launchpad.net/~a/b".into(), None)));
        assert_eq!(found("launchpad.net/~a"), None);
        assert_eq!(launchpad("launchpad.net/a", Version::NEWEST), None);
    }

    #[test]
    fn bzr_is_a_suffix_where_it_is_known() {
        assert_eq!(says("github.com/a/b.bzr", "1.27"), Ok("https://github.com/a/b.bzr".into()));
        assert!(says("github.com/a/b.bzr", "1.26").is_err());
    }
}
