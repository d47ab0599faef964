//! What the checks of a go.mod that declares another path look at: what answers there, and what earlier versions declare.

use crate::{
    findings::{Found, view::View},
    go::{
        cmd::hosts::{Lookup, lookup},
        version::Version,
        xmod::major::split_version,
    },
    shell::word,
    stages::trial::outcome,
    trace::{CommandEnded, Step, Trial, Tried, VersionFound},
};

/// A version whose go.mod declares another path, on which go fails.
pub(super) struct Named<'a> {
    /// The version.
    pub(super) version: &'a VersionFound,
    /// The path that it declares.
    pub(super) path: &'a str,
    /// The command with that path: with the same version, and where that failed without one.
    declared: Vec<&'a Tried>,
    /// The command with earlier versions.
    earlier: Vec<&'a Tried>,
    release: Version,
}

impl<'a> Named<'a> {
    /// What was seen, where that is why go fails.
    pub(super) fn of(view: &View<'a>) -> Option<Self> {
        let ended = view.trace.first::<CommandEnded>().filter(|_| view.fails())?;
        let (version, path) = ended.misnamed()?;
        let tried = |how| view.tried(how).collect();
        let (declared, earlier) = (tried(Trial::Declared), tried(Trial::Earlier));
        Some(Self { version, path, declared, earlier, release: view.trace.header.go })
    }

    /// The version, as a command names it.
    pub(super) fn named(&self) -> String {
        format!("{}@{}", self.version.module, self.version.version)
    }

    /// Whether both paths are the same but for the major version.
    pub(super) fn is_of_major(&self) -> bool {
        without_major(self.path) == without_major(&self.version.module)
    }

    /// Whether the path asked for is the address at a forge of what the declared path names.
    pub(super) fn is_address(&self) -> bool {
        let is_forge = |path: &str| matches!(lookup(path, self.release), Lookup::Row { .. });
        let last = |path: &str| without_major(path).rsplit('/').next().map(str::to_owned);
        let module = &self.version.module;
        is_forge(module) && !is_forge(self.path) && last(module) == last(self.path)
    }

    /// The command with the declared path that succeeds.
    pub(super) fn answering(&self) -> Option<&'a Tried> {
        self.declared.iter().copied().find(|tried| tried.succeeds())
    }

    /// The command with the newest earlier version, of those that were tried, that declares the path asked for.
    pub(super) fn kept(&self) -> Option<&'a Tried> {
        self.earlier.iter().copied().rfind(|tried| tried.succeeds())
    }

    /// Whether a module answers under the declared path, and was one under the path asked for before.
    pub(super) fn is_renamed(&self) -> bool {
        !self.is_of_major() && self.answering().is_some() && self.kept().is_some()
    }

    /// Whether nothing is at the declared path.
    pub(super) fn is_nowhere(&self) -> bool {
        !self.declared.is_empty() && self.declared.iter().all(|tried| tried.is_nowhere())
    }

    /// Whether another project is at the declared path: it has no such version, and no earlier version that was looked at declares the
    /// path asked for.
    pub(super) fn is_other_project(&self) -> bool {
        let lacks = self.declared.first().is_some_and(|tried| tried.is_nowhere());
        let none = self.earlier.iter().all(|it| it.misnamed().is_some() || it.version.is_none());
        lacks && self.answering().is_some() && none
    }

    /// Whether the author's module line is wrong.
    pub(super) fn is_slip(&self) -> bool {
        let same = self.is_of_major() || self.is_address();
        !same && (self.is_nowhere() || self.is_other_project())
    }

    /// The finding, with what was seen of both paths.
    pub(super) fn found(&self, title: impl Into<String>) -> Found {
        let found = Found::new(Step::Module, title);
        let found = found.seen(format!("go.mod of {}: module {}", self.named(), self.path));
        let tried = self.declared.iter().chain(&self.earlier);
        tried.map(|it| format!("{}: {}", it.argument, shown(it))).fold(found, Found::seen)
    }

    /// The line that takes the version under the path that it declares.
    pub(super) fn replaced(&self) -> String {
        let replaced = word(&format!("{}={}", self.path, self.named()));
        format!("go mod edit -replace {replaced} && go get {}", word(self.path))
    }
}

/// What came of a trial, in a line.
fn shown(tried: &Tried) -> String {
    match tried.misnamed() {
        Some(version) => format!("{version}, whose go.mod names another path too"),
        None => outcome(tried),
    }
}

/// A module path without the major version at its end.
fn without_major(path: &str) -> &str {
    split_version(path).map_or(path, |(path, _)| path)
}
