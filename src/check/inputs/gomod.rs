//! go.mod and go.work: the modules that a build needs and that go looks up.

use std::collections::{HashMap, HashSet};

use super::{
    Ask, Entry, Source,
    words::{self, Directive},
};

/// A go.mod, as far as it decides what is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoMod {
    module: Option<String>,
    requires: Vec<(Source, String, String)>,
    replaces: Vec<Replace>,
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
    /// `None` where it is a directory.
    new: Option<String>,
}

/// Reads a go.mod.
pub fn parse(file: &str, text: &str) -> GoMod {
    let (directives, bad) = words::directives(text);
    let mut read = GoMod::default();
    let bad = bad
        .into_iter()
        .map(|bad| Entry::malformed(Source::new(file, bad.line), &bad.text, bad.says));
    read.bad.extend(bad);
    for directive in directives {
        if let Err(says) = read.take(file, &directive) {
            read.refuse(file, &directive, says);
        }
    }
    read
}

/// Reads a go.work.
pub fn parse_work(file: &str, text: &str) -> GoWork {
    let (directives, bad) = words::directives(text);
    let mut work = GoWork::default();
    let bad = bad
        .into_iter()
        .map(|bad| Entry::malformed(Source::new(file, bad.line), &bad.text, bad.says));
    work.file.bad.extend(bad);
    for directive in directives {
        let source = Source::new(file, directive.line);
        match (directive.verb.as_str(), directive.words.as_slice()) {
            ("use", [dir]) => work.uses.push((source, dir.clone())),
            ("go" | "toolchain" | "godebug" | "replace", _) => {
                if let Err(says) = work.file.take(file, &directive) {
                    work.file.refuse(file, &directive, says);
                }
            }
            _ => work.file.refuse(file, &directive, "no directive of go.work"),
        }
    }
    work
}

/// What go looks up for the build of these modules: each module once, at the first line that
/// names it. A workspace's own modules and what is replaced by a directory are not asked for.
pub fn entries(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
    let files = || work.map(|work| &work.file).into_iter().chain(mods);
    let main: HashSet<&str> = mods.iter().filter_map(|file| file.module.as_deref()).collect();
    let replaces: Vec<&Replace> = files().flat_map(|file| &file.replaces).collect();
    let mut wanted = Wanted::default();
    for file in files() {
        for (source, path, version) in &file.requires {
            if main.contains(path.as_str()) {
                continue;
            }
            match replaced(path, version, &replaces) {
                None => wanted.module(source, path),
                Some(Replace { source, new: Some(new), .. }) => wanted.module(source, new),
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

#[derive(Default)]
struct Wanted {
    seen: HashSet<String>,
    entries: Vec<Entry>,
}

impl Wanted {
    fn module(&mut self, source: &Source, path: &str) {
        if self.seen.insert(path.to_owned()) {
            self.entries.push(Entry::new(source.clone(), path, Ask::Module));
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
            if !held && self.seen.insert(tool.clone()) {
                self.entries.push(Entry::new(source.clone(), tool, Ask::Package));
            }
        }
    }
}

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl GoMod {
    fn take(&mut self, file: &str, directive: &Directive) -> Result<(), &'static str> {
        let source = || Source::new(file, directive.line);
        let words: Vec<&str> = directive.words.iter().map(String::as_str).collect();
        match (directive.verb.as_str(), words.as_slice()) {
            ("module", [path]) => self.module = Some((*path).to_owned()),
            ("require", [path, version]) => {
                self.requires.push((source(), (*path).to_owned(), (*version).to_owned()));
            }
            ("replace", words) => self.replaces.push(replace(source(), words)?),
            ("tool", [path]) => self.tools.push((source(), (*path).to_owned())),
            ("go" | "toolchain", [version]) => release(version)?,
            ("exclude", [_, _]) | ("godebug" | "ignore", [_]) | ("retract", [_, ..]) => {}
            ("require" | "exclude", _) => return Err("it takes a module path and a version"),
            ("module" | "go" | "toolchain" | "tool" | "godebug" | "ignore" | "retract", _) => {
                return Err("it takes one word");
            }
            _ => return Err("no directive of go.mod"),
        }
        Ok(())
    }

    fn refuse(&mut self, file: &str, directive: &Directive, says: &'static str) {
        let text = format!("{} {}", directive.verb, directive.words.join(" "));
        self.bad.push(Entry::malformed(Source::new(file, directive.line), text.trim(), says));
    }
}

fn replace(source: Source, words: &[&str]) -> Result<Replace, &'static str> {
    let (old, version, new, new_version) = match words {
        [old, "=>", new] => (old, None, new, None),
        [old, version, "=>", new] => (old, Some(version), new, None),
        [old, "=>", new, to] => (old, None, new, Some(to)),
        [old, version, "=>", new, to] => (old, Some(version), new, Some(to)),
        _ => return Err("it takes a module path, =>, and a path"),
    };
    let local =
        ["./", "../", "/"].iter().any(|begin| new.starts_with(begin)) || matches!(*new, "." | "..");
    if !local && new_version.is_none() {
        return Err("a replacement without a version is a directory, and begins with ./ or ../");
    }
    let version = version.map(|&version| version.to_owned());
    let new = (!local).then(|| (*new).to_owned());
    Ok(Replace { source, old: (*old).to_owned(), version, new })
}

/// `1.24`, `1.24.3`, `1.25rc1`, in front of a toolchain also `go`; `default` and `local` too.
fn release(text: &str) -> Result<(), &'static str> {
    if matches!(text, "default" | "local") {
        return Ok(());
    }
    let text = text.strip_prefix("go").unwrap_or(text);
    let numbers = text.split(['-', '+']).next().unwrap_or_default();
    let shaped = numbers.starts_with(|c: char| c.is_ascii_digit())
        && numbers.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    shaped.then_some(()).ok_or("no release of go")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: &[Entry]) -> Vec<String> {
        let one = |entry: &Entry| {
            let source = entry.source.as_ref().unwrap();
            let faults: Vec<_> = entry.faults.iter().map(|fault| fault.says.as_str()).collect();
            let kind = match entry.ask {
                Ask::Module => "module".to_owned(),
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
                    tool a.test/d/cmd/x\ntool z.test/tool\n";
        let wanted = [
            "go.mod:7 a.test/d module",
            "go.mod:10 b.test/fork module",
            "go.mod:14 z.test/tool package",
        ];
        assert_eq!(shown(&entries(None, &[parse("go.mod", text)])), wanted);
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
            ["go.work:7 require q v1 no directive of go.work", "b/go.mod:2 x.test/z module"];
        let mut shown = shown(&entries(Some(&work), &mods));
        shown.sort();
        let mut wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
        wanted.sort();
        assert_eq!(shown, wanted);
    }

    #[test]
    fn malformed_lines_are_named() {
        let text = "modul x\nrequire a.test/b\ngo one\nreplace a.test/b => b.test/c\n\"\nfoo bar\n";
        let said = shown(&entries(None, &[parse("go.mod", text)]));
        let wanted = [
            "go.mod:1 modul x no directive of go.mod",
            "go.mod:2 require a.test/b it takes a module path and a version",
            "go.mod:3 go one no release of go",
            "go.mod:4 replace a.test/b => b.test/c a replacement without a version is a directory, \
             and begins with ./ or ../",
            "go.mod:5 \" the quotes are not closed",
            "go.mod:6 foo bar no directive of go.mod",
        ];
        assert_eq!(said, wanted);
    }
}
