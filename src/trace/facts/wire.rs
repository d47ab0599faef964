//! What is seen on the wire, phase by phase.

use serde::{Deserialize, Serialize};

use crate::trace::{Blob, Chain, Failure, Fault, Refusal};

facts_of_stage! {
    Asked, Reused, Resolved, Dialled, Tunnelled, Judged, Handshaken, Chosen, Skipped, Answered, BodyRead,
    RequestFailed, Retried, TriedAgain, Redirected, FellBack, NotAsked
}

/// A request that is about to be made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
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
    /// Address and port.
    pub address: String,
    /// How long it took, in microseconds.
    pub micros: u64,
    /// The system's text where it failed, as go writes it.
    #[serde(default)]
    pub error: Option<String>,
    /// Why it failed, as a kind; `error` has the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

/// What a proxy answered to CONNECT.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tunnelled {
    /// The host and port asked for.
    pub target: String,
    /// The status line as sent, without the line end.
    pub status_line: String,
    /// The header fields as sent.
    pub headers: Vec<(String, String)>,
    /// How many more there are, which are counted and not kept.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
    /// The beginning of the body of a refusal.
    #[serde(default)]
    pub body: Option<Blob>,
    /// How long it took, in microseconds.
    pub micros: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// A certificate chain and the verdict on it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The name that the chain was judged for.
    pub host: String,
    /// The certificates in the order in which the server sent them, DER.
    #[serde(default, skip_serializing_if = "Chain::is_empty")]
    pub chain: Chain,
    /// go's text where it refuses the chain; `None` where it accepts, or did not look.
    #[serde(default)]
    pub error: Option<String>,
    /// Why go refuses the chain, as a kind; `error` has go's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Refusal>,
}

/// The end of a TLS handshake.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handshaken {
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
    /// Whether the server asked for a certificate of the client; go shows none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wants_certificate: bool,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// What the server had chosen when a TLS handshake failed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// `1.2` or `1.3`.
    pub version: String,
    /// The cipher suite, by its IANA name.
    pub suite: String,
    /// The key exchange group, by its IANA name, where it was seen.
    #[serde(default)]
    pub group: Option<String>,
    /// Whether the server asked for a certificate of the client; go shows none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wants_certificate: bool,
    /// How long it took, in microseconds.
    pub micros: u64,
}

/// A response with a 1xx, which go skips for the one that follows it on the connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// Code and reason as go writes them: `103 Early Hints`.
    pub status_text: String,
}

/// The head of a response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// `HTTP/1.1` or `HTTP/2.0`.
    pub protocol: String,
    /// The status code.
    pub status: u16,
    /// Code and reason as go writes them: `404 Not Found`.
    pub status_text: String,
    /// The header fields as sent, in order.
    pub headers: Vec<(String, String)>,
    /// How many more there are, which are counted and not kept.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
    /// How long the first byte took from the end of the request, in microseconds.
    pub micros: u64,
}

/// How reading a body ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BodyRead {
    /// Bytes taken from the wire, before decoding.
    pub bytes: u64,
    /// Whether the end of the body was seen.
    pub complete: bool,
    /// What broke it off, as go writes it.
    #[serde(default)]
    pub error: Option<String>,
    /// Why go fails on the body, as a kind; `error` has go's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// The decoded bytes, at most the first 256 KiB.
    #[serde(default, skip_serializing_if = "Blob::is_empty")]
    pub page: Blob,
    /// How long it took from the head's end, in microseconds.
    pub micros: u64,
}

/// An answer with a 4xx over https: go throws it away and asks once more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retried {
    /// The status.
    pub status: u16,
}

/// A lookup that is made again because the network failed (`--retry`), which go does not do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriedAgain {
    /// What broke the connection.
    pub error: String,
}

/// A redirect that was followed or refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redirected {
    /// The Location as sent.
    pub location: String,
    /// The URL that it points to.
    #[serde(default)]
    pub to: Option<String>,
    /// go's reason, where it does not follow.
    #[serde(default)]
    pub refused: Option<String>,
}

/// A fall back to http: https failed and GOINSECURE matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FellBack {
    /// Why https failed.
    pub error: String,
}

/// A URL that is not asked for: go has no more to ask, or asks nothing (`--offline`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotAsked {
    /// The URL that would be asked.
    pub url: String,
}

/// A connection that was open already and carried the request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reused {}

/// A request that failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestFailed {
    /// What failed.
    pub failure: Failure,
}
