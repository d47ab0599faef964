//! The files of src/ and which of them names which: `use` trees and paths in the code, through the re-exports of
//! modules, without unit tests.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files itself, and ends where they are missing"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

type Segments = Vec<String>;

/// A module: its file, the code in it, and the names that its `use` lines bring.
struct Module {
    file: String,
    /// The code without comments, unit tests and `use` lines.
    code: String,
    /// The name in this module with the path it means, and whether others see it.
    uses: Vec<(String, Segments, bool)>,
}

/// The modules of src/ by their path from the root of the crate.
pub(crate) struct Modules(BTreeMap<Segments, Module>);

/// What a path names.
enum Target {
    Module(Segments),
    /// An item of the module.
    Item(Segments),
}

impl Modules {
    /// The modules whose files are below `src`; `main.rs` is a crate of its own.
    pub(crate) fn read(src: &Path, files: &[std::path::PathBuf]) -> Self {
        let modules = files.iter().filter_map(|path| {
            let file = path.strip_prefix(src).unwrap().to_str().unwrap().replace('\\', "/");
            let place = segments_of(&file)?;
            let (code, uses) = parted(&fs::read_to_string(path).unwrap());
            Some((place, Module { file, code, uses }))
        });
        Self(modules.collect())
    }

    /// The files whose items each file names. A folder's `mod.rs` is the front of the files below it and holds what
    /// they share: what they name there is no arrow.
    pub(crate) fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let edges = self.0.iter().map(|(place, module)| {
            let named = self.named(place, module).into_iter();
            let others = named.filter(|to| !place.starts_with(to));
            (module.file.as_str(), others.map(|to| self.0[&to].file.as_str()).collect())
        });
        edges.collect()
    }

    /// The modules whose items `module` names.
    fn named(&self, place: &Segments, module: &Module) -> BTreeSet<Segments> {
        let paths = paths(&module.code);
        let single = words(&module.code);
        // A re-export is a use only where the module itself goes by the name.
        let own = module.uses.iter().filter(|(name, _, public)| !public || single.contains(name));
        let mut targets: Vec<Target> =
            own.flat_map(|(_, path, _)| self.targets(place, path)).collect();
        for path in paths {
            targets.extend(self.targets(place, &path));
        }
        let items = targets.into_iter().filter_map(|target| match target {
            Target::Item(module) => Some(module),
            Target::Module(_) => None,
        });
        items.collect()
    }

    /// A name can be both a module and an item that is exported from there.
    fn targets(&self, place: &Segments, path: &[String]) -> Vec<Target> {
        let mut found: Vec<Target> = self.resolve(place, path, 0).into_iter().collect();
        if let (Some((last, parent)), Some(Target::Module(_))) = (path.split_last(), found.first())
            && let Some(Target::Module(parent)) = self.resolve(place, parent, 0)
        {
            found.extend(self.exported(&parent, last, 0));
        }
        found
    }

    /// What `path`, written in the module at `place`, names; `None` outside of the crate.
    fn resolve(&self, place: &Segments, path: &[String], depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => place.clone(),
            "super" => place.split_last()?.1.to_vec(),
            name => match self.step(place, name, depth, true)? {
                Target::Module(module) => module,
                item @ Target::Item(_) => return Some(item),
            },
        };
        Some(self.descend(start, rest, depth))
    }

    fn descend(&self, mut at: Segments, rest: &[String], depth: usize) -> Target {
        for name in rest {
            if name == "super" {
                at.pop();
                continue;
            }
            match self.step(&at, name, depth, false) {
                Some(Target::Module(module)) => at = module,
                Some(item) => return item,
                None => return Target::Item(at),
            }
        }
        Target::Module(at)
    }

    /// What `name` is in the module at `at`: a module below it, or what a `use` brings there.
    fn step(&self, at: &Segments, name: &str, depth: usize, private: bool) -> Option<Target> {
        let below: Segments = at.iter().cloned().chain([name.to_owned()]).collect();
        if self.0.contains_key(&below) {
            return Some(Target::Module(below));
        }
        let uses = &self.0.get(at)?.uses;
        let (_, path, _) =
            uses.iter().find(|(own, _, public)| own == name && (private || *public))?;
        self.followed(at, path, depth)
    }

    fn exported(&self, at: &Segments, name: &str, depth: usize) -> Option<Target> {
        let mut uses = self.0.get(at)?.uses.iter();
        let (_, path, _) = uses.find(|(own, _, public)| own == name && *public)?;
        self.followed(at, path, depth)
    }

    fn followed(&self, at: &Segments, path: &[String], depth: usize) -> Option<Target> {
        (depth < 8).then(|| self.resolve(at, path, depth + 1)).flatten()
    }
}

/// The module's path by that of its file; `None` for what is no module of the library.
fn segments_of(file: &str) -> Option<Segments> {
    let stem = file.strip_suffix(".rs")?;
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "main" => None,
        "lib" => Some(Vec::new()),
        _ if stem.ends_with("/tests") => None,
        _ => Some(stem.split('/').map(str::to_owned).collect()),
    }
}

/// The code of a file without its `use` lines, and the names that those bring.
fn parted(text: &str) -> (String, Vec<(String, Segments, bool)>) {
    let text = text.split("\nmod tests {").next().unwrap_or_default();
    let (mut code, mut uses) = (String::new(), Vec::new());
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        let line = line.trim_start();
        let (public, line) = visible(line);
        let Some(tree) = line.strip_prefix("use ") else {
            code.push_str(line);
            code.push('\n');
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().unwrap_or(";"));
        }
        let tree: String = tree.replace(" as ", "@").split_whitespace().collect();
        leaves(tree.trim_end_matches(';'), &[], &mut |name, path| uses.push((name, path, public)));
    }
    (code, uses)
}

/// Whether a line begins with a visibility, and what follows it.
fn visible(line: &str) -> (bool, &str) {
    let rest = ["pub ", "pub(crate) ", "pub(super) "].iter().find_map(|it| line.strip_prefix(it));
    rest.filter(|rest| rest.starts_with("use ")).map_or((false, line), |rest| (true, rest))
}

/// The leaves of a `use` tree below `base`, each with the name it has then.
fn leaves(tree: &str, base: &[String], leaf: &mut dyn FnMut(String, Segments)) {
    if let Some((head, group)) = tree.split_once('{') {
        let base = [base, &split(head)].concat();
        let group = group.strip_suffix('}').unwrap_or(group);
        let mut depth = 0_i32;
        let members = group.split(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        members.filter(|member| !member.is_empty()).for_each(|it| leaves(it, &base, leaf));
        return;
    }
    let (path, alias) = tree.split_once('@').unwrap_or((tree, ""));
    let mut path = [base, &split(path)].concat();
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name =
        if alias.is_empty() { path.last().cloned().unwrap_or_default() } else { alias.to_owned() };
    leaf(name, path);
}

fn split(path: &str) -> Segments {
    path.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

/// The paths in code, `a::b::c`, from their first segment on.
fn paths(code: &str) -> BTreeSet<Segments> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let chunks = code.split(|c| !is_path(c)).filter(|chunk| chunk.contains("::"));
    let paths = chunks.filter(|chunk| !chunk.starts_with(':'));
    paths.map(|chunk| split(chunk.trim_end_matches(':'))).filter(|path| path.len() > 1).collect()
}

fn words(code: &str) -> BTreeSet<String> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect()
}

/// The groups of files that name each other, directly or by way of others in the group.
pub(crate) fn circles<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<BTreeSet<&'a str>> {
    let reached: BTreeMap<_, _> = edges.keys().map(|file| (*file, reach(edges, file))).collect();
    let mut circles: Vec<BTreeSet<&str>> = Vec::new();
    for (file, others) in &reached {
        let back = others.iter().copied().filter(|other| reached[other].contains(file));
        let circle: BTreeSet<&str> = back.collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

/// Every file that `file` names, and all that those name.
fn reach<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>, file: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = edges[file].iter().copied().collect();
    while let Some(file) = next.pop() {
        if seen.insert(file) {
            next.extend(edges[file].iter().copied());
        }
    }
    seen
}
