//! go.mod and go.work: the modules that a build needs and that go looks up.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Ask, Entry, Fault, Main, Replaced, Source, Way};
use crate::{
    go::{
        cmd::{
            gover::{
                self,
                query::{Line, Query},
            },
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
            version::{canonical_version, path_major_prefix},
        },
    },
    stages::files::rules,
    trace::Build,
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

/// What go downloads for `build`, which is of these modules: each version of a module once, at the first line that
/// names it. A workspace's own modules, what is excluded and what is replaced by a directory are not asked for.
pub fn entries(build: &Arc<Build>, work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
    let main = main_modules(mods);
    let mut wanted = Wanted::of(build, of_graph(work, mods).into());
    for (source, path, version, replace) in required(work, mods) {
        let own = (path, version);
        match replace {
            None => wanted.module(source, own, own),
            Some(Replace { source, new: New::Module(path, version), .. }) => {
                wanted.module(source, (path, version), own);
            }
            Some(_) => {}
        }
    }
    for file in mods {
        wanted.tools(&file.tools, file.requires.iter().map(|(_, path, _)| path.as_str()), &main);
    }
    wanted.entries
}

/// The modules that are required and that a directory replaces, in the order of the lines that require them.
pub fn local(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Local> {
    let local = required(work, mods).into_iter().filter_map(|(_, path, version, replace)| {
        let Replace { source, new: New::Folder(folder), .. } = replace? else { return None };
        let module = (path.to_owned(), version.to_owned());
        Some(Local { source: source.clone(), module, folder: folder.clone() })
    });
    local.collect()
}

/// The entries in the order of their lines, file by file.
pub fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.source.as_ref().map_or(0, |source| source.line));
    let order: HashMap<String, usize> = files_in_order(&entries);
    entries.sort_by_key(|entry| entry.source.as_ref().and_then(|s| order.get(&s.file).copied()));
    entries
}

/// What nobody was asked for each file of a build, one entry for each.
pub fn unasked(entries: &[Entry]) -> Vec<Entry> {
    let mut files: Vec<(&str, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| matches!(entry.ask, Ask::Required { .. })) {
        let file = entry.source.as_ref().map_or("", |source| source.file.as_str());
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, count)) => *count += 1,
            None => files.push((file, 1)),
        }
    }
    let told = files.into_iter().map(|(file, count)| {
        let (noun, verb) = if count == 1 { ("module", "was") } else { ("modules", "were") };
        let says = format!(
            "{count} {noun} to download {verb} looked over; whether they are there nobody was asked"
        );
        let fix = format!("goget-doctor check {}", crate::shell::word(file));
        let faults = vec![Fault::new(&rules::UNASKED, says).fix(fix)];
        Entry { faults, ..Entry::new(Source::new(file, 1), file, Ask::Nothing) }
    });
    told.collect()
}

/// Says of a version that is none that go asks for what it means before it takes the file.
pub fn mark_query(entry: &mut Entry) {
    let Ask::Required { version, .. } = &entry.ask else { return };
    if canonical_version(version).as_ref() != Some(version) {
        let says =
            format!("{version} is no version: go asks which one it is before it takes the file");
        let fix = format!("goget-doctor resolve --module {}@{version}", entry.path);
        entry.faults.push(Fault::new(&rules::UNASKED, says).fix(fix));
    }
}

/// What the modules require of others and do not exclude: the line, the path and the version, and the replacement that
/// go takes.
fn required<'a>(
    work: Option<&'a GoWork>,
    mods: &'a [GoMod],
) -> Vec<(&'a Source, &'a str, &'a str, Option<&'a Replace>)> {
    let main = main_modules(mods);
    let of_work = work.into_iter().flat_map(|work| &work.replaces);
    let replaces: Vec<&Replace> =
        of_work.chain(mods.iter().flat_map(|file| &file.replaces)).collect();
    let all = mods.iter().flat_map(|file| {
        let kept = file.requires.iter().filter(|(_, path, version)| {
            !file.excludes.contains(&(path.clone(), version.clone()))
                && !main.contains(path.as_str())
        });
        kept.map(|(source, path, version)| (source, path.as_str(), version.as_str()))
    });
    all.map(|(source, path, version)| (source, path, version, replaced(path, version, &replaces)))
        .collect()
}

/// What the files say of the module graph.
fn of_graph(work: Option<&GoWork>, mods: &[GoMod]) -> Main {
    let of_work = work.into_iter().flat_map(|work| &work.replaces);
    let replaces = of_work.chain(mods.iter().flat_map(|file| &file.replaces)).map(|it| Replaced {
        path: it.old.clone(),
        version: it.version.clone(),
        new: match &it.new {
            New::Folder(_) => None,
            New::Module(path, version) => Some((path.clone(), version.clone())),
        },
    });
    let prunes = |file: &GoMod| {
        let go = file.loaded.file.go.as_ref();
        go.is_some_and(|go| gover::compare(&go.version, PRUNES).is_ge())
    };
    Main {
        modules: mods.iter().filter_map(|file| file.module.clone()).collect(),
        prunes: work.is_some() || mods.iter().all(prunes),
        excludes: mods.iter().flat_map(|file| file.excludes.iter().cloned()).collect(),
        replaces: replaces.collect(),
    }
}

/// The release since which a go line prunes graphs.
const PRUNES: &str = "1.17";

fn main_modules(mods: &[GoMod]) -> HashSet<&str> {
    mods.iter().filter_map(|file| file.module.as_deref()).collect()
}

/// The replacement that go takes: the one for this version before the one for all.
fn replaced<'a>(path: &str, version: &str, replaces: &[&'a Replace]) -> Option<&'a Replace> {
    let of = |wanted: Option<&str>| {
        replaces.iter().find(|it| it.old == path && it.version.as_deref() == wanted).copied()
    };
    of(Some(version)).or_else(|| of(None))
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
        if self.seen.insert(owned(asked)) {
            let (path, version) = owned(asked);
            let ask = Ask::Required { version, build: self.build.clone() };
            let (main, required) = (self.main.clone(), owned(required));
            let way = Way { main, required, by: Vec::new(), unpruned: false };
            self.entries.push(Entry { way: Some(way), ..Entry::new(source.clone(), path, ask) });
        }
    }

    /// Tools that no required module holds: go would look for a module of theirs.
    fn tools<'a>(
        &mut self,
        tools: &[(Source, String)],
        required: impl Iterator<Item = &'a str>,
        main: &HashSet<&'a str>,
    ) {
        let known: Vec<&str> = required.chain(main.iter().copied()).collect();
        for (source, tool) in tools {
            let held = known.iter().any(|module| is_below(tool, module));
            if !held && self.seen.insert((tool.clone(), String::new())) {
                self.entries.push(Entry::new(source.clone(), tool, Ask::Package));
            }
        }
    }
}

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
mod tests {
    use super::*;

    fn parse(file: &str, text: &str) -> GoMod {
        super::parse(&Reader::default(), file, "go.mod", "/w/go.mod", text)
    }

    fn asked(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
        let refused =
            mods.iter().flat_map(GoMod::refused).chain(work.into_iter().flat_map(GoWork::refused));
        in_order(entries(&Arc::default(), work, mods).into_iter().chain(refused).collect())
    }

    fn shown(entries: &[Entry]) -> Vec<String> {
        let one = |entry: &Entry| {
            let source = entry.source.as_ref().unwrap();
            let faults: Vec<_> = entry.faults.iter().map(|fault| fault.says.as_str()).collect();
            let kind = match &entry.ask {
                Ask::Required { version, .. } => version.clone(),
                Ask::Package => "package".to_owned(),
                _ => faults.join("; "),
            };
            format!("{}:{} {} {kind}", source.file, source.line, entry.path)
        };
        entries.iter().map(one).collect()
    }

    #[test]
    fn a_build_asks_for_what_is_required_and_not_replaced_by_a_directory() {
        let text = "module a.test/m\ngo 1.24\ntoolchain go1.24.3\nrequire (\n\ta.test/b v1.0.0\n\
                    \ta.test/c v1.0.0\n\ta.test/d v1.2.0 // indirect\n)\n\
                    replace a.test/b => ../b\nreplace a.test/c v1.0.0 => b.test/fork v1.1.0\n\
                    replace a.test/d v1.0.0 => ./d\nexclude a.test/d v1.1.0\n\
                    exclude a.test/e v1.0.0\nrequire a.test/e v1.0.0\n\
                    tool a.test/d/cmd/x\ntool z.test/tool\n";
        let wanted = [
            "go.mod:7 a.test/d v1.2.0",
            "go.mod:10 b.test/fork v1.1.0",
            "go.mod:16 z.test/tool package",
        ];
        assert_eq!(shown(&asked(None, &[parse("go.mod", text)])), wanted);
    }

    #[test]
    fn a_workspace_is_its_modules_and_its_own_replacements() {
        let work = parse_work(
            &Reader::default(),
            "go.work",
            "go.work",
            "/go.work",
            "go 1.24\nuse (\n./a\n./b\n)\nreplace x.test/y => ./y\nrequire q v1\n",
        );
        let dirs: Vec<_> =
            work.uses.iter().map(|(source, dir)| (source.line, dir.as_str())).collect();
        assert_eq!(dirs, [(3, "./a"), (4, "./b")]);
        let mods = [
            parse(
                "a/go.mod",
                "module w.test/a\nrequire w.test/b v0.0.0\nrequire x.test/y v1.0.0\n",
            ),
            parse("b/go.mod", "module w.test/b\nrequire x.test/z v1.0.0\n"),
        ];
        let wanted =
            ["go.work:7 require q v1 unknown directive: require", "b/go.mod:2 x.test/z v1.0.0"];
        let mut shown = shown(&asked(Some(&work), &mods));
        shown.sort();
        let mut wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        wanted.sort();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn malformed_lines_are_named() {
        let text = "modul x\nrequire a.test/b\ngo one\nreplace a.test/b => b.test/c\nfoo bar\n\
                    require a.test/d v1.0.0\n";
        let said = shown(&asked(None, &[parse("go.mod", text)]));
        let wanted = [
            "go.mod:1 modul x unknown directive: modul",
            "go.mod:2 require a.test/b usage: require module/path v1.2.3",
            "go.mod:3 go one invalid go version 'one': must match format 1.23.0",
            "go.mod:4 replace a.test/b => b.test/c replacement module without version must be \
             directory path (rooted or starting with . or ..)",
            "go.mod:5 foo bar unknown directive: foo",
            "go.mod:6 a.test/d v1.0.0",
        ];
        assert_eq!(said, wanted);
    }

    #[test]
    fn broken_syntax_hides_the_rest() {
        let said = shown(&asked(None, &[parse("go.mod", "require a.test/b v1.0.0\n\"\n")]));
        assert_eq!(said, ["go.mod:2 \" unexpected newline in string"]);
        let said = shown(&asked(None, &[parse("go.mod", "require (\n")]));
        let open = "syntax error (unterminated block started at /w/go.mod:1:1)";
        assert_eq!(said, [format!("go.mod:2 go.mod {open}")]);
    }

    #[test]
    fn branches_are_looked_up_too() {
        let text = "require a.test/b master\nrequire a.test/c/v2 main\nrequire a.test/d v2.0.0\n\
                    require gopkg.in/e.v3 v3\n";
        let wanted = [
            "go.mod:1 a.test/b master",
            "go.mod:2 a.test/c/v2 main",
            "go.mod:3 require a.test/d v2.0.0 version \"v2.0.0\" invalid: should be v0 or v1, not v2",
            "go.mod:4 gopkg.in/e.v3 v3",
        ];
        let mut said = shown(&asked(None, &[parse("go.mod", text)]));
        said.sort();
        assert_eq!(said, wanted);
    }
}
