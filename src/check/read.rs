//! From what was typed to the paths that are to be checked.

use std::{
    collections::HashSet,
    ffi::{OsStr, OsString},
    io,
    path::Path,
    sync::Arc,
};

use crate::{
    check::{
        build::{MAX_SUMS, absolute, build, with_extension, workspace},
        entries::{Entries, Part},
        file::{MAX_FILE, text, unreadable},
        inputs::{Ask, Entry, FORMATS, Source, gomod, gosum, site_entries},
        list::{List, Text, Unreadable},
        pages,
    },
    go::cmd::main_file::Reader,
    problem::Problem,
    world::World,
};

/// How long a file with the name of a host may be, in bytes.
const MAX_HOST: u64 = 4096;

/// How large the configuration of a vanity server may be: one of a million paths has some 60 MB.
pub(crate) const MAX_SITE: u64 = 128 << 20;

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
    /// Whether the module graph behind a go.mod is walked.
    pub graph: bool,
}

/// All paths that `inputs` name, in their order; builds are read as `reader` reads them. Nothing is sent.
///
/// An `Err` says which file cannot be read.
pub fn entries(world: &World, inputs: &Inputs, reader: &Reader) -> Result<Entries, Problem> {
    let from = From { world, inputs, reader };
    if inputs.names.is_empty() {
        return Ok(from.kept(build(world, reader, "go.mod")?).into());
    }
    let mut entries = Entries::default();
    for name in &inputs.names {
        entries.push(from.one(name)?);
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

/// The lines that name the paths, each once, with nobody to be asked; and for each file of a build what is left open.
///
/// An `Err` names a path that is in no file.
pub fn lines(world: &World, entries: &Entries) -> Result<Entries, Problem> {
    let mut seen = HashSet::new();
    let all = || entries.iter(world).map(|(_, entry)| entry);
    let mut lines = gomod::unasked(all());
    for mut entry in all() {
        gomod::mark_query(&mut entry);
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

/// What names are read with.
struct From<'a> {
    world: &'a World,
    inputs: &'a Inputs,
    reader: &'a Reader,
}

impl From<'_> {
    /// What one name means: a file by its name, any file that exists, or a path.
    fn one(&self, name: &OsStr) -> Result<Part, Problem> {
        let shown = name.to_string_lossy();
        if name == "-" {
            let text = Text::Memory(self.inputs.stdin.clone());
            let list = List::scan(self.world, "-", text, self.inputs.module);
            return list.map(Part::List).map_err(|why| why.told("standard input"));
        }
        match self.known(name) {
            Some(entries) => entries.map(|entries| self.kept(entries)),
            None => self.list(&shown),
        }
    }

    /// The entries as they are asked for: behind which the module graph is walked only where that is wanted.
    fn kept(&self, mut entries: Vec<Entry>) -> Part {
        if !self.inputs.graph {
            entries.retain(|entry| entry.way.as_ref().is_none_or(|way| way.by.is_empty()));
            for entry in &mut entries {
                entry.way = None;
            }
        }
        Part::Read(entries)
    }

    /// What a file or folder whose name says its kind asks for.
    fn known(&self, name: &OsStr) -> Option<Result<Vec<Entry>, Problem>> {
        let &Self { world, reader, .. } = self;
        let shown = name.to_string_lossy().into_owned();
        let file = Path::new(name);
        let ends = |suffix: &str| shown.ends_with(suffix);
        Some(match file.file_name().and_then(OsStr::to_str).unwrap_or_default() {
            "go.mod" => build(world, reader, &shown),
            "go.work" => workspace(world, reader, &shown),
            _ if ends(".yaml") || ends(".yml") || ends(".json") => self.site(&shown),
            _ if world.is_dir(file).unwrap_or(false) => self.folder(&shown),
            // The names that -modfile and GOWORK take.
            _ if ends(".mod") => build(world, reader, &shown),
            _ if ends(".work") => workspace(world, reader, &shown),
            _ if ends(".sum") => self.sums(&shown),
            _ => return None,
        })
    }

    /// The file of a vanity server.
    fn site(&self, name: &str) -> Result<Vec<Entry>, Problem> {
        let read = self.world.read(Path::new(name), MAX_SITE);
        let text = text(read.map_err(|error| unreadable(name, &error))?, name)?;
        let host = self.inputs.host.as_deref();
        site_entries(name, &text, host).ok_or_else(|| no_host(name))
    }

    /// A go.sum names no path to ask for: its lines are compared with what a build downloads.
    fn sums(&self, name: &str) -> Result<Vec<Entry>, Problem> {
        let read = self.world.read(Path::new(name), MAX_SUMS);
        let bytes = read.map_err(|error| unreadable(name, &error))?;
        if self.inputs.lint {
            let absolute = absolute(self.world, name);
            return Ok(gosum::look_over(self.reader.release, name, &absolute, &bytes));
        }
        let why = "its lines are compared with what a build downloads";
        let build = name.strip_suffix(".work.sum").map(|start| format!("{start}.work"));
        let build = build.unwrap_or_else(|| with_extension(name, ".sum", ".mod"));
        let next = format!("goget-doctor check {build}, or look over the file alone with --lint");
        Err(Problem::new(format!("{name} names no path to check"), why, next))
    }

    /// A list, or where there is no such file a path.
    fn list(&self, name: &str) -> Result<Part, Problem> {
        let module = self.inputs.module;
        let is_there = || self.world.length(Path::new(name)).is_ok();
        if UNKNOWN.iter().any(|end| name.ends_with(end)) && is_there() {
            return Err(unknown(name));
        }
        match List::scan(self.world, name, Text::File(name.into()), module) {
            Ok(list) => Ok(Part::List(list)),
            Err(Unreadable::File(error)) if is_absent(&error) && !is_place(name) => {
                Ok(Part::Read(vec![typed(name.to_owned(), module)]))
            }
            Err(why) => Err(why.told(name)),
        }
    }

    /// The build in a folder: its go.work before its go.mod, as go takes them. A folder with neither may have the name
    /// of a path, as the folders of a GOPATH have.
    fn folder(&self, name: &str) -> Result<Vec<Entry>, Problem> {
        let below = |file: &str| format!("{}/{file}", name.trim_end_matches('/'));
        let is_there = |file: &String| self.world.read(Path::new(file), MAX_FILE).is_ok();
        match (below("go.work"), below("go.mod")) {
            (work, _) if is_there(&work) => workspace(self.world, self.reader, &work),
            (_, module) if is_there(&module) => build(self.world, self.reader, &module),
            _ if is_there(&below("index.html")) => self.pages(name),
            _ if is_place(name) || !is_import_path(name) => {
                let what = format!("there is nothing to check in {name}");
                let next = "name the folder of a go.mod or go.work, or a path";
                Err(Problem::new(what, "the folder holds neither go.work nor go.mod", next))
            }
            _ => Ok(vec![typed(name.to_owned(), self.inputs.module)]),
        }
    }
}

impl From<'_> {
    /// The pages in a folder, of the host that is named or that the file CNAME names.
    fn pages(&self, name: &str) -> Result<Vec<Entry>, Problem> {
        let file = Path::new(name).join("CNAME");
        let text = self.world.read(&file, MAX_HOST).ok().and_then(|it| String::from_utf8(it).ok());
        let named = text.as_deref().map(str::trim).filter(|host| !host.is_empty());
        let host = self.inputs.host.as_deref().or(named).ok_or_else(|| no_host(name))?;
        pages::entries(self.world, Path::new(name), host, self.reader.release)
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
    Entry { source: None, ..Entry::new(Source::new("", 0), path, ask) }
}

impl Unreadable {
    fn told(self, name: &str) -> Problem {
        match self {
            Self::Line(problem) => problem,
            Self::File(error) => unreadable(name, &error),
        }
    }
}

/// Whether a name that cannot be read may be a path: there is no file.
fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidInput)
}

/// Configurations of programs that are not read here; none is a list of paths.
const UNKNOWN: [&str; 8] = [".toml", ".ini", ".conf", ".cfg", ".xml", ".hcl", ".cue", ".jsonc"];

fn unknown(name: &str) -> Problem {
    let why = format!(
        "its format is not known; known are {FORMATS}, go.mod, go.work and a list of paths, one a line"
    );
    Problem::new(format!("cannot check {name}"), why, "name the paths: goget-doctor check PATH…")
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
        let entries = entries(world, &inputs, &Reader::default())?;
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
        assert_eq!(problem("w/v.yaml").next, "goget-doctor check --host HOST w/v.yaml");
        assert_eq!(problem("w/list").what, "cannot read w/list, line 2");
    }
}
