//! Behind the root, what go does not ask: other entries of GOPROXY, single endpoints, a database itself.

use serde::{Deserialize, Serialize};

use super::{module::Stopped, proxy::ProxyAnswer, sumdb::SumsAsked};

facts_of_stage! { EndpointAsked in Box, RecordAsked in Box, Tried in Box }

/// Something that was tried in the place of what go did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// What was tried.
    pub how: Trial,
    /// The entry of GOPROXY that was asked alone, its password masked; that which answered, for a version by its name.
    pub entry: String,
    /// The module path and the query: the argument of the command.
    pub argument: String,
    /// The module that holds it.
    #[serde(default)]
    pub module: String,
    /// The version that came.
    #[serde(default)]
    pub version: Option<String>,
    /// The commit that it is, as the repository or the `.info` of a proxy says.
    #[serde(default)]
    pub commit: Option<String>,
    /// The sum of its go.mod.
    #[serde(default)]
    pub go_mod: Option<String>,
    /// The sum of its zip.
    #[serde(default)]
    pub zip: Option<String>,
    /// What go would say.
    #[serde(default)]
    pub error: Option<String>,
    /// Whether go refuses the version since its go.mod declares another path.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub misnamed: bool,
    /// Why the doctor stopped.
    #[serde(default)]
    pub stopped: Option<Stopped>,
    /// The requests, in order.
    #[serde(default)]
    pub asked: Vec<ApartRequest>,
    /// The commands, in order, each with its arguments.
    #[serde(default)]
    pub ran: Vec<ApartCommand>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trial {
    /// The command, with a `|` behind the entry at which go stopped.
    Bar,
    /// The command, with the path that the go.mod declares in the place of the one that was asked for.
    Declared,
    /// The command, with an earlier version of the module.
    Earlier,
    /// The command, with one entry of GOPROXY alone.
    #[default]
    Entry,
    /// The files of the version at one entry, compared with nothing.
    Files,
    /// As `files`, from the repository, without the attributes and filters that git has on this machine.
    Plain,
    /// The command, with a version in the place of the query.
    Version,
}

/// A request that was made for a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartRequest {
    /// The URL, its password masked.
    pub url: String,
    /// The status; `None` without an answer.
    #[serde(default)]
    pub status: Option<u16>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A command that ran for a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartCommand {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// The working directory, as go names it.
    pub dir: String,
    /// The exit status; `None` where it did not end by itself.
    #[serde(default)]
    pub status: Option<i32>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

impl Tried {
    /// Whether the command would succeed, as far as it was tried.
    pub fn succeeds(&self) -> bool {
        self.version.is_some() && self.error.is_none() && self.stopped.is_none()
    }

    /// The version that came, where go refuses it since its go.mod declares another path.
    pub fn misnamed(&self) -> Option<&str> {
        self.version.as_deref().filter(|_| self.misnamed)
    }

    /// Whether everybody who was asked says that there is no such thing.
    pub fn is_nowhere(&self) -> bool {
        let missing = self.asked.iter().all(|it| matches!(it.status, Some(404 | 410)));
        self.error.is_some() && missing && !self.asked.is_empty() && self.ran.is_empty()
    }
}

/// One question to a module proxy, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointAsked {
    /// Why it was asked.
    pub why: Apart,
    /// The entry of GOPROXY, its password masked.
    pub entry: String,
    /// The part of the URL behind the module path; empty where the host itself is asked.
    #[serde(default)]
    pub endpoint: String,
    /// The URL, its password masked.
    pub url: String,
    /// What came of it.
    pub answer: ProxyAnswer,
    /// The URL of the last redirect, where there was one.
    #[serde(default)]
    pub behind: Option<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// Why an endpoint is asked apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apart {
    /// The path has capitals, which go escapes: whether it is there as it is written.
    AsWritten,
    /// go did not come to it.
    Endpoint,
    /// The host behind a redirect refused: whether it answers at all.
    Storage,
    /// The module is not there: whether one is that every proxy can fetch.
    WellKnown,
    /// A login was sent: what those without one are told.
    WithoutLogin,
}

impl EndpointAsked {
    /// Whether the endpoint has what it should have.
    pub fn is_served(&self) -> bool {
        matches!(self.answer, ProxyAnswer::Body { .. })
    }

    /// The status; `None` where there was no answer.
    pub fn status(&self) -> Option<u16> {
        match self.answer {
            ProxyAnswer::Body { .. } | ProxyAnswer::Broken { .. } => Some(200),
            ProxyAnswer::Status { code, .. } => Some(code),
            _ => None,
        }
    }
}

/// What a checksum database says of a version about which go did not ask it, or asked it in another way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAsked {
    /// Whether the database itself was asked, and no proxy that passes it on.
    pub itself: bool,
    /// The question and the answer.
    #[serde(flatten)]
    pub sums: SumsAsked,
}

impl RecordAsked {
    /// The sum that the database has for the zip, or for the go.mod where `go_mod` says so.
    pub fn sum(&self, go_mod: bool) -> Option<&str> {
        let plain = self.sums.version.trim_end_matches("/go.mod");
        let end = if go_mod { "/go.mod" } else { "" };
        let start = format!("{} {plain}{end} h1:", self.sums.module);
        let line = self.sums.lines.iter().find(|line| line.starts_with(&start))?;
        line.rsplit(' ').next()
    }
}
