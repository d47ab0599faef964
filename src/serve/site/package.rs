//! One repository with the import path of its root.

use super::forge;
use crate::{check::inputs::published::Vanity, secret::redact_url};

/// A repository with its import path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The import path of its root, the host in front.
    pub root: String,
    /// The VCS, or `mod` for a module proxy.
    pub vcs: String,
    /// The URL that go is told.
    pub repo: String,
    /// The directory of the module in the repository; empty for its root.
    pub subdir: String,
    /// What a go-source tag says: the home, a directory, a line of a file.
    pub source: Option<[String; 3]>,
    /// The repository's page for people.
    pub home: Option<String>,
    /// Where its documentation is, with `{path}` for the import path of a package.
    pub docs: Option<String>,
    /// A line about it.
    pub about: String,
    /// Whether the index leaves it out.
    pub hidden: bool,
    /// The directories below it that are named; `None` where the file names none.
    pub subs: Option<Vec<String>>,
}

impl Package {
    /// What `entry` says for `host`; `docs` is where the site has its documentation.
    pub(super) fn new(host: &str, entry: Vanity, docs: Option<&str>) -> Self {
        let below = entry.path.trim_matches('/');
        let root = if below.is_empty() { host.to_owned() } else { format!("{host}/{below}") };
        let home = home(&entry);
        let display = entry.display.or_else(|| forge::source(home.as_deref()?, &entry.branch));
        let own = Some(entry.docs).filter(|docs| !docs.is_empty());
        Self {
            root,
            vcs: if entry.vcs.is_empty() { "git".to_owned() } else { entry.vcs },
            repo: entry.repo,
            subdir: entry.subdir,
            source: display,
            home,
            docs: own.or_else(|| docs.map(ToOwned::to_owned)),
            about: entry.about,
            hidden: entry.hidden,
            subs: entry.subs,
        }
    }

    /// The content of its go-import tag.
    pub fn import(&self) -> String {
        let Self { root, vcs, repo, subdir, .. } = self;
        format!("{root} {vcs} {repo} {subdir}").trim_end().to_owned()
    }

    /// Where the documentation of the package at `path` is.
    pub fn docs_of(&self, path: &str) -> Option<String> {
        self.docs.as_ref().map(|docs| docs.replace("{path}", path))
    }
}

/// The page of the repository: the one that is named, or the repository's URL where a browser can open that.
fn home(entry: &Vanity) -> Option<String> {
    if !entry.source.is_empty() {
        return Some(entry.source.clone());
    }
    let opens =
        entry.vcs != "mod" && ["https://", "http://"].iter().any(|it| entry.repo.starts_with(it));
    let shown = redact_url(&entry.repo);
    (opens && *shown == *entry.repo).then(|| entry.repo.clone())
}
