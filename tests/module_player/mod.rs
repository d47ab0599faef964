//! A player of recorded module cases: it answers from a case's servers, and compares.

mod answers;
mod compare;

pub use compare::play;

use std::{collections::BTreeMap, io::Read};

use serde::Deserialize;
use serde_json::Value;

/// One recorded case; what the player does not use is left out.
#[derive(Deserialize)]
pub struct Case {
    pub name: String,
    #[serde(default)]
    pub servers: Vec<Server>,
    #[serde(default)]
    pub env: BTreeMap<String, Option<String>>,
    #[serde(default)]
    pub files: BTreeMap<String, Option<Value>>,
    pub netrc: Option<String>,
    pub commands: Vec<Vec<String>>,
    pub go: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
pub struct Server {
    pub kind: String,
    #[serde(default)]
    pub answers: BTreeMap<String, Value>,
    pub default: Option<Value>,
    #[serde(default)]
    pub tls: bool,
    #[serde(default)]
    pub down: bool,
}

/// How a case compares.
pub enum Verdict {
    Agrees,
    /// It is counted apart, for a reason.
    Apart(&'static str),
    Differs(String),
}

/// A first command that is compared.
pub enum Command {
    Download { arg: String, json: bool },
    Get(String),
    List { arg: String, versions: bool },
}

impl Command {
    /// The case's first command, where it is one that is compared.
    pub fn of(case: &Case) -> Option<Self> {
        let words: Vec<&str> = case.commands.first()?.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["list", "-m", flags @ .., arg]
                if flags.iter().all(|it| matches!(*it, "-json" | "-versions")) =>
            {
                let versions = flags.contains(&"-versions");
                let named = versions || arg.contains('@');
                named.then(|| Self::List { arg: (*arg).to_owned(), versions })
            }
            ["mod", "download", flags @ .., arg]
                if arg.contains('@') && flags.iter().all(|it| *it == "-json") =>
            {
                Some(Self::Download { arg: (*arg).to_owned(), json: !flags.is_empty() })
            }
            ["get", arg] if !arg.starts_with('-') => Some(Self::Get((*arg).to_owned())),
            _ => None,
        }
    }

    pub fn word(&self) -> &'static str {
        match self {
            Self::Download { .. } => "download",
            Self::Get(_) => "get",
            Self::List { .. } => "list",
        }
    }
}

/// The recorded cases, where there are some.
pub fn cases() -> Option<Vec<Case>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference/module-cases.jsonl.gz");
    let file = std::env::var("GOGET_DOCTOR_MODULE_CASES").unwrap_or_else(|_| beside.to_owned());
    let file = std::fs::File::open(file).ok()?;
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
