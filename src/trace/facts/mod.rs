//! What was seen or decided.

pub(super) mod chain;
pub(super) mod inspection;
pub(super) mod package;
pub(super) mod probe;
pub(super) mod vcs;
pub(super) mod wire;

use serde::{Deserialize, Serialize};

use super::{
    Answered, Asked, BodyRead, ChainExamined, Chosen, Conclusion, Dialled, Failure, GitRefuses,
    Handshaken, IssuerFetched, Judged, Machine, Offered, OtherChain, Probed, ProxyVariable, Ran,
    RequestId, Resolved, RootFound, RootsExamined, Shared, Sought, Tunnelled,
};
use crate::{
    go::{
        cmd::{
            auth::netrc::Odd,
            env::{OddLine, Setting, Unknown},
            meta::Import,
            proxy_list::Route,
            select,
            suffix::SuffixMatch,
        },
        std::crypto::roots::Looked,
    },
    second::browser::Readings,
};

/// What was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact {
    /// The settings in force.
    Settings {
        /// Those that matter for a lookup.
        settings: Shared<Vec<Setting>>,
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
    /// A package was sought in its repository.
    PackageSought(Box<Sought>),
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
    /// The TLS handshake failed when the server had chosen.
    Chosen(Chosen),
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
    /// git would refuse a chain that go accepts.
    GitRefuses(GitRefuses),
    /// The issuer of the server's certificate was fetched.
    IssuerFetched(IssuerFetched),
    /// Another host's chain was looked at.
    OtherChain(OtherChain),
    /// The server's chain for clients that name no host was looked at.
    DefaultChain(OtherChain),
    /// The server was offered something else than go's TLS.
    Offered(Offered),
    /// The machine was looked at.
    MachineSeen(Machine),
    /// A chain was looked at from all sides.
    ChainExamined(ChainExamined),
    /// The roots were looked at for their own sake.
    RootsExamined(RootsExamined),
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
    /// Variables of go that the environment sets to nothing, which counts as not set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<String>,
    /// Lines of the user's file that are not what they seem.
    pub odd: Vec<OddLine>,
    /// A netrc file where go does not look, while there is none where it does.
    #[serde(default)]
    pub netrc_elsewhere: Option<NetrcElsewhere>,
    /// `ALL_PROXY`, which go does not read.
    #[serde(default)]
    pub all_proxy: Option<ProxyVariable>,
}

/// A netrc file where go does not look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetrcElsewhere {
    /// Where go looks, in vain.
    pub looked: String,
    /// Whether NETRC says so.
    pub by_variable: bool,
    /// The file that is there.
    pub found: String,
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
    /// What git was told about its credential, once the server had been asked with it.
    #[serde(default)]
    pub settled: Option<Settled>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What git is told about a credential that it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// `git credential approve`: it works, to be kept.
    Approved,
    /// `git credential reject`: it does not, to be forgotten.
    Rejected,
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
    /// Whether go reads none and asks the verifier of Windows or macOS.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_system: bool,
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
    /// What go reads, and what a browser does of as much of the page as was taken.
    #[serde(flatten)]
    pub read: Readings,
    /// Why go takes no tag from this page.
    #[serde(default)]
    pub error: Option<select::PageError>,
}
