//! A module, as GOPROXY gives it: the walk along its entries, and what the command came to.

use serde::{Deserialize, Serialize};

use crate::{
    go::cmd::{proxy_list::FallsThrough, walk::Next},
    trace::Stage,
};

facts_of_stage! { EntryMet, EntryLeft, CacheRead, CommandEnded in Box }

/// What an entry of GOPROXY came to for one module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryMet {
    /// What it was asked for.
    pub asked: WalkFor,
    /// Its place in GOPROXY, from 0; go's own first entry for GONOPROXY counts.
    pub place: usize,
    /// The entry as GOPROXY has it, its password masked; `noproxy` for go's own.
    pub entry: String,
    /// What came of it.
    #[serde(flatten)]
    pub met: Met,
}

/// What came of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "met", rename_all = "kebab-case")]
pub enum Met {
    /// The version is there.
    Found {
        /// The version that it names; empty where no version was asked for.
        version: String,
    },
    /// go takes the answer for "there is no such thing".
    NotFound {
        /// go's text.
        error: String,
    },
    /// Another failure.
    Failed {
        /// go's text.
        error: String,
    },
    /// The entry does not count for this module, and nobody was asked.
    Skipped {
        /// go's text.
        error: String,
    },
    /// The doctor stopped here, not go.
    Stopped {
        /// Why.
        why: String,
    },
}

/// The end of a walk's stay at one entry, whatever it was asked for there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLeft {
    /// What it was asked for.
    pub asked: WalkFor,
    /// Its place in GOPROXY, from 0.
    pub place: usize,
    /// The entry as GOPROXY has it, its password masked.
    pub entry: String,
    /// After which failures the next entry is asked.
    pub falls_through: FallsThrough,
    /// go's text, where it has no answer.
    #[serde(default)]
    pub error: Option<String>,
    /// What comes next.
    pub next: Next,
}

/// Something in the module cache that go takes in the place of an answer; nobody looks there without `--cache`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CacheRead {
    /// The module path.
    pub module: String,
    /// The version; empty for a repository.
    #[serde(default)]
    pub version: String,
    /// What it is.
    pub what: CacheOf,
    /// The file or folder.
    pub file: String,
    /// Why go does not use it; `None` where it believes it.
    #[serde(default)]
    pub refused: Option<String>,
}

/// What the module cache has of a version, or of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CacheOf {
    /// The folder in which it is unpacked.
    Folder,
    /// Its go.mod.
    GoMod,
    /// What a proxy says of it.
    Info,
    /// The repository that it came from.
    Repository,
    /// Its zip.
    Zip,
}

/// What a walk along GOPROXY is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkFor {
    /// The kind of it.
    #[serde(rename = "for")]
    pub sought: Sought,
    /// The query or version.
    pub query: String,
}

/// Kinds of what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sought {
    /// The version that answers the query.
    Version,
    /// The version that was found, once more, by its own name.
    Again,
    /// The newest version, whose go.mod speaks for all.
    Newest,
    /// The list of versions.
    Versions,
    /// The go.mod of a version.
    GoMod,
    /// The zip of a version.
    Zip,
    /// The releases of go.
    Releases,
}

/// What the command came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandEnded {
    /// The command.
    pub command: GoCommand,
    /// The last stage that was judged.
    pub decided: Stage,
    /// Whether go would be asked to go directly, whatever GOPROXY says: a question of ours.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub direct: bool,
    /// The version that was settled on.
    #[serde(default)]
    pub version: Option<VersionFound>,
    /// The go.mod of it, as far as it was read.
    #[serde(default)]
    pub module: Option<ModuleRead>,
    /// The zip of it.
    #[serde(default)]
    pub zip: Option<ZipRead>,
    /// The versions that a query lists.
    #[serde(default)]
    pub versions: Vec<String>,
    /// What wants a newer go.
    #[serde(default)]
    pub requires: Option<Requires>,
    /// The package that the module does not hold, where go fails on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lacks: Option<String>,
    /// The go.mod that declares another path, where go fails on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub misnamed: Option<Misnamed>,
    /// What go prints on standard error, without lines of progress.
    pub stderr: String,
    /// go's reason, without what the command puts in front.
    #[serde(default)]
    pub error: Option<String>,
    /// Why the doctor stopped, where it is not go that did.
    #[serde(default)]
    pub stopped: Option<Stopped>,
}

impl CommandEnded {
    /// The version that was settled on and the path that its go.mod declares, where go fails because that is another one.
    pub fn misnamed(&self) -> Option<(&VersionFound, &str)> {
        let (version, misnamed) = (self.version.as_ref()?, self.misnamed.as_ref()?);
        (misnamed.module == version.module).then_some((version, &misnamed.declared))
    }
}

/// A go.mod that declares another path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misnamed {
    /// The module path for which it came.
    pub module: String,
    /// The path that it declares.
    pub declared: String,
}

/// A go command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoCommand {
    /// `go mod download -json`.
    Download,
    /// `go get`.
    #[default]
    Get,
    /// `go list -m -json`.
    List,
}

/// A version that answers a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionFound {
    /// The module path.
    pub module: String,
    /// The version; empty where a proxy's answer names none.
    pub version: String,
    /// When it was made, as the answer writes it.
    #[serde(default)]
    pub time: Option<String>,
    /// The query that it answers.
    pub query: String,
    /// The entry of GOPROXY that answered, its password masked.
    pub from: String,
}

/// A go.mod that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRead {
    /// The module path that it declares.
    #[serde(default)]
    pub path: Option<String>,
    /// Its go line.
    #[serde(default)]
    pub go: Option<String>,
    /// What the newest go.mod says of the module's end, where it was read.
    #[serde(default)]
    pub deprecated: Option<String>,
    /// Why the version was retracted, where the newest go.mod says so: a text for each line that does.
    #[serde(default)]
    pub retracted: Vec<String>,
    /// How many modules it requires.
    #[serde(default)]
    pub requirements: usize,
    /// Each of them, `PATH VERSION`, where a module graph is walked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
}

/// A zip that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZipRead {
    /// Its size in bytes.
    pub bytes: u64,
    /// How many files it holds.
    pub files: usize,
    /// The sum.
    pub h1: String,
}

/// What wants a newer go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requires {
    /// What wants it.
    pub what: String,
    /// The go that it wants.
    pub go: String,
    /// The go that runs.
    pub running: String,
}

/// Why the doctor stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stopped", content = "what", rename_all = "kebab-case")]
pub enum Stopped {
    /// A limit of ours.
    Limit(String),
    /// Something is missing.
    Missing(String),
}
