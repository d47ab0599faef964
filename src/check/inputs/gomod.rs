//! go.mod and go.work: the modules that a build needs and that go looks up.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Ask, Entry, Source};
use crate::{
    go::{
        version::Version,
        xmod::{
            major::split_version,
            modfile::{
                self,
                error::Error,
                fix::{FixError, Settled, settle},
            },
            version::path_major_prefix,
        },
    },
    trace::Build,
};

/// A go.mod, as far as it decides what is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoMod {
    module: Option<String>,
    requires: Vec<(Source, String, String)>,
    replaces: Vec<Replace>,
    excludes: HashSet<(String, String)>,
    tools: Vec<(Source, String)>,
    bad: Vec<Entry>,
}

/// A go.work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoWork {
    /// The directories of its modules, each with its line.
    pub uses: Vec<(Source, String)>,
    file: GoMod,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Replace {
    source: Source,
    old: String,
    /// The one version that is replaced; `None` for all.
    version: Option<String>,
    /// The module and its version; `None` where it is a directory.
    new: Option<(String, String)>,
}

/// Reads a go.mod. go takes none with a fault; here what is right in it is looked up even so.
pub fn parse(file: &str, text: &str) -> GoMod {
    let data = text.as_bytes();
    let mut queries = Queries::default();
    let mut fix = |path: &str, version: &str| queries.stand_in(path, version);
    let (read, errors) = modfile::survey(file, data, Version::NEWEST, Some(&mut fix));
    let requires = read.require.into_iter().map(|it| {
        let version = queries.written(&it.module.path, it.module.version);
        (Source::new(file, it.line), it.module.path, version)
    });
    let excludes = read.exclude.into_iter().map(|it| (it.module.path, it.module.version));
    GoMod {
        module: read.module.map(|module| module.path),
        requires: requires.collect(),
        excludes: excludes.collect(),
        replaces: replaces(file, read.replace),
        tools: read.tool.into_iter().map(|it| (Source::new(file, it.line), it.path)).collect(),
        bad: bad(file, text, &errors),
    }
}

/// Reads a go.work.
pub fn parse_work(file: &str, text: &str) -> GoWork {
    let data = text.as_bytes();
    let mut queries = Queries::default();
    let mut fix = |path: &str, version: &str| queries.stand_in(path, version);
    let (read, errors) = modfile::survey_work(file, data, Version::NEWEST, Some(&mut fix));
    let uses = read.uses.into_iter().map(|it| (Source::new(file, it.line), it.path)).collect();
    let (replaces, bad) = (replaces(file, read.replace), bad(file, text, &errors));
    GoWork { uses, file: GoMod { replaces, bad, ..GoMod::default() } }
}

/// What go downloads for `build`, which is of these modules: each version of a module once, at the first line that
/// names it. A workspace's own modules, what is excluded and what is replaced by a directory are not asked for.
pub fn entries(build: &Arc<Build>, work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
    let files = || work.map(|work| &work.file).into_iter().chain(mods);
    let main: HashSet<&str> = mods.iter().filter_map(|file| file.module.as_deref()).collect();
    let replaces: Vec<&Replace> = files().flat_map(|file| &file.replaces).collect();
    let mut wanted = Wanted::of(build);
    for file in files() {
        for (source, path, version) in &file.requires {
            let excluded = file.excludes.contains(&(path.clone(), version.clone()));
            if excluded || main.contains(path.as_str()) {
                continue;
            }
            match replaced(path, version, &replaces) {
                None => wanted.module(source, path, version),
                Some(Replace { source, new: Some((path, version)), .. }) => {
                    wanted.module(source, path, version);
                }
                Some(_) => {}
            }
        }
    }
    for file in files() {
        wanted.tools(&file.tools, file.requires.iter().map(|(_, path, _)| path.as_str()), &main);
    }
    let bad = files().flat_map(|file| file.bad.iter().cloned());
    let mut entries: Vec<Entry> = wanted.entries.into_iter().chain(bad).collect();
    entries.sort_by_key(|entry| entry.source.as_ref().map_or(0, |source| source.line));
    let order: HashMap<String, usize> = files_in_order(&entries);
    entries.sort_by_key(|entry| entry.source.as_ref().and_then(|s| order.get(&s.file).copied()));
    entries
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
    seen: HashSet<(String, String)>,
    entries: Vec<Entry>,
}

impl<'b> Wanted<'b> {
    fn of(build: &'b Arc<Build>) -> Self {
        Self { build, seen: HashSet::new(), entries: Vec::new() }
    }

    fn module(&mut self, source: &Source, path: &str, version: &str) {
        if self.seen.insert((path.to_owned(), version.to_owned())) {
            let (version, build) = (version.to_owned(), self.build.clone());
            let ask = Ask::Required { version, build };
            self.entries.push(Entry::new(source.clone(), path, ask));
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
    fn stand_in(&mut self, path: &str, version: &str) -> Result<String, FixError> {
        let major = split_version(path).and_then(|(_, path_major)| path_major_prefix(path_major));
        match settle(path, version)? {
            Settled::Canonical(version) => Ok(version),
            Settled::Query(query) => {
                let version = format!("{}.0.0", major.unwrap_or("v0"));
                self.0.insert((path.to_owned(), version.clone()), query);
                Ok(version)
            }
        }
    }

    /// The query that `version` is for, or itself.
    fn written(&self, path: &str, version: String) -> String {
        self.0.get(&(path.to_owned(), version.clone())).cloned().unwrap_or(version)
    }
}

fn replaces(file: &str, read: Vec<modfile::Replace>) -> Vec<Replace> {
    let replace = |it: modfile::Replace| Replace {
        source: Source::new(file, it.line),
        old: it.old.path,
        version: Some(it.old.version).filter(|version| !version.is_empty()),
        new: (!it.new.version.is_empty()).then_some((it.new.path, it.new.version)),
    };
    read.into_iter().map(replace).collect()
}

/// The lines at which the faults are, with what go says of them.
fn bad(file: &str, text: &str, errors: &[Error]) -> Vec<Entry> {
    let lines: Vec<&str> = text.lines().collect();
    let entry = |error: &Error| {
        let line = lines.get(error.at.line - 1).copied().unwrap_or_default();
        let source = Source::new(file, error.at.line);
        Entry::malformed(source, line.trim(), error.problem.fault.to_string())
    };
    errors.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
        entries(&Arc::default(), work, mods)
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
            "go.work",
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
        let open = "syntax error (unterminated block started at go.mod:1:1)";
        assert_eq!(said, [format!("go.mod:2  {open}")]);
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
