//! What a run saw and decided: the vocabulary of a trace. Facts only, no wording for people.

use serde::{Deserialize, Serialize};

/// One thing that was seen or decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Microseconds since the run started.
    pub at: u64,
    /// The candidate module path it belongs to; `None` where it belongs to the whole run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    pub chain: Vec<Blob>,
    /// go's text where it refuses the chain; `None` where it accepts, or did not look.
    #[serde(default)]
    pub error: Option<String>,
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

/// Bytes from outside: written as text where they are UTF-8, else in base64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(pub Vec<u8>);

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
