//! What go downloads for a build, and the directories in the place of modules.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{GoMod, GoWork, New, Replace};
use crate::{
    check::inputs::{Ask, Entry, Main, Member, Replaced, Replacement, Source, Way, member_of},
    go::cmd::gover,
    trace::{Build, ModuleRead},
};

/// A module that a directory replaces and that is required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The line that replaces it.
    pub source: Source,
    /// The module, and the version that is required.
    pub module: (String, String),
    /// The directory, as it is written.
    pub folder: String,
}

/// What the go.mod files say in directories that replace modules: by the name of the file that replaces, and the directory as it
/// is written there.
pub type Folders = HashMap<(String, String), Arc<ModuleRead>>;

/// What go downloads for `build`, which is of these modules: each version of a module once, at the first line that
/// names it; then what is required behind directories, by their go.mod files in `folders`. A workspace's own modules, what is
/// excluded and what is replaced by a directory are not asked for.
pub fn entries(
    build: &Arc<Build>,
    work: Option<&GoWork>,
    mods: &[GoMod],
    folders: &Folders,
) -> Vec<Entry> {
    let main = main_modules(mods);
    let mut wanted = Wanted::of(build, of_graph(work, mods, folders).into());
    let mut local = Vec::new();
    for Required { source, path, version, replace } in required(work, mods) {
        let own = (path, version);
        match replace {
            None => wanted.module(source, own, own),
            Some(Replace { source, new: New::Module(path, version), .. }) => {
                wanted.module(source, (path, version), own);
            }
            Some(Replace { new: New::Folder(_), .. }) => local.push((source, own)),
        }
    }
    for file in mods {
        wanted.tools(&file.tools, file.requires.iter().map(|(_, path, _)| path.as_str()), &main);
    }
    for (source, (path, version)) in local {
        let way = wanted.way((path.to_owned(), version.to_owned()));
        wanted.behind(source, &way);
    }
    wanted.entries
}

/// The modules that are required and that a directory replaces, in the order of the lines that require them.
pub fn local(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Local> {
    let local = required(work, mods).into_iter().filter_map(|required| {
        let Replace { source, new: New::Folder(folder), .. } = required.replace? else {
            return None;
        };
        let module = (required.path.to_owned(), required.version.to_owned());
        Some(Local { source: source.clone(), module, folder: folder.clone() })
    });
    local.collect()
}

/// The directories that replace modules, required or not, each with the line that does.
pub(crate) fn directories<'a>(
    work: Option<&'a GoWork>,
    mods: &'a [GoMod],
) -> impl Iterator<Item = (&'a Source, &'a str)> {
    replaces(work, mods).filter_map(|it| match &it.new {
        New::Folder(folder) => Some((&it.source, folder.as_str())),
        New::Module(..) => None,
    })
}

/// The entries in the order of their lines, file by file.
pub fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.source.as_ref().map_or(0, |source| source.line));
    let order: HashMap<String, usize> = files_in_order(&entries);
    entries.sort_by_key(|entry| entry.source.as_ref().and_then(|s| order.get(&s.file).copied()));
    entries
}

/// What a line requires, and the replacement that go takes.
struct Required<'a> {
    source: &'a Source,
    path: &'a str,
    version: &'a str,
    replace: Option<&'a Replace>,
}

/// What the modules require of others and do not exclude.
fn required<'a>(work: Option<&'a GoWork>, mods: &'a [GoMod]) -> Vec<Required<'a>> {
    let main = main_modules(mods);
    let mut taken = HashMap::new();
    for replace in replaces(work, mods) {
        taken.entry((replace.old.as_str(), replace.version.as_deref())).or_insert(replace);
    }
    // The replacement for this version goes before the one for all.
    let replaced = |path: &'a str, version: &'a str| {
        taken.get(&(path, Some(version))).or_else(|| taken.get(&(path, None))).copied()
    };
    let all = mods.iter().flat_map(|file| {
        let kept = file.requires.iter().filter(|(_, path, version)| {
            !file.excludes.contains(&(path.clone(), version.clone()))
                && !main.contains(path.as_str())
        });
        kept.map(|(source, path, version)| (source, path.as_str(), version.as_str()))
    });
    all.map(|(source, path, version)| Required {
        source,
        path,
        version,
        replace: replaced(path, version),
    })
    .collect()
}

/// The lines that replace, in the order in which they decide.
fn replaces<'a>(work: Option<&'a GoWork>, mods: &'a [GoMod]) -> impl Iterator<Item = &'a Replace> {
    let of_work = work.into_iter().flat_map(|work| &work.replaces);
    of_work.chain(mods.iter().flat_map(|file| &file.replaces))
}

/// What the files say of the module graph.
fn of_graph(work: Option<&GoWork>, mods: &[GoMod], folders: &Folders) -> Main {
    let mut replaced: HashMap<String, Vec<Replaced>> = HashMap::new();
    for Replace { source, old, version, new } in replaces(work, mods) {
        let new = match new {
            New::Folder(folder) => {
                let key = (source.file.clone(), folder.clone());
                Replacement::Folder(folders.get(&key).cloned())
            }
            New::Module(path, version) => Replacement::Module(path.clone(), version.clone()),
        };
        replaced.entry(old.clone()).or_default().push(Replaced { version: version.clone(), new });
    }
    let prunes = |file: &GoMod| {
        let go = file.loaded.file.go.as_ref();
        go.is_some_and(|go| gover::compare(&go.version, PRUNES).is_ge())
    };
    Main {
        modules: mods.iter().filter_map(|file| file.module.clone()).collect(),
        prunes: work.is_some() || mods.iter().all(prunes),
        excludes: mods.iter().flat_map(|file| file.excludes.iter().cloned()).collect(),
        replaces: replaced,
    }
}

/// The release since which a go line prunes graphs.
const PRUNES: &str = "1.17";

fn main_modules(mods: &[GoMod]) -> HashSet<&str> {
    mods.iter().filter_map(|file| file.module.as_deref()).collect()
}

struct Wanted<'a> {
    build: &'a Arc<Build>,
    main: Arc<Main>,
    seen: HashSet<(String, String)>,
    entries: Vec<Entry>,
}

impl<'b> Wanted<'b> {
    fn of(build: &'b Arc<Build>, main: Arc<Main>) -> Self {
        Self { build, main, seen: HashSet::new(), entries: Vec::new() }
    }

    /// What is asked for in the place of what is required.
    fn module(&mut self, source: &Source, asked: (&str, &str), required: (&str, &str)) {
        let owned = |(path, version): (&str, &str)| (path.to_owned(), version.to_owned());
        let way = self.way(owned(required));
        self.ask(source, owned(asked), way);
    }

    fn ask(&mut self, source: &Source, asked: Member, way: Way) {
        if self.seen.insert(asked.clone()) {
            let (path, version) = asked;
            let ask = Ask::Required { version, build: self.build.clone() };
            self.entries.push(Entry { way: Some(way), ..Entry::new(source.clone(), path, ask) });
        }
    }

    /// The way of what go.mod requires itself.
    fn way(&self, required: Member) -> Way {
        Way { main: self.main.clone(), required, by: Vec::new(), unpruned: false }
    }

    /// What is required behind a directory that replaces a module, and behind the directories behind that.
    fn behind(&mut self, source: &Source, way: &Way) {
        let mut ways = vec![way.clone()];
        let mut seen = HashSet::from([way.required.clone()]);
        while let Some(way) = ways.pop() {
            let Some(Replacement::Folder(Some(read))) = self.main.replaced(&way.required).cloned()
            else {
                continue;
            };
            for required in way.follows(&read) {
                let next = way.to(required.clone());
                match self.main.replaced(&required).cloned() {
                    None => self.ask(source, required, next),
                    Some(Replacement::Module(path, version)) => {
                        self.ask(source, (path, version), next);
                    }
                    Some(Replacement::Folder(_)) if seen.insert(required) => ways.push(next),
                    Some(Replacement::Folder(_)) => {}
                }
            }
        }
    }

    /// Tools that no required module holds: go would look for a module of theirs.
    fn tools<'a>(
        &mut self,
        tools: &[(Source, String)],
        required: impl Iterator<Item = &'a str>,
        main: &HashSet<&'a str>,
    ) {
        let known: HashSet<&str> = required.chain(main.iter().copied()).collect();
        for (source, tool) in tools {
            let ends = tool.match_indices('/').map(|(end, _)| end).chain([tool.len()]);
            let held = ends.filter_map(|end| tool.get(..end)).any(|path| known.contains(path));
            if !held && self.seen.insert((tool.clone(), String::new())) {
                self.entries.push(Entry::new(source.clone(), tool, Ask::Package));
            }
        }
    }
}

impl Way {
    /// Members that its go.mod requires, as far as go reads their go.mod files.
    pub(in crate::check) fn follows(&self, read: &ModuleRead) -> Vec<Member> {
        let prunes = read.go.as_ref().is_some_and(|go| gover::compare(go, PRUNES).is_ge());
        if !self.unpruned && self.main.prunes && prunes {
            return Vec::new();
        }
        let members = read.requires.iter().filter_map(|it| member_of(it));
        let others = members
            .filter(|it| !self.main.modules.contains(&it.0) && !self.main.excludes.contains(it));
        others.collect()
    }

    /// The way on to something that it requires.
    pub(in crate::check) fn to(&self, required: Member) -> Self {
        let mut by = self.by.clone();
        if by.is_empty() {
            by.extend(self.main.modules.first().cloned());
        }
        by.push(format!("{}@{}", self.required.0, self.required.1));
        Self { main: self.main.clone(), required, by, unpruned: true }
    }
}

fn files_in_order(entries: &[Entry]) -> HashMap<String, usize> {
    let mut order = HashMap::new();
    for file in entries.iter().filter_map(|entry| entry.source.as_ref()).map(|source| &source.file)
    {
        let next = order.len();
        order.entry(file.clone()).or_insert(next);
    }
    order
}
