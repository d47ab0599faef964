//! A module proxy that was put to its protocol: what it was asked, and what it answered.

use crate::{
    go::{cmd::sums::Database, version::Version},
    trace::Blob,
};

/// A module proxy, put to its protocol.
#[derive(Clone, Debug, PartialEq)]
pub struct ProtocolRun {
    /// The release that asked.
    pub go: Version,
    /// The proxy's URL as go shows it.
    pub url: String,
    /// The module that was named, and the version that was looked at.
    pub module: Option<ModuleAsked>,
    /// The checksum database that was asked about: that of the settings, else the public one.
    pub database: Option<Database>,
    /// Every question, in the order in which they were asked.
    pub replies: Vec<Reply>,
    /// The zip of the version, where one came.
    pub zip: Option<ZipSeen>,
    /// The sums of the version, where something came to make them of.
    pub sums: Vec<SumSeen>,
}

/// The module that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleAsked {
    /// Its path.
    pub path: String,
    /// The version that was looked at: the one that was named, else the newest; none where there is none.
    pub version: Option<String>,
    /// Whether it was named.
    pub named: bool,
}

/// A question, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What it was about.
    pub about: About,
    /// What of it was asked for.
    pub endpoint: Endpoint,
    /// The URL as go shows it.
    pub url: String,
    /// The URLs that it was redirected to, in order.
    pub hops: Vec<String>,
    /// go's reason, where it does not follow a redirect.
    pub refused: Option<String>,
    /// The header fields of the last answer.
    pub headers: Vec<(String, String)>,
    /// What came of it.
    pub end: End,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Capitals as they are, in the place of `!` and a small letter.
    Capitals,
    /// The checksum database.
    Database,
    /// A version that the list names, and that nobody asked for.
    Listed,
    /// The module that was named.
    Module,
    /// The version with a capital, which is no version.
    OtherCase,
    /// A module that cannot exist.
    NoModule,
    /// A version that the module cannot have.
    NoVersion,
    /// The first bytes alone.
    Range,
    /// `!` as it is, in the place of `%21`.
    Unencoded,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// The versions: `@v/list`.
    List,
    /// The newest version: `@latest`.
    Latest,
    /// A version's name and time: `.info`.
    Info,
    /// A version's go.mod: `.mod`.
    Mod,
    /// A version's files: `.zip`.
    Zip,
    /// Whether a checksum database is passed on: `supported`.
    Supported,
    /// The newest head of a checksum database: `latest`.
    Head,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Status 200, or 206 to a question for a part, and a whole body.
    Body {
        /// How long it is, unpacked.
        bytes: u64,
        /// The body; of a zip its beginning.
        text: Blob,
    },
    /// Status 200 and a body that broke off, with go's reason.
    Broken(String),
    /// No answer, with go's text.
    Nothing(String),
    /// Another status.
    Status {
        /// Its number.
        code: u16,
        /// Number and phrase.
        line: String,
        /// What go quotes from the body.
        detail: String,
    },
    /// A limit of ours.
    Stopped(String),
    /// Nobody was asked; what is missing.
    Unknown(String),
}

/// The zip of a version, looked into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZipSeen {
    /// Its size in bytes.
    pub bytes: u64,
    /// How many files are in it.
    pub files: usize,
    /// Its `h1:`, or go's reason why it has none.
    pub h1: Option<Result<String, String>>,
    /// The releases that do not take it, each with its text.
    pub refused: Vec<(Version, String)>,
    /// The go.mod in it.
    pub go_mod: Option<Blob>,
}

/// A sum of what the proxy served, and what others say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumSeen {
    /// Whether it is that of the go.mod, else of the zip.
    pub of_go_mod: bool,
    /// The `h1:` of what was served.
    pub served: String,
    /// What ./go.sum says: its line and its sum.
    pub listed: Option<(usize, String)>,
    /// What the checksum database has recorded.
    pub recorded: Recorded,
}

/// What the checksum database has recorded of a download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// Nobody asked it, for this reason.
    Unasked(String),
    /// Its sum.
    Sum(String),
    /// go's text, where no sum came.
    Failed(String),
}

impl ProtocolRun {
    /// The first reply to a question.
    pub fn reply(&self, about: About, endpoint: Endpoint) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.about == about && reply.endpoint == endpoint)
    }
}

impl Reply {
    /// A header field of the last answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The body, where a whole one came with status 200.
    pub fn body(&self) -> Option<&[u8]> {
        match &self.end {
            End::Body { text, .. } => Some(&text.0),
            _ => None,
        }
    }

    /// The status where it is not 200.
    pub fn status(&self) -> Option<u16> {
        match &self.end {
            End::Status { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// Whether go takes it for "not there": 404 or 410.
    pub fn is_missing(&self) -> bool {
        matches!(self.status(), Some(404 | 410))
    }
}
