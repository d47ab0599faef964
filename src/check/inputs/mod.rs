//! Files that name paths to check: read line by line, and looked over as they are. Pure.

pub mod gomod;
pub mod gosum;
pub mod list;
pub mod vanity;

mod change;
mod config;
mod guide;
mod keys;
mod pattern;
pub(crate) mod published;
mod sally;
mod vangen;
mod yaml;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use self::published::Site;
use crate::{
    findings::Finding,
    secret::{UrlText, redact_url},
    stages::files::rules,
    trace::{Build, ModuleRead},
};

pub use change::Change;

pub use crate::{report::Source, stages::files::rules::Rule};

/// The formats of vanity servers that are known.
pub(crate) const FORMATS: &str = "the YAML of govanityurls (host, paths, or paths at the top) and of sally (url, packages), vangen.json (domain, repositories)";

/// The configuration of a vanity server in `text`, whose kind the name of its file says; what is wrong with it is in it.
pub(crate) fn site(file: &str, text: &str) -> Site {
    match file.strip_suffix(".json") {
        Some(_) => vangen::site(file, text),
        None => vanity::site(file, text),
    }
}

/// What the configuration of a vanity server asks for on `host`, or on the host that it names; `None` where there is no host.
pub(crate) fn site_entries(file: &str, text: &str, host: Option<&str>) -> Option<Vec<Entry>> {
    let mut entries = config::entries(file, site(file, text), host)?;
    change::find(text, &mut entries);
    Some(entries)
}

/// A path that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is; `None` on the command line.
    pub source: Option<Source>,
    /// The path; where there is none, what is in its place.
    pub path: String,
    /// What is to be found out about it.
    pub ask: Ask,
    /// What is wrong with it as it is.
    pub faults: Vec<Fault>,
    /// What is wrong with a page of it that is a file.
    pub findings: Vec<Finding>,
    /// Its place in the module graph, where that is walked.
    pub way: Option<Way>,
    /// What go says in the place of any work with the file, without `go: ` in front, where the line keeps it from that.
    pub refused: Option<String>,
}

/// A place in the module graph of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The build, as far as it decides about its graph.
    pub main: Arc<Main>,
    /// The module and the version that are required; a replacement is asked for in their place.
    pub required: (String, String),
    /// The main module, and those who require one another up to the one that requires it; empty for what go.mod requires.
    pub by: Vec<String>,
    /// Whether what it requires is followed in any case, as behind a module without a pruned graph.
    pub unpruned: bool,
}

/// What the files of a build say of its module graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Main {
    /// The paths of the main modules.
    pub modules: Vec<String>,
    /// Whether graphs behind modules are pruned: the go line is 1.17 or newer.
    pub prunes: bool,
    /// Versions that are never used.
    pub excludes: HashSet<(String, String)>,
    /// What replaces modules, by their paths.
    pub replaces: HashMap<String, Vec<Replaced>>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The one version; `None` for all.
    pub version: Option<String>,
    /// What is in its place.
    pub new: Replacement,
}

/// What is in the place of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// A directory, with what its go.mod says; `None` where that cannot be read.
    Folder(Option<Arc<ModuleRead>>),
    /// A module at a version.
    Module(String, String),
}

/// A module and its version.
pub(in crate::check) type Member = (String, String);

/// What `PATH VERSION` names.
pub(in crate::check) fn member_of(named: &str) -> Option<Member> {
    let (path, version) = named.split_once(' ')?;
    Some((path.to_owned(), version.to_owned()))
}

impl Main {
    /// The replacement that go takes: the one for this version before the one for all.
    pub fn replaced(&self, (path, version): &(String, String)) -> Option<&Replacement> {
        let lines = self.replaces.get(path)?;
        let of = |wanted: Option<&String>| lines.iter().find(|it| it.version.as_ref() == wanted);
        of(Some(version)).or_else(|| of(None)).map(|line| &line.new)
    }
}

/// What is to be found out about a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Nothing: it cannot be asked for.
    Nothing,
    /// Whether go finds the module.
    Module,
    /// Whether go finds a module for the package.
    Package,
    /// Whether go downloads the module at the version that a build requires.
    Required {
        /// The version, or what is in its place and go looks up.
        version: String,
        /// The build.
        build: Arc<Build>,
    },
    /// Whether the page says of the module what the file says.
    Page(Box<Expected>),
    /// Whether the host answers there at all.
    Answer,
}

/// What a page has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The import path of the repository root.
    pub root: String,
    /// The VCS.
    pub vcs: String,
    /// The repository's URL; its password is not shown.
    pub repo: UrlText,
    /// The module's directory in the repository, empty for its root.
    pub subdir: String,
    /// The seconds in `Cache-Control: max-age`, where the file decides them.
    pub max_age: Option<u64>,
}

/// Something that is wrong with a line as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing.
    pub rule: &'static Rule,
    /// One-sentence summary of the fault.
    pub says: String,
    /// What to write instead, or lines to paste, where that is known.
    pub fix: Vec<String>,
    /// The edit of the file that cures it, where one line is all.
    pub change: Option<Change>,
}

impl Source {
    /// A line of a file.
    pub fn new(file: &str, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }
}

impl Entry {
    pub(in crate::check) fn new(source: Source, path: impl Into<String>, ask: Ask) -> Self {
        Self {
            source: Some(source),
            path: path.into(),
            ask,
            faults: Vec::new(),
            findings: Vec::new(),
            way: None,
            refused: None,
        }
    }

    /// A line that names nothing that could be asked for.
    fn malformed(source: Source, text: &str, says: impl Into<String>) -> Self {
        let fault = Fault::new(&rules::MALFORMED, says);
        Self { faults: vec![fault], ..Self::new(source, text, Ask::Nothing) }
    }
}

impl Fault {
    pub(in crate::check) fn new(rule: &'static Rule, says: impl Into<String>) -> Self {
        Self { rule, says: redact_url(&says.into()), fix: Vec::new(), change: None }
    }

    fn change(mut self, change: Change) -> Self {
        self.change = Some(change);
        self
    }

    pub(in crate::check) fn fix(mut self, line: impl Into<String>) -> Self {
        self.fix.push(redact_url(&line.into()));
        self
    }
}
