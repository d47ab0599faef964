//! From what was typed to the paths that are to be checked.

use std::{
    collections::HashSet,
    ffi::{OsStr, OsString},
    io,
    path::Path,
    sync::Arc,
};

use crate::{
    check::inputs::{
        Ask, Entry,
        gomod::{self, GoMod},
        gosum, vangen, vanity,
    },
    check::{
        entries::{Entries, Part},
        list::{List, Text, Unreadable},
    },
    go::{cmd::clean::clean, std::strconv::text::lossy, version::Version},
    problem::Problem,
    trace::{Build, SumText},
    world::World,
};

/// How large a file of a build may be.
const MAX_FILE: u64 = 16 << 20;

/// How large the configuration of a vanity server may be: one of a million paths has some 60 MB.
const MAX_SITE: u64 = 128 << 20;

/// How large a file of sums may be: that of a million lines has some 100 MB.
const MAX_SUMS: u64 = 256 << 20;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Files and paths; nothing means ./go.mod.
    pub names: Vec<OsString>,
    /// What came from standard input, where `-` is among the names.
    pub stdin: Arc<[u8]>,
    /// Whether paths that are not from a go.mod are module paths.
    pub module: bool,
    /// The host of a vanity server's file.
    pub host: Option<String>,
    /// Whether the files are looked over as they are, and nobody is asked.
    pub lint: bool,
}

/// All paths that `inputs` name, in their order. Nothing is sent.
///
/// An `Err` says which file cannot be read.
pub fn entries(world: &World, inputs: &Inputs) -> Result<Entries, Problem> {
    if inputs.names.is_empty() {
        return build(world, "go.mod").map(Entries::from);
    }
    let mut entries = Entries::default();
    for name in &inputs.names {
        entries.push(one(world, name, inputs)?);
    }
    // A build that requires nothing is checked; a list without paths is a slip.
    if entries.is_empty() && !inputs.names.iter().any(|name| is_build(name)) {
        let next = "name a file with paths, or a path";
        return Err(Problem::new("there is nothing to check", "the input names no path", next));
    }
    Ok(entries)
}

/// Whether it is the file of a build: go.mod, go.work, or another that -modfile and GOWORK take.
fn is_build(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "mod" || it == "work")
}

/// The lines that name the paths, each once, with nobody to be asked.
///
/// An `Err` names a path that is in no file.
pub fn lines(world: &World, entries: &Entries) -> Result<Entries, Problem> {
    let mut seen = HashSet::new();
    let mut lines = Vec::new();
    for (_, entry) in entries.iter(world) {
        let Some(source) = &entry.source else {
            let why = format!("{} stands in no file", entry.path);
            let next = "name the files only, or leave out --lint";
            return Err(Problem::new("there is no line to look over", why, next));
        };
        if !entry.faults.is_empty() || seen.insert(source.clone()) {
            lines.push(Entry { ask: Ask::Nothing, ..entry });
        }
    }
    Ok(lines.into())
}

/// What one name means: a file by its name, any file that exists, or a path.
fn one(world: &World, name: &OsStr, inputs: &Inputs) -> Result<Part, Problem> {
    let shown = name.to_string_lossy();
    if name == "-" {
        let text = Text::Memory(inputs.stdin.clone());
        let list = List::scan(world, "-", text, inputs.module);
        return list.map(Part::List).map_err(|why| why.told("standard input"));
    }
    match known(world, name, inputs) {
        Some(entries) => entries.map(Part::Read),
        None => list(world, &shown, inputs),
    }
}

/// A list, or where there is no such file a path.
fn list(world: &World, name: &str, inputs: &Inputs) -> Result<Part, Problem> {
    let file = Text::File(name.into());
    match List::scan(world, name, file, inputs.module) {
        Ok(list) => Ok(Part::List(list)),
        Err(Unreadable::File(error)) if is_absent(&error) && !is_place(name) => {
            Ok(Part::Read(vec![typed(name.to_owned(), inputs.module)]))
        }
        Err(why) => Err(why.told(name)),
    }
}

impl Unreadable {
    fn told(self, name: &str) -> Problem {
        match self {
            Self::Line(problem) => problem,
            Self::File(error) => unreadable(name, &error),
        }
    }
}

/// What a file or folder whose name says its kind asks for.
fn known(world: &World, name: &OsStr, inputs: &Inputs) -> Option<Result<Vec<Entry>, Problem>> {
    let shown = name.to_string_lossy().into_owned();
    let file = Path::new(name);
    let ends = |suffix: &str| shown.ends_with(suffix);
    Some(match file.file_name().and_then(OsStr::to_str).unwrap_or_default() {
        "go.mod" => build(world, &shown),
        "go.work" => workspace(world, &shown),
        _ if ends(".yaml") || ends(".yml") => site(world, &shown, inputs, vanity::parse),
        _ if ends(".json") => site(world, &shown, inputs, vangen::parse),
        _ if world.is_dir(file).unwrap_or(false) => folder(world, &shown, inputs),
        // The names that -modfile and GOWORK take.
        _ if ends(".mod") => build(world, &shown),
        _ if ends(".work") => workspace(world, &shown),
        _ if ends(".sum") => sums(world, &shown, inputs.lint),
        _ => return None,
    })
}

/// What the configuration of a vanity server asks for, as `parse` reads it for a host.
fn site(
    world: &World,
    name: &str,
    inputs: &Inputs,
    parse: fn(&str, &str, Option<&str>) -> Option<Vec<Entry>>,
) -> Result<Vec<Entry>, Problem> {
    let read = world.read(Path::new(name), MAX_SITE);
    let text = text(read.map_err(|error| unreadable(name, &error))?, name)?;
    parse(name, &text, inputs.host.as_deref()).ok_or_else(|| no_host(name))
}

/// The build in a folder: its go.work before its go.mod, as go takes them. A folder with neither may have the name of
/// a path, as the folders of a GOPATH have.
fn folder(world: &World, name: &str, inputs: &Inputs) -> Result<Vec<Entry>, Problem> {
    let below = |file: &str| format!("{}/{file}", name.trim_end_matches('/'));
    let is_there = |file: &String| world.read(Path::new(file), MAX_FILE).is_ok();
    match (below("go.work"), below("go.mod")) {
        (work, _) if is_there(&work) => workspace(world, &work),
        (_, module) if is_there(&module) => build(world, &module),
        _ if is_place(name) || !is_import_path(name) => {
            let what = format!("there is nothing to check in {name}");
            let next = "name the folder of a go.mod or go.work, or a path";
            Err(Problem::new(what, "the folder holds neither go.work nor go.mod", next))
        }
        _ => Ok(vec![typed(name.to_owned(), inputs.module)]),
    }
}

/// Whether the name can only be that of a file or a folder.
fn is_place(name: &str) -> bool {
    let first = name.split('/').next().unwrap_or_default();
    matches!(first, "" | "." | "..")
}

/// Whether a host could be asked for it: the first element has a dot.
fn is_import_path(name: &str) -> bool {
    name.split('/').next().unwrap_or_default().contains('.')
}

/// A path on the command line.
fn typed(path: String, module: bool) -> Entry {
    let ask = if module { Ask::Module } else { Ask::Package };
    Entry { source: None, path, ask, faults: Vec::new() }
}

fn build(world: &World, name: &str) -> Result<Vec<Entry>, Problem> {
    let parsed = gomod::parse(name, &read(world, name)?);
    let sums = [with_extension(name, ".mod", ".sum")];
    let build = of(world, name, &sums).into();
    let mut entries = gomod::entries(&build, None, &[parsed]);
    gosum::mark_missing(&sums[0], &build, &mut entries);
    Ok(entries)
}

/// The build of `name`, whose sums are in the files `sums`, of which the first is its own. None has to be there.
fn of(world: &World, name: &str, sums: &[String]) -> Build {
    let here = world.directory().unwrap_or(Path::new("/")).to_string_lossy().into_owned();
    let absolute = |name: &str| {
        let name = if name.starts_with('/') { name.to_owned() } else { format!("{here}/{name}") };
        lossy(&clean(name.as_bytes(), Version::NEWEST))
    };
    let folder = absolute(name);
    let folder = folder.rsplit_once('/').map_or("/", |(folder, _)| folder).to_owned();
    let mut sums = sums.iter().map(|file| SumText {
        file: absolute(file),
        text: world.read(Path::new(file), MAX_SUMS).unwrap_or_default(),
    });
    Build::new(folder, sums.next().unwrap_or_default(), sums.collect())
}

/// `name` with `new` in the place of its end `old`.
fn with_extension(name: &str, old: &str, new: &str) -> String {
    name.strip_suffix(old).unwrap_or(name).to_owned() + new
}

fn workspace(world: &World, name: &str) -> Result<Vec<Entry>, Problem> {
    let work = gomod::parse_work(name, &read(world, name)?);
    let dir = Path::new(name).parent().unwrap_or(Path::new(""));
    let mut mods: Vec<GoMod> = Vec::new();
    let mut sums = vec![format!("{name}.sum")];
    for (source, used) in &work.uses {
        let file = dir.join(used).join("go.mod");
        let file = file.to_string_lossy().replace("/./", "/");
        let file = file.strip_prefix("./").unwrap_or(&file);
        let text = read(world, file).map_err(|problem| Problem {
            next: format!("correct {name}, line {}: use {used}", source.line),
            ..problem
        })?;
        sums.push(with_extension(file, ".mod", ".sum"));
        mods.push(gomod::parse(file, &text));
    }
    Ok(gomod::entries(&of(world, name, &sums).into(), Some(&work), &mods))
}

/// A go.sum names no path to ask for: its lines are compared with what a build downloads.
fn sums(world: &World, name: &str, lint: bool) -> Result<Vec<Entry>, Problem> {
    let read = world.read(Path::new(name), MAX_SUMS);
    let bytes = read.map_err(|error| unreadable(name, &error))?;
    if lint {
        return Ok(gosum::look_over(name, &bytes));
    }
    let why = "its lines are compared with what a build downloads";
    let build = name.strip_suffix(".work.sum").map(|start| format!("{start}.work"));
    let build = build.unwrap_or_else(|| with_extension(name, ".sum", ".mod"));
    let next = format!("goget-doctor check {build}, or look over the file alone with --lint");
    Err(Problem::new(format!("{name} names no path to check"), why, next))
}

fn read(world: &World, name: &str) -> Result<String, Problem> {
    let bytes = world.read(Path::new(name), MAX_FILE).map_err(|error| unreadable(name, &error))?;
    text(bytes, name)
}

fn text(bytes: Vec<u8>, name: &str) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let what = format!("cannot read {name}, line {line}");
        Problem::new(what, "it is not UTF-8", "write the file in UTF-8")
    })
}

/// Whether a name that cannot be read may be a path: there is no file.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidInput)
}

fn unreadable(name: &str, error: &io::Error) -> Problem {
    let next = "name a go.mod, go.work, *.yaml or list of paths that can be read, or a path";
    Problem::new(format!("cannot read {name}"), error.to_string(), next)
}

fn no_host(name: &str) -> Problem {
    let why = "the file names no host, so that nobody can be asked";
    Problem::new(
        format!("cannot check {name}"),
        why,
        format!("goget-doctor check --host HOST {name}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Laid;

    fn world(files: &[(&str, &str)]) -> World {
        let mut world = World::empty();
        world.lay("w", Laid::Absent);
        for (name, text) in files {
            world.lay(*name, Laid::Content(text.as_bytes().to_vec()));
        }
        world
    }

    fn paths(world: &World, names: &[&str]) -> Result<Vec<String>, Problem> {
        let names = names.iter().map(OsString::from).collect();
        let inputs = Inputs { names, stdin: b"s.test/x\n".as_slice().into(), ..Inputs::default() };
        let entries = entries(world, &inputs)?;
        let shown = |entry: Entry| match entry.ask {
            Ask::Required { version, build } => {
                format!("{} {version} {}", entry.path, build.go_sum.file)
            }
            ask => format!("{} {ask:?}", entry.path),
        };
        Ok(entries.iter(world).map(|(_, entry)| shown(entry)).collect())
    }

    #[test]
    fn names_stand_for_files_or_paths() {
        let world = world(&[
            ("w/go.mod", "module m.test\nrequire a.test/b v1.0.0\n"),
            ("w/tools.mod", "module m.test\nrequire t.test/b v1.0.0\n"),
            ("w/paths", "c.test/d\n"),
            ("w/go.work", "use ./\n"),
        ]);
        let names = ["w/go.mod", "w/tools.mod", "w/paths", "-", "x.test/y", "w/go.work"];
        let wanted = [
            "a.test/b v1.0.0 /w/go.sum",
            "t.test/b v1.0.0 /w/tools.sum",
            "c.test/d Package",
            "s.test/x Package",
            "x.test/y Package",
            "a.test/b v1.0.0 /w/go.work.sum",
        ];
        assert_eq!(paths(&world, &names).unwrap(), wanted);
    }

    #[test]
    fn a_folder_is_the_build_in_it() {
        let world = world(&[
            ("w/one/go.mod", "module m.test\nrequire a.test/b v1.0.0\n"),
            ("w/both/go.mod", "module n.test\nrequire b.test/b v1.0.0\n"),
            ("w/both/go.work", "use (\n.\n./one\n)\n"),
            ("w/both/one/go.mod", "module o.test\nrequire o.test/b v1.0.0\n"),
            ("w/none/main.go", "package main\n"),
            ("c.test/d/main.go", "package d\n"),
        ]);
        assert_eq!(paths(&world, &["w/one"]).unwrap(), ["a.test/b v1.0.0 /w/one/go.sum"]);
        let both = ["b.test/b v1.0.0 /w/both/go.work.sum", "o.test/b v1.0.0 /w/both/go.work.sum"];
        assert_eq!(paths(&world, &["w/both/"]).unwrap(), both);
        assert_eq!(paths(&world, &["c.test/d"]).unwrap(), ["c.test/d Package"]);
        let problem = paths(&world, &["w/none"]).unwrap_err();
        assert_eq!(problem.what, "there is nothing to check in w/none");
    }

    #[test]
    fn no_host_is_asked_for_the_name_of_a_file() {
        let world = world(&[]);
        for name in ["gone.mod", "gone.work", "gone.sum", "gone.yaml", "./gone", "/gone", "../x"] {
            let problem = paths(&world, &[name]).unwrap_err();
            assert_eq!(problem.what, format!("cannot read {name}"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let mut world =
            world(&[("w/go.work", "go 1.24\nuse ./gone\n"), ("w/v.yaml", "/x: https://h/x\n")]);
        world.lay("w/list", Laid::Content(b"a\n\xff\n".to_vec()));
        let problem = |name: &str| paths(&world, &[name]).unwrap_err();
        assert_eq!(problem("w/none/go.mod").what, "cannot read w/none/go.mod");
        assert_eq!(problem("w/go.work").next, "correct w/go.work, line 2: use ./gone");
        assert_eq!(problem("w/v.yaml").next, "goget-doctor check --host HOST w/v.yaml");
        assert_eq!(problem("w/list").what, "cannot read w/list, line 2");
    }
}
