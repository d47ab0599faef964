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

impl Case {
    /// Whether it has a zip of many bytes, which is played on one release alone.
    pub(super) fn is_heavy(&self) -> bool {
        let answers = self.servers.iter().flat_map(|server| server.answers.values());
        let files = answers.filter_map(|answer| answer["zip"]["files"].as_array()).flatten();
        files.filter_map(|file| file["repeat"][1].as_u64()).any(|count| count > 1 << 20)
    }
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

/// The cases of a file; `None` where it is not there.
pub(super) fn read(file: &Path) -> Option<Vec<Case>> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(File::open(file).ok()?).read_to_string(&mut text).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
