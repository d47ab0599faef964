//! A case: module proxies, settings, and a command about a module, all drawn at random.

use std::collections::BTreeMap;

use super::{
    answer::Answer,
    tree::{REVISIONS, Tree},
};
use crate::chance::Chance;

/// A case, before its servers are started.
pub(super) struct Case {
    pub(super) entries: Vec<Entry>,
    /// What follows each entry.
    pub(super) separators: Vec<&'static str>,
    pub(super) env: BTreeMap<&'static str, String>,
    pub(super) database: Database,
    pub(super) command: Command,
    /// What the command is about: a path, and a query behind `@`.
    pub(super) argument: String,
}

/// An entry of GOPROXY.
pub(super) enum Entry {
    /// A port on which nobody listens.
    Closed,
    /// A folder with the good answers of a tree.
    Folder(Tree),
    /// A server with a tree, what it answers at other paths, and whether it passes a checksum database on; and what is
    /// behind its host and port in the entry.
    Server(Tree, Answer, bool, &'static str),
    /// An entry as it is.
    Word(&'static str),
}

/// Who is asked for sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Database {
    /// Nobody.
    Off,
    /// One that proxies pass on, with no server of its own.
    Passed,
    /// One with a URL.
    Placed,
}

/// A go command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Command {
    Download,
    Get,
    List,
}

impl Command {
    /// Its words, without its argument.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Download => &["mod", "download", "-json"],
            Self::Get => &["get"],
            Self::List => &["list", "-m", "-json"],
        }
    }
}

/// Paths of modules; repositories of the first are looked for over the network, where a closed proxy is met.
const BASES: &[&str] = &["ex.onion/m", "ex.onion/m", "ex.onion/Own/Mod", "github.com/own/er"];

const BELOW: &[&str] =
    &["", "", "", "", "/pkg", "/pkg", "/sub", "/sub/pkg", "/v2", "/v2/pkg", "/none", "/PKG"];

const QUERIES: &[&str] = &[
    "",
    "",
    "",
    "latest",
    "latest",
    "upgrade",
    "patch",
    "v1.0.0",
    "v1.1.0",
    "v1.2.1-PRE",
    "v2.0.0",
    "v2.0.0+incompatible",
    "v3.1.0+incompatible",
    "v1.0.0+incompatible",
    "v1.9.9",
    "v1",
    "v1.1",
    "v2",
    "v0",
    "v3",
    "<v1.2.0",
    "<=v1.0.0",
    ">v1.0.0",
    ">=v1.1.0",
    ">v9.0.0",
    "<v2.0.0",
    ">=v2",
    "v0.0.0-20240102030405-0123456789ab",
    "v1.1.1-0.20240102030405-0123456789ab",
    "v1.1.1-0.20240102030406-0123456789ab",
    "v2.0.0-20240102030405-0123456789ab",
    "v0.0.0-20240102030405-0123456789AB",
    "feature/x",
    "none-such",
    "v1.3.0+meta",
    "none",
];

/// Entries that are no proxies.
const WORDS: &[&str] = &[
    "direct",
    "direct",
    "off",
    "noproxy",
    "file:///nonexistent",
    "",
    " ",
    "ftp://127.0.0.1/",
    "http://127.0.0.1:1/x?q",
];

impl Case {
    pub(super) fn drawn(seed: u64) -> Self {
        let chance = &mut Chance::new(seed);
        let base = chance.pick(BASES);
        let modules: Vec<String> =
            ["", "/sub", "/v2", "/pkg"].map(|end| format!("{base}{end}")).into();
        let database = match chance.below(10) {
            0 => Database::Passed,
            1 => Database::Placed,
            _ => Database::Off,
        };
        let entries: Vec<Entry> = (0..=chance.below(4)).map(|_| entry(chance, &modules)).collect();
        let separators = entries.iter().map(|_| *[",", ",", "|"].get(chance.below(3)).unwrap());
        let separators = separators.collect();
        let command =
            [Command::Get, Command::Get, Command::List, Command::Download][chance.below(4)];
        let argument = argument(chance, base, &entries, command);
        Self { entries, separators, env: env(chance, base), database, command, argument }
    }

    /// A second command: the same again, or another about the same modules.
    pub(super) fn goes_on(&mut self, chance: &mut Chance) {
        if chance.below(3) == 0 {
            return;
        }
        self.command =
            [Command::Get, Command::Get, Command::List, Command::Download][chance.below(4)];
        if chance.below(3) == 0 {
            let base = self.argument.split('@').next().unwrap().to_owned();
            self.argument = argument(chance, &base, &[], self.command);
        }
        if self.command != Command::Get && !self.argument.contains('@') {
            self.argument += "@latest";
        }
    }

    /// GOPROXY, with the places of the entries.
    pub(super) fn goproxy(&self, places: &[String]) -> String {
        let mut list = String::new();
        for (index, place) in places.iter().enumerate() {
            if index > 0 {
                list += self.separators[index];
            }
            list += place;
        }
        list
    }
}

fn entry(chance: &mut Chance, modules: &[String]) -> Entry {
    match chance.below(16) {
        0 => Entry::Closed,
        1 => Entry::Folder(Tree::drawn(chance, modules)),
        2 | 3 => Entry::Word(WORDS[chance.below(WORDS.len())]),
        4 => Entry::Server(Tree::default(), Answer::fault(chance), chance.below(2) == 0, ""),
        _ => {
            let tree = Tree::drawn(chance, modules);
            let otherwise = match chance.below(6) {
                0 => Answer::fault(chance),
                1 => Answer::of(410, "gone\n"),
                _ => Answer::of(404, "not found\n"),
            };
            let end = chance.pick(&["", "", "", "/", "/Base/", "/a%20b", "?q"]);
            Entry::Server(tree, otherwise, chance.below(2) == 0, end)
        }
    }
}

fn env(chance: &mut Chance, base: &str) -> BTreeMap<&'static str, String> {
    let mut env = BTreeMap::from([("GOVCS", "*:off".to_owned())]);
    let name = match chance.below(24) {
        0 => "GONOPROXY",
        1 => "GOPRIVATE",
        2 => "GONOSUMDB",
        _ => return env,
    };
    let pattern = match chance.below(3) {
        0 => base.to_owned(),
        1 => format!("{base}/*"),
        _ => base.split('/').next().unwrap().to_owned(),
    };
    env.insert(name, pattern);
    env
}

fn argument(chance: &mut Chance, base: &str, entries: &[Entry], command: Command) -> String {
    let path = format!("{base}{}", BELOW[chance.below(BELOW.len())]);
    let query = match chance.below(8) {
        0 => REVISIONS[chance.below(REVISIONS.len())],
        _ => QUERIES[chance.below(QUERIES.len())],
    };
    let there = there(chance, entries).filter(|_| chance.below(4) != 0);
    let (path, query) = match there {
        Some((module, version)) => {
            let below = if command == Command::Get { BELOW[chance.below(6)] } else { "" };
            let query = if chance.below(2) == 0 { version } else { query.to_owned() };
            (module + below, query)
        }
        None => (path, query.to_owned()),
    };
    match (query.as_str(), command) {
        ("", Command::Get) => path,
        // Without a query these two are about what the module requires already.
        ("", _) => format!("{path}@latest"),
        _ => format!("{path}@{query}"),
    }
}

/// A version that one of the entries has.
fn there(chance: &mut Chance, entries: &[Entry]) -> Option<(String, String)> {
    let trees = entries.iter().filter_map(|entry| match entry {
        Entry::Folder(tree) | Entry::Server(tree, ..) => Some(tree),
        Entry::Closed | Entry::Word(_) => None,
    });
    let versions: Vec<_> = trees.flat_map(|tree| &tree.versions).collect();
    let version = versions.get(chance.below(versions.len().max(1)))?;
    Some((version.module.get_ref().clone(), version.version.get_ref().clone()))
}
