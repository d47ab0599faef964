//! What a recorded case holds, as far as it is played.

use std::{collections::BTreeMap, fs::File, io::Read as _, path::Path};

use serde::Deserialize;
use serde_json::Value;

/// One recorded case; what the player does not use is left out.
#[derive(Deserialize)]
pub(super) struct Case {
    pub(super) name: String,
    #[serde(default)]
    pub(super) servers: Vec<Server>,
    #[serde(default)]
    pub(super) env: BTreeMap<String, Option<String>>,
    #[serde(default)]
    pub(super) files: BTreeMap<String, Option<Value>>,
    pub(super) commands: Vec<Vec<String>>,
    pub(super) go: BTreeMap<String, Value>,
    /// What only players on a wire use.
    #[serde(flatten)]
    pub(super) more: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct Server {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Value>,
    pub(super) default: Option<Value>,
    #[serde(default)]
    pub(super) tls: bool,
    #[serde(default)]
    pub(super) down: bool,
}

/// A first command that is compared.
pub(super) enum Command {
    Download { arg: String, json: bool },
    Get(String),
    List { arg: String, versions: bool, json: bool },
}

impl Command {
    /// The case's first command, where it is one that is compared.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let words: Vec<&str> = case.commands.first()?.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["list", "-m", flags @ .., arg]
                if flags.iter().all(|it| matches!(*it, "-json" | "-versions")) =>
            {
                let versions = flags.contains(&"-versions");
                let named = versions || arg.contains('@');
                let json = flags.contains(&"-json");
                named.then(|| Self::List { arg: (*arg).to_owned(), versions, json })
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

    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Download { .. } => "download",
            Self::Get(_) => "get",
            Self::List { .. } => "list",
        }
    }
}

/// The releases that were recorded.
pub(super) const RELEASES: [&str; 7] =
    ["1.27.3", "1.26.6", "1.25.5", "1.24.11", "1.23.9", "1.22.10", "1.21.13"];

/// The cases of a file.
pub(super) fn read(file: &Path) -> Vec<Case> {
    let mut text = String::new();
    let mut packed = flate2::read::MultiGzDecoder::new(File::open(file).unwrap());
    packed.read_to_string(&mut text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
