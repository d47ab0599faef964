//! go.mod and go.work: the modules that a build needs and that go looks up.

mod lint;
mod wanted;

use std::collections::{HashMap, HashSet};

pub use lint::{mark_query, unasked};
pub(crate) use wanted::directories;
pub use wanted::{Folders, Local, entries, in_order, local};

use super::{Ask, Entry, Fault, Source};
use crate::{
    go::{
        cmd::{
            gover::query::{Line, Query},
            main_file::{Loaded, Reader, Refusal, workspace::Used},
        },
        std::strconv::text::quote,
        xmod::{
            major::split_version,
            modfile::{
                self,
                fix::{FixError, Settled, settle},
            },
            module::check_module,
            version::path_major_prefix,
        },
    },
    stages::files::rules,
    trace::ModuleRead,
};

/// A go.mod, as far as it decides what is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoMod {
    text: Text,
    module: Option<String>,
    requires: Vec<(Source, String, String)>,
    replaces: Vec<Replace>,
    excludes: HashSet<(String, String)>,
    tools: Vec<(Source, String)>,
    /// What go takes of the file, and what it says instead.
    loaded: Loaded<modfile::GoMod>,
}

/// A go.work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoWork {
    /// The directories of its modules, each with its line.
    pub uses: Vec<(Source, String)>,
    text: Text,
    replaces: Vec<Replace>,
    /// What go takes of the file, and what it says instead.
    pub(crate) loaded: Loaded<modfile::GoWork>,
}

/// A file, with its name as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    file: String,
    lines: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Replace {
    source: Source,
    old: String,
    /// The one version that is replaced; `None` for all.
    version: Option<String>,
    new: New,
}

/// What replaces a module.
#[derive(Clone, Debug, PartialEq, Eq)]
enum New {
    /// A directory, as it is written.
    Folder(String),
    /// A module at a version.
    Module(String, String),
}

/// Reads a go.mod, called `shown` in go's texts, with this absolute name. go takes none with a fault; here what is right in it is looked up even so.
pub fn parse(reader: &Reader, file: &str, shown: &str, absolute: &str, text: &str) -> GoMod {
    let mut queries = Queries::default();
    let mut fix = |path: &str, version: &str| queries.stand_in(reader, path, version);
    let loaded = reader.go_mod(shown, absolute, text.as_bytes(), Some(&mut fix));
    let read = &loaded.file;
    let requires = read.require.iter().map(|it| {
        let version = queries.written(&it.module.path, &it.module.version);
        (Source::new(file, it.line), it.module.path.clone(), version)
    });
    let excludes =
        read.exclude.iter().map(|it| (it.module.path.clone(), it.module.version.clone()));
    let tools = read.tool.iter().map(|it| (Source::new(file, it.line), it.path.clone()));
    GoMod {
        module: read.module.as_ref().map(|module| module.path.clone()),
        requires: requires.collect(),
        excludes: excludes.collect(),
        replaces: replaces(file, &read.replace),
        tools: tools.collect(),
        text: Text::of(file, text),
        loaded,
    }
}

/// Reads a go.work, called `shown` in go's texts, with this absolute name.
pub fn parse_work(reader: &Reader, file: &str, shown: &str, absolute: &str, text: &str) -> GoWork {
    let loaded = reader.go_work(shown, absolute, text.as_bytes());
    let uses = loaded.file.uses.iter().map(|it| (Source::new(file, it.line), it.path.clone()));
    GoWork {
        uses: uses.collect(),
        text: Text::of(file, text),
        replaces: replaces(file, &loaded.file.replace),
        loaded,
    }
}

impl GoMod {
    /// The lines for which go refuses the file, where it is that of the only main module.
    pub fn refused(&self) -> Vec<Entry> {
        self.loaded.refusals.iter().flat_map(|refusal| self.text.refused(refusal)).collect()
    }

    /// What the module graph takes from it.
    pub(crate) fn says(&self) -> ModuleRead {
        let requires = self.requires.iter().map(|(_, path, version)| format!("{path} {version}"));
        ModuleRead {
            path: self.module.clone(),
            go: self.loaded.file.go.as_ref().map(|go| go.version.clone()),
            requirements: self.requires.len(),
            requires: requires.collect(),
            ..ModuleRead::default()
        }
    }

    /// The module of a workspace, in whose go.work it is in this line, by the names of its folder that go shows and
    /// knows.
    pub(crate) fn used(&self, line: usize, shown: String, folder: String) -> Used {
        Used { line, shown, folder, go_mod: Ok(self.loaded.clone()) }
    }

    /// The file, for faults in it.
    pub(crate) fn text(&self) -> &Text {
        &self.text
    }

    /// What go takes of the file.
    pub(crate) fn file(&self) -> &modfile::GoMod {
        &self.loaded.file
    }
}

impl GoWork {
    /// The lines for which go refuses the file, whatever its modules are.
    pub fn refused(&self) -> Vec<Entry> {
        self.loaded.refusals.iter().flat_map(|refusal| self.text.refused(refusal)).collect()
    }

    /// The file, for faults in it.
    pub(crate) fn text(&self) -> &Text {
        &self.text
    }
}

impl Text {
    fn of(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), lines: text.lines().map(str::to_owned).collect() }
    }

    /// An entry for each line at which go stops.
    pub(crate) fn refused(&self, refusal: &Refusal) -> Vec<Entry> {
        self.refused_for(refusal, &rules::MALFORMED)
    }

    /// An entry for each line at which go stops, told by `rule`.
    pub(crate) fn refused_for(&self, refusal: &Refusal, rule: &'static super::Rule) -> Vec<Entry> {
        let entry = |fault: &crate::go::cmd::main_file::Fault| {
            let line = self.lines.get(fault.line - 1).map_or("", |line| line.trim());
            let path = if line.is_empty() { &self.file } else { line };
            let refused = Some(format!("{}{}", refusal.front, fault.text));
            let faults = vec![Fault::new(rule, fault.says.clone())];
            let source = Source::new(&self.file, fault.line);
            Entry { faults, refused, ..Entry::new(source, path, Ask::Nothing) }
        };
        refusal.faults.iter().map(entry).collect()
    }
}

/// Queries in the place of versions, such as branches, which go asks for before it goes on.
#[derive(Default)]
struct Queries(HashMap<(String, String), String>);

impl Queries {
    /// The version itself where it is one. For a query a version that fits the path.
    fn stand_in(&mut self, reader: &Reader, path: &str, version: &str) -> Result<String, FixError> {
        let major = split_version(path).and_then(|(_, path_major)| path_major_prefix(path_major));
        match settle(path, version)? {
            Settled::Canonical(version) => Ok(version),
            Settled::Query(query) => {
                refused(reader, path, &query)?;
                let version = format!("{}.0.0", major.unwrap_or("v0"));
                self.0.insert((path.to_owned(), version.clone()), query);
                Ok(version)
            }
        }
    }

    /// The query that `version` is for, or itself.
    fn written(&self, path: &str, version: &str) -> String {
        let query = self.0.get(&(path.to_owned(), version.to_owned()));
        query.map_or(version, String::as_str).to_owned()
    }
}

/// Fails where go asks nobody what a query means: for paths of no module, and for releases of its own.
fn refused(reader: &Reader, path: &str, query: &str) -> Result<(), FixError> {
    let other = |text: &dyn std::fmt::Display| FixError::Other(text.to_string());
    let Some(line) = Line::of(path) else {
        return check_module(path.as_bytes()).map_err(|error| other(&error));
    };
    match Query::read(line, query, reader.release).map_err(|fault| other(&fault))? {
        Query::Exact(release) if line.knows(&release, &reader.running.release) => {
            let version = quote(line.spelt(&release));
            Err(FixError::Module(format!("version {version} invalid: should be v0 or v1, not ")))
        }
        Query::Exact(_) | Query::Search(_) => Ok(()),
    }
}

fn replaces(file: &str, read: &[modfile::Replace]) -> Vec<Replace> {
    let replace = |it: &modfile::Replace| Replace {
        source: Source::new(file, it.line),
        old: it.old.path.clone(),
        version: Some(it.old.version.clone()).filter(|version| !version.is_empty()),
        new: match it.new.version.as_str() {
            "" => New::Folder(it.new.path.clone()),
            version => New::Module(it.new.path.clone(), version.to_owned()),
        },
    };
    read.iter().map(replace).collect()
}

#[cfg(test)]
mod tests;
