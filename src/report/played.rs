//! What the go command came to behind the repository root, as machines and people read it.

use serde::{Deserialize, Serialize};

use crate::trace::{
    ApartCommand, CacheRead, CommandEnded, CommandRan, GoCommand, ModuleRead, RanEnd, Requires,
    SumBy, SumCompared, SumOf, Told as _, Trace, Tried, VersionFound, ZipRead,
};

use super::walk::{Visit, walk};

/// What the go command came to; each part is `None` where the run did not come so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Played {
    /// The command.
    #[serde(skip)]
    pub command: GoCommand,
    /// Whether repositories were asked whatever GOPROXY says: a question of ours.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub direct: bool,
    /// The version that answers the query.
    pub version: Option<VersionFound>,
    /// Its go.mod.
    pub module: Option<ModuleRead>,
    /// Its zip.
    pub zip: Option<ZipRead>,
    /// The sums of go.mod and zip.
    pub sum: Option<Sums>,
    /// What each entry of GOPROXY came to for each module path.
    pub walk: Vec<Visit>,
    /// What the module cache had, where it was looked into.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cache: Vec<CacheRead>,
    /// The commands that ran, in order.
    pub commands: Vec<Command>,
    /// The versions that a query lists.
    pub versions: Vec<String>,
    /// What wants a newer go.
    pub requires: Option<Requires>,
    /// What go prints on standard error, without lines of progress; `None` for nothing.
    pub stderr: Option<String>,
}

/// Sums of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// The sum of the go.mod.
    pub gomod: Option<Sum>,
    /// The sum of the zip.
    pub zip: Option<Sum>,
}

/// A sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The sum: `h1:…`.
    pub h1: String,
    /// Who knows it.
    pub by: Authority,
}

/// Who knows a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// The checksum database.
    Database,
    /// The main module's go.sum.
    #[serde(rename = "go.sum")]
    GoSum,
    /// Nobody was asked.
    Nobody,
}

/// A command that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// The working directory, as go names it.
    pub dir: String,
    /// The exit status; `None` where it did not end by itself.
    pub status: Option<i32>,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// Whether go would not run it.
    pub probe: bool,
}

impl Played {
    /// What `trace` recorded of it; `None` where no command was played.
    pub fn of(trace: &Trace) -> Option<Box<Self>> {
        let ended = trace.first::<CommandEnded>()?;
        Some(Box::new(Self {
            command: ended.command,
            direct: ended.direct,
            version: ended.version.clone(),
            module: ended.module.clone(),
            zip: ended.zip.clone(),
            sum: sums(trace, ended),
            walk: walk(trace, ended),
            cache: trace.events.iter().told::<CacheRead>().cloned().collect(),
            commands: commands(trace),
            versions: ended.versions.clone(),
            requires: ended.requires.clone(),
            stderr: Some(ended.stderr.clone()).filter(|text| !text.is_empty()),
        }))
    }
}

/// The sums of the version that was settled on.
fn sums(trace: &Trace, ended: &CommandEnded) -> Option<Sums> {
    let VersionFound { module, version, .. } = ended.version.as_ref()?;
    let compared = || trace.events.iter().told::<SumCompared>();
    let of = |of: SumOf| {
        let same =
            |sum: &&SumCompared| (&sum.module, &sum.version, sum.of) == (module, version, of);
        compared().filter(|sum| sum.error.is_none()).find(same).map(Sum::of)
    };
    let sums = Sums { gomod: of(SumOf::GoMod), zip: of(SumOf::Zip) };
    (sums != Sums::default()).then_some(sums)
}

impl Sum {
    fn of(compared: &SumCompared) -> Self {
        let by = match compared.by {
            SumBy::Database => Authority::Database,
            SumBy::GoSum => Authority::GoSum,
            SumBy::Off | SumBy::Matched { .. } => Authority::Nobody,
        };
        Self { h1: compared.computed.clone(), by }
    }
}

fn commands(trace: &Trace) -> Vec<Command> {
    let ran = trace.all::<CommandRan>();
    let ran = ran.map(|(event, CommandRan { ran, .. })| Command {
        argv: ran.argv.clone(),
        dir: ran.dir.clone(),
        status: match ran.end {
            RanEnd::Exited { status } => status,
            _ => None,
        },
        micros: ran.micros,
        probe: event.probe,
    });
    let tried = trace.all::<Tried>().flat_map(|(_, tried)| &tried.ran);
    ran.chain(tried.map(Command::from)).collect()
}

impl From<&ApartCommand> for Command {
    fn from(ran: &ApartCommand) -> Self {
        let ApartCommand { argv, dir, status, micros } = ran.clone();
        Self { argv, dir, status, micros, probe: true }
    }
}
