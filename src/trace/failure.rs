//! Why a request has no answer: go's text for people, the kind of it for code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Refusal;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Failure {
    /// go would fail here.
    Go(GoError),
    /// A limit of our own; go has none here.
    Limit(Limit),
    /// go can do something here that the doctor cannot, so that it does not know.
    Undetermined {
        /// What go supports and this tool does not.
        what: String,
    },
}

/// A limit of our own. Display is what is shown and saved of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(into = "LimitText", try_from = "LimitText")]
#[non_exhaustive]
pub enum Limit {
    /// So many bytes of a body.
    #[error("body {0} bytes")]
    Body(u64),
    /// A line of a head that go decides by, of more than so many bytes.
    #[error("head line {0} bytes")]
    Head(u64),
    /// So many seconds for a request.
    #[error("request {0} s")]
    Request(u64),
    /// So many bytes of a tag of a page.
    #[error("tag {0} bytes")]
    Tag(u64),
}

/// A limit as it is saved.
#[derive(Serialize, Deserialize)]
struct LimitText {
    limit: String,
}

impl From<Limit> for LimitText {
    fn from(limit: Limit) -> Self {
        Self { limit: limit.to_string() }
    }
}

impl TryFrom<LimitText> for Limit {
    type Error = String;

    fn try_from(saved: LimitText) -> Result<Self, String> {
        let number = |text: &str| text.parse().ok();
        match saved.limit.split(' ').collect::<Vec<_>>()[..] {
            ["body", bytes, "bytes"] => number(bytes).map(Self::Body),
            ["head", "line", bytes, "bytes"] => number(bytes).map(Self::Head),
            ["tag", bytes, "bytes"] => number(bytes).map(Self::Tag),
            ["request", seconds, "s"] => number(seconds).map(Self::Request),
            _ => None,
        }
        .ok_or_else(|| format!("unknown limit {:?}", saved.limit))
    }
}

/// An error of go's. Display is its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{text}")]
pub struct GoError {
    /// What follows `Get "URL": `, byte for byte.
    pub text: String,
    /// What kind of failure that is. Runs saved without it have [`Fault::Other`].
    #[serde(default, rename = "fault", skip_serializing_if = "Fault::is_other")]
    pub kind: Fault,
}

/// The kinds of go's failures, as far as anybody asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fault {
    /// No name server knows the name.
    NoSuchHost,
    /// The machine that was dialled refuses the connection.
    Refused,
    /// The system knows no way to the address.
    NoRoute,
    /// The system's other reasons for not connecting.
    Dial,
    /// The other end, or something on the way, reset the connection.
    Reset,
    /// The system's other reasons for ending a connection.
    Broken,
    /// The connection ended where something was to come: `EOF`.
    Eof,
    /// The connection ended in the middle of something: `unexpected EOF`.
    Cut,
    /// Time ran out.
    Timeout(Phase),
    /// The server ended the handshake with this TLS alert (RFC 8446, section 6).
    Alert(u8),
    /// What answers speaks neither TLS nor HTTP.
    NotTls,
    /// What answers speaks HTTP without TLS.
    PlainHttp,
    /// The server chose a version of TLS that go did not offer: `0x301` is TLS 1.0.
    TlsVersion(u16),
    /// go refuses the server's certificates.
    Chain(Refusal),
    /// go refuses the server's signature of the handshake.
    Signature(Unfit),
    /// The failure of a connection to an HTTP proxy: `proxyconnect tcp: …`.
    Proxy(Box<Self>),
    /// An HTTP proxy answered CONNECT with this status.
    Connect(u16),
    /// The failure of a SOCKS proxy: `socks connect tcp …`.
    Socks(Box<Self>),
    /// The head of an answer cannot be used.
    Head(BadHead),
    /// An HTTP/2 server ended the connection with a GOAWAY.
    GoAway,
    /// An HTTP/2 server does not go on in HTTP/2.
    NotHttp2,
    /// A body that is said to be gzip is not.
    Gzip,
    /// Anything else.
    #[default]
    Other,
}

/// What was waited for when time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Phase {
    /// An answer to a dial.
    Dial,
    /// The end of a TLS handshake.
    Handshake,
    /// The head of an answer, within go's time for the whole request.
    Head,
    /// The end of a body, within go's time for the whole request.
    Body,
}

/// What is wrong with the head of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BadHead {
    /// Its first line is none of HTTP.
    NotHttp,
    /// The connection was reset inside of it.
    Reset,
    /// Anything else.
    Other,
}

/// Why a signature does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unfit {
    /// Another key made it.
    OtherKey,
    /// The signature is of a SHA-1 digest.
    Sha1,
    /// The signature is by an RSA key of so few bits.
    ShortKey(usize),
    /// Anything else.
    Other,
}

impl Failure {
    /// go's failure of this kind, with its text.
    pub fn go(kind: Fault, text: impl Into<String>) -> Self {
        Self::Go(GoError { text: text.into(), kind })
    }

    /// What go says, where go fails.
    pub fn error(&self) -> Option<&GoError> {
        match self {
            Self::Go(error) => Some(error),
            Self::Limit(_) | Self::Undetermined { .. } => None,
        }
    }

    /// Why go refuses the server's certificates, where that is the failure.
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.error()?.kind {
            Fault::Chain(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Go(error) => error.fmt(f),
            Self::Limit(limit) => write!(f, "limit of the doctor: {limit}"),
            Self::Undetermined { what } => write!(f, "cannot be known: {what}"),
        }
    }
}

impl std::error::Error for Failure {}

impl Fault {
    /// The fault itself, without the proxy at which it was met.
    pub fn inner(&self) -> &Self {
        match self {
            Self::Proxy(fault) | Self::Socks(fault) => fault.inner(),
            own => own,
        }
    }

    /// Whether no connection came about: the name, or the dialling.
    pub fn is_of_dialling(&self) -> bool {
        use Fault::{Dial, NoRoute, NoSuchHost, Refused, Timeout};
        matches!(self, NoSuchHost | Refused | NoRoute | Dial | Timeout(Phase::Dial))
    }

    fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_saved_beside_the_text() {
        let reset = Fault::Proxy(Box::new(Fault::Reset));
        let failure = Failure::go(reset.clone(), "x");
        let json = serde_json::to_string(&failure).unwrap();
        assert_eq!(json, r#"{"kind":"go","text":"x","fault":{"proxy":"reset"}}"#);
        assert_eq!(serde_json::from_str::<Failure>(&json).unwrap(), failure);
        assert_eq!(*reset.inner(), Fault::Reset);
        let limit = Failure::Limit(Limit::Request(60));
        let json = serde_json::to_string(&limit).unwrap();
        assert_eq!(json, r#"{"kind":"limit","limit":"request 60 s"}"#);
        assert_eq!(serde_json::from_str::<Failure>(&json).unwrap(), limit);
        let without = serde_json::from_str::<Failure>(r#"{"kind":"go","text":"x"}"#).unwrap();
        assert_eq!(without, Failure::go(Fault::Other, "x"));
    }
}
