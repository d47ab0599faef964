//! What a run saw and decided: the vocabulary of a trace. Facts only, no wording for people.

use std::fmt;

use serde::{Deserialize, Serialize};

mod probed;

pub use probed::{
    IssuerFetched, Machine, OtherChain, Probed, ProxyVariable, Question, Refusal, RootFound, Seen,
};

use crate::{
    browser::{BrowserReading, Difference},
    go::{
        env::{OddLine, Setting, Unknown},
        meta::{Import, Reading},
        netrc::Odd,
        proxy_list::Route,
        roots::Looked,
        select,
        suffix::SuffixMatch,
        winner::Class,
    },
};

/// One thing that was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Microseconds since the run started.
    pub at: u64,
    /// The candidate module path it belongs to; `None` where it belongs to the whole run.
    #[serde(default, rename = "module", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The step of go's pipeline that it belongs to.
    pub step: Step,
    /// Whether this is a question of our own, which go does not ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub probe: bool,
    /// What was seen or decided.
    #[serde(flatten)]
    pub fact: Fact,
}

/// The steps that go takes for a path, in go's order. The names are a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The settings in force.
    Settings,
    /// Cleaning and checking the path.
    Path,
    /// Which of GOPROXY, GOPRIVATE and GONOPROXY decides where go asks.
    Route,
    /// The table of hosts that go knows.
    StaticTable,
    /// A `.git`, `.hg`, `.svn` or `.fossil` in the path.
    VcsSuffix,
    /// The `?go-get=1` page.
    Fetch,
    /// Reading the page's go-import meta tags.
    Meta,
    /// Choosing the tag that matches the path.
    Match,
    /// The second page, at the prefix that the tag names.
    Verify,
    /// Checking the subdirectory, repo root and VCS of the tag.
    Validate,
    /// Whether GOVCS allows the VCS.
    Govcs,
    /// The repository root, or go's error.
    Root,
}

/// A fact about one request carries the number of that request within its path.
pub type RequestId = u32;

/// What was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// The settings in force.
    Settings {
        /// Those that matter for a lookup.
        settings: Vec<Setting>,
        /// go's text, where it refuses to work with them.
        #[serde(default)]
        error: Option<String>,
    },
    /// What stands around the settings was looked at.
    SurroundingsSeen(Surroundings),
    /// The files and folders of root certificates were read.
    RootsRead(RootsRead),
    /// The netrc file was read.
    NetrcRead {
        /// The file.
        file: String,
        /// The hosts that it has a login for, in its order.
        machines: Vec<String>,
        /// The lines that go reads otherwise than they seem to be meant.
        #[serde(default)]
        odd: Vec<Odd>,
        /// Why it could not be read, where it exists.
        #[serde(default)]
        error: Option<String>,
    },
    /// The proxy variables of the environment were read.
    HttpProxiesRead {
        /// Those that are set.
        set: Vec<ProxyVariable>,
    },
    /// A program that GOAUTH names was asked for credentials.
    GoauthAsked(GoauthAsked),
    /// The argument was cleaned and taken apart.
    ArgumentRead(ArgumentRead),
    /// A module path was checked.
    PathChecked {
        /// What is wrong with it, in go's words.
        #[serde(default)]
        error: Option<String>,
    },
    /// Where go asks first was decided.
    Routed {
        /// Where, and what decided it.
        #[serde(default)]
        route: Option<Route>,
        /// go's text, where GOPROXY cannot be used.
        #[serde(default)]
        error: Option<String>,
    },
    /// The path was looked up in the table of hosts.
    TableLooked {
        /// The row that decides, by its prefix.
        #[serde(default)]
        row: Option<String>,
        /// The root that the row gives.
        #[serde(default)]
        root: Option<String>,
        /// go's text, where the row refuses the path.
        #[serde(default)]
        error: Option<String>,
    },
    /// The path was searched for a VCS suffix.
    SuffixLooked {
        /// What it says.
        #[serde(default)]
        found: Option<SuffixMatch>,
        /// The schemes that go tries, in order.
        #[serde(default)]
        schemes: Vec<String>,
    },
    /// A VCS tool was asked whether a repository answers.
    Pinged {
        /// The URL asked for.
        url: String,
        /// The tool's run.
        ran: Ran,
    },
    /// go has no more to ask, or asks nothing (`--offline`).
    NotAsked {
        /// The URL that would be asked.
        url: String,
    },
    /// https failed and GOINSECURE matches: go asks again over http.
    FellBack {
        /// Why https failed.
        error: String,
    },
    /// A 4xx over https: go throws the answer away and asks once more.
    Retried {
        /// The request that was answered so.
        request: RequestId,
        /// The status.
        status: u16,
    },
    /// The network failed: the lookup is made again (`--retry`), which go does not do.
    TriedAgain {
        /// What broke the connection.
        error: String,
    },
    /// A redirect was followed or refused.
    Redirected {
        /// The request that was answered so.
        request: RequestId,
        /// The Location as sent.
        location: String,
        /// The URL that it leads to.
        #[serde(default)]
        to: Option<String>,
        /// go's reason, where it does not follow.
        #[serde(default)]
        refused: Option<String>,
    },
    /// A page was read, by go's parser and as a browser does.
    PageRead(Box<PageRead>),
    /// A tag was chosen, or none.
    Matched {
        /// The page, as go names it.
        url: String,
        /// The tag.
        #[serde(default)]
        import: Option<Import>,
        /// Why none can be chosen.
        #[serde(default)]
        error: Option<select::MatchError>,
    },
    /// The prefix's own page is to confirm the tag, and did or did not.
    Verified {
        /// The prefix.
        prefix: String,
        /// Why it did not.
        #[serde(default)]
        error: Option<select::PrefixError>,
    },
    /// The tag's fields were checked.
    Validated {
        /// What is wrong with one of them.
        #[serde(default)]
        error: Option<select::Fault>,
    },
    /// GOVCS was asked.
    GovcsJudged {
        /// The VCS.
        vcs: String,
        /// The root that it was asked for.
        root: String,
        /// Whether GOPRIVATE matches the root.
        private: bool,
        /// The rule that decided.
        #[serde(default)]
        rule: Option<String>,
        /// go's text, where it refuses.
        #[serde(default)]
        error: Option<String>,
    },
    /// The lookup of a module path ended.
    Concluded {
        /// How.
        conclusion: Conclusion,
    },
    /// A request is about to be made.
    Asked(Asked),
    /// A host name was looked up.
    Resolved(Resolved),
    /// An address was dialled.
    Dialled(Dialled),
    /// A proxy answered a CONNECT.
    Tunnelled(Tunnelled),
    /// A certificate chain was presented and judged.
    Judged(Judged),
    /// The TLS handshake ended.
    Handshaken(Handshaken),
    /// The request went over a connection that was open already.
    Reused {
        /// The request.
        request: RequestId,
    },
    /// The head of the response arrived.
    Answered(Answered),
    /// Reading the body ended.
    BodyRead(BodyRead),
    /// The request failed.
    RequestFailed {
        /// The request.
        request: RequestId,
        /// What failed.
        failure: Failure,
    },
    /// A server was asked a question of our own.
    Probed(Probed),
    /// A file with roots was found that go does not read.
    RootFound(RootFound),
    /// The issuer of the server's certificate was fetched.
    IssuerFetched(IssuerFetched),
    /// Another host's chain was looked at.
    OtherChain(OtherChain),
    /// The machine was looked at.
    MachineSeen(Machine),
}

/// What stands around the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surroundings {
    /// The user's file of settings; `None` where there is none, or it cannot be said where.
    #[serde(default)]
    pub file: Option<SettingsFile>,
    /// The `go.env` of the go in PATH, where it was found.
    #[serde(default)]
    pub go_env: Option<String>,
    /// Variables that look like go's and are not.
    pub unknown: Vec<Unknown>,
    /// Lines of the user's file that are not what they seem.
    pub odd: Vec<OddLine>,
}

/// The user's file of settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsFile {
    /// Its path.
    pub path: String,
    /// Why go reads nothing from it, in the system's words; go says nothing.
    #[serde(default)]
    pub error: Option<String>,
}

/// A program that GOAUTH names was asked for credentials. Neither its arguments nor what it said is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoauthAsked {
    /// The command: `git` with its folder, or the program.
    pub method: String,
    /// The URL that was answered with a 4xx, its password masked; `None` before the first request.
    #[serde(default)]
    pub url: Option<String>,
    /// The URLs that it has credentials for, their passwords masked.
    pub urls: Vec<String>,
    /// The names of the header fields that it gives.
    pub fields: Vec<String>,
    /// Why go takes nothing from it, as go says it with `-x`, secrets masked.
    #[serde(default)]
    pub error: Option<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What was made of the argument.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArgumentRead {
    /// The path after cleaning.
    pub path: String,
    /// The version asked for.
    #[serde(default)]
    pub version: Option<String>,
    /// Whether it is a package that comes with go.
    #[serde(default)]
    pub standard: bool,
    /// The module paths that go asks for, longest first.
    pub candidates: Vec<String>,
    /// go's text, where it refuses the argument.
    #[serde(default)]
    pub error: Option<String>,
    /// What is missing for a verdict, where the argument leaves go's answer open.
    #[serde(default)]
    pub missing: Option<String>,
}

/// The root certificates that go reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RootsRead {
    /// The files, in go's order.
    pub files: Vec<Looked>,
    /// The directories, in go's order.
    pub dirs: Vec<Looked>,
    /// How many different certificates they hold together.
    pub certificates: usize,
    /// go's text, where it could load none.
    #[serde(default)]
    pub error: Option<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A page, read by go's parser and as a browser does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageRead {
    /// The request that brought it.
    pub request: RequestId,
    /// The URL that go names in its messages: the one first asked for.
    pub url: String,
    /// The status, `404 Not Found`.
    pub status: String,
    /// What go reads.
    pub reading: Reading,
    /// What a browser reads, of as much of the page as was taken.
    pub browser: BrowserReading,
    /// Where the two part.
    pub differences: Vec<Difference>,
    /// Why go takes no tag from this page.
    #[serde(default)]
    pub error: Option<select::PageError>,
}

/// How the lookup of a module path ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum Conclusion {
    /// The repository root was found.
    Found {
        /// The root.
        root: Root,
    },
    /// go fails.
    Failed {
        /// go's text.
        error: String,
        /// How go ranks it.
        class: Class,
    },
    /// A limit of our own ended it.
    Limit {
        /// The limit, in words.
        limit: String,
    },
    /// The doctor cannot know.
    Unknown {
        /// What is missing.
        missing: String,
    },
}

/// A repository root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The import path of the root.
    pub path: String,
    /// `git`, `hg`, `svn`, `fossil` or `mod`.
    pub vcs: String,
    /// The repository's URL.
    pub repo: String,
    /// The module's directory in the repository, empty for its root.
    pub subdir: String,
    /// What named it.
    pub by: By,
}

/// What named a repository root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A go-import meta tag.
    Meta,
    /// The table of hosts that go knows.
    Static,
    /// A VCS suffix in the path.
    Suffix,
}

/// A request that is about to be made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The request.
    pub request: RequestId,
    /// The URL, its password masked.
    pub url: String,
    /// Header fields as sent, in order, credentials masked.
    pub headers: Vec<(String, String)>,
    /// Whether the server's certificate goes unverified (GOINSECURE).
    #[serde(default)]
    pub unverified: bool,
    /// The proxy it goes through, its password masked.
    #[serde(default)]
    pub proxy: Option<String>,
}

/// The lookup of a host name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// The request.
    pub request: RequestId,
    /// The name.
    pub host: String,
    /// Its addresses, in the order in which they will be tried.
    pub addresses: Vec<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// go's text where the lookup failed.
    #[serde(default)]
    pub error: Option<String>,
}

/// One address that was dialled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dialled {
    /// The request.
    pub request: RequestId,
    /// Address and port.
    pub address: String,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// The system's text where it failed, as go writes it.
    #[serde(default)]
    pub error: Option<String>,
}

/// What a proxy answered to CONNECT.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tunnelled {
    /// The request.
    pub request: RequestId,
    /// The host and port asked for.
    pub target: String,
    /// The status line as sent, without the line end.
    pub status_line: String,
    /// The header fields as sent.
    pub headers: Vec<(String, String)>,
    /// The beginning of the body of a refusal.
    #[serde(default)]
    pub body: Option<Blob>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A certificate chain and the verdict on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The request.
    pub request: RequestId,
    /// The name that the chain was judged for.
    pub host: String,
    /// The certificates in the order in which the server sent them, DER.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Blob>,
    /// go's text where it refuses the chain; `None` where it accepts, or did not look.
    #[serde(default)]
    pub error: Option<String>,
    /// The same in kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Refusal>,
}

/// The end of a TLS handshake.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handshaken {
    /// The request.
    pub request: RequestId,
    /// `1.2` or `1.3`.
    pub version: String,
    /// The cipher suite, by its IANA name.
    pub suite: String,
    /// The key exchange group, by its IANA name.
    #[serde(default)]
    pub group: Option<String>,
    /// The application protocol that the server chose.
    #[serde(default)]
    pub alpn: Option<String>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// The head of a response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// The request.
    pub request: RequestId,
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub protocol: String,
    /// The status code.
    pub status: u16,
    /// Code and reason as go writes them: `404 Not Found`.
    pub status_text: String,
    /// The header fields as sent, in order.
    pub headers: Vec<(String, String)>,
    /// How long the first byte took from the end of the request, in microseconds.
    pub micros: u64,
}

/// How reading a body ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyRead {
    /// The request.
    pub request: RequestId,
    /// Bytes taken from the wire, before decoding.
    pub bytes: u64,
    /// Whether the end of the body was seen.
    pub complete: bool,
    /// What broke it off, as go writes it.
    #[serde(default)]
    pub error: Option<String>,
    /// The decoded bytes, at most the first 256 KiB.
    #[serde(default, skip_serializing_if = "Blob::is_empty")]
    pub page: Blob,
    /// How long it took from the head's end, in microseconds.
    pub micros: u64,
}

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// go would fail here, with this text (what stands behind `Get "URL": `).
    Go {
        /// go's text.
        text: String,
    },
    /// A limit of our own; go has none here.
    Limit {
        /// The limit, in words: `body 16777216 bytes`, `request 60 s`.
        limit: String,
    },
    /// go can do something here that the doctor cannot, so that it does not know.
    Undetermined {
        /// What that is.
        what: String,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Go { text } => f.write_str(text),
            Self::Limit { limit } => write!(f, "limit of the doctor: {limit}"),
            Self::Undetermined { what } => write!(f, "cannot be known: {what}"),
        }
    }
}

/// Bytes from outside: written as text where they are UTF-8, else in base64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(pub Vec<u8>);

impl Blob {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum BlobText {
    Text(String),
    Base64 { base64: String },
}

impl Serialize for Blob {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use base64::Engine as _;
        match str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => BlobText::Base64 {
                base64: base64::engine::general_purpose::STANDARD.encode(&self.0),
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use base64::Engine as _;
        match BlobText::deserialize(deserializer)? {
            BlobText::Text(text) => Ok(Self(text.into_bytes())),
            BlobText::Base64 { base64 } => base64::engine::general_purpose::STANDARD
                .decode(base64)
                .map(Self)
                .map_err(serde::de::Error::custom),
        }
    }
}

/// A version control tool that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// The working directory.
    pub dir: String,
    /// How it ended.
    pub end: RanEnd,
    /// The beginning of its standard error.
    pub stderr: Blob,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// How a tool ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "kebab-case")]
pub enum RanEnd {
    /// By itself, with this status; `None` where a signal ended it.
    Exited {
        /// The exit status.
        status: Option<i32>,
    },
    /// No such program in PATH.
    Missing,
    /// It could not be run.
    NotStarted {
        /// The system's reason.
        why: String,
    },
    /// It was killed after this time.
    TimedOut {
        /// The limit, in seconds.
        seconds: u64,
    },
}
