//! Checksum databases: a log of records, signed with a key of the lab's, served as go asks for it (modules.md §14).

mod key;
mod log;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use self::{key::Signer, log::Log};
use super::{
    goproxy::{ModuleVersion, PUBLIC},
    names::Name,
    reply::Reply,
};
use crate::go::{
    version::Version,
    xmod::{escape::escape_version, module},
};

/// A checksum database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sumdb {
    /// What the file calls it, which is the name in its key too.
    pub name: Name,
    /// The name in its key, where that is another: two databases with one name there have one key.
    #[serde(default)]
    pub key_name: Option<String>,
    /// The tree whose versions it has records of.
    #[serde(default = "public")]
    pub tree: String,
    /// How many records of other modules are in front of them.
    #[serde(default)]
    pub before: u32,
    /// What it has recorded otherwise.
    #[serde(default)]
    pub record: Vec<Recorded>,
    /// What the signature under its head is worth.
    #[serde(default)]
    pub signature: Signature,
}

/// A record that is not made of a version's files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The module path.
    pub module: String,
    /// The version.
    pub version: String,
    /// The lines of the record.
    pub lines: Vec<String>,
    /// Whether only lookups say so, and the log has the true record.
    #[serde(default)]
    pub only_told: bool,
}

/// What a signature is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// One by the database's key.
    #[default]
    Good,
    /// One that names the database's key, and is wrong.
    Bad,
    /// One by a key with another name.
    Foreign,
}

/// All databases of a scenario, by name.
pub(super) struct Databases(BTreeMap<String, Database>);

/// A database with its log.
struct Database {
    log: Log,
    /// The numbers and texts of records, by `MODULE@VERSION` as they are asked for.
    records: BTreeMap<String, (i64, String)>,
    head: String,
}

impl Sumdb {
    /// The key as GOSUMDB names it.
    pub fn key(&self) -> String {
        self.signer().verifier()
    }

    fn signer(&self) -> Signer {
        Signer::new(self.key_name.as_ref().unwrap_or(self.name.get_ref()))
    }

    fn recorded(&self, version: &ModuleVersion) -> Option<&Recorded> {
        let (module, version) = (version.module.get_ref(), version.version.get_ref());
        self.record.iter().find(|other| other.module == *module && other.version == *version)
    }

    /// What the record of a version says in the log, and what lookups say.
    fn texts(&self, version: &ModuleVersion) -> [String; 2] {
        let own = || lines(&version.go_sum_lines());
        match self.recorded(version) {
            None => [own(), own()],
            Some(other) if other.only_told => [own(), lines(&other.lines)],
            Some(other) => [lines(&other.lines), lines(&other.lines)],
        }
    }
}

impl Databases {
    pub(super) fn new(databases: &[Sumdb], versions: &[ModuleVersion]) -> Self {
        let made = |it: &Sumdb| (it.name.get_ref().clone(), Database::new(it, versions));
        Self(databases.iter().map(made).collect())
    }

    /// The head of a database, signed.
    pub(super) fn head(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|database| database.head.as_str())
    }

    /// What a database answers to a request for a path below it, which begins with a slash.
    pub(super) fn answer(&self, name: &str, below: &str) -> Reply {
        let found = self.0.get(name).and_then(|database| database.answer(below));
        found.unwrap_or_else(|| text(404, format!("not found: {}\n", below.trim_matches('/'))))
    }
}

impl Database {
    fn new(made_as: &Sumdb, versions: &[ModuleVersion]) -> Self {
        let mut log = Log::default();
        for number in 0..made_as.before.min(MOST_BEFORE) {
            log.add(format!("before.example/m{number} v1.0.0 {NOTHING}\n").as_bytes());
        }
        let mut records = BTreeMap::new();
        for version in versions.iter().filter(|version| version.tree == made_as.tree) {
            let [logged, told] = made_as.texts(version);
            records.insert(asked_as(version), (log.records(), told));
            log.add(logged.as_bytes());
        }
        let head = made_as.signer().sign(&log.head(), made_as.signature);
        Self { log, records, head }
    }

    fn answer(&self, below: &str) -> Option<Reply> {
        if let Some(version) = below.strip_prefix("/lookup/") {
            let (number, record) = self.records.get(version)?;
            return Some(text(200, format!("{number}\n{record}\n{}", self.head)));
        }
        match below {
            "/supported" => Some(text(200, String::new())),
            "/latest" => Some(text(200, self.head.clone())),
            _ => {
                let tile = self.log.tile(below.strip_prefix('/')?)?;
                Some(Reply::new(200, "application/octet-stream", tile))
            }
        }
    }
}

fn asked_as(version: &ModuleVersion) -> String {
    let (module, version) = (version.module.get_ref(), version.version.get_ref());
    let spelt = module::escape(module).unwrap_or_else(|_| module.clone());
    let version = escape_version(version, Version::NEWEST).unwrap_or_else(|_| version.clone());
    format!("{spelt}@{version}")
}

fn lines(lines: &[impl AsRef<str>]) -> String {
    lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect()
}

fn text(status: u16, body: String) -> Reply {
    Reply::new(status, "text/plain; charset=utf-8", body)
}

fn public() -> String {
    PUBLIC.to_owned()
}

const MOST_BEFORE: u32 = 100_000;
const NOTHING: &str = "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
