//! Requests and the responses to them.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;

/// A request.
pub(super) struct Ask {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

/// A response.
#[derive(Debug, Default)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) reason: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Pieces,
    pub(super) framing: Framing,
    /// The bytes of the whole response, in place of everything else.
    pub(super) raw: Option<Bytes>,
    pub(super) delay: Duration,
}

/// How the end of a body is told in HTTP/1.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Framing {
    /// `Content-Length`.
    #[default]
    Length,
    /// Chunks.
    Chunked,
    /// The end of the connection, announced by TLS.
    Close,
    /// The end of the connection, without a word.
    Drop,
}

/// A body, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) rest: Bytes,
    /// The whole body, again and again.
    pub(super) endless: Option<Bytes>,
    pub(super) sent: usize,
    pub(super) cut: Option<usize>,
    pub(super) size: usize,
    pub(super) pause: Duration,
}

/// The end of a body that breaks off.
pub(super) struct Broken;

/// An endless body ends here after all.
const END: usize = 256 << 20;

impl Ask {
    /// The value of a header field.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the body holds `part`.
    pub(super) fn holds(&self, part: &str) -> bool {
        self.body.windows(part.len().max(1)).any(|window| window == part.as_bytes())
    }
}

impl Reply {
    /// A response with a body.
    pub(super) fn new(status: u16, kind: &str, body: impl Into<Bytes>) -> Self {
        let headers = match kind {
            "" => Vec::new(),
            kind => vec![("Content-Type".to_owned(), kind.to_owned())],
        };
        Self { status, reason: reason(status), headers, body: Pieces::new(body), ..Self::default() }
    }

    /// Adds a header field.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl Pieces {
    fn new(body: impl Into<Bytes>) -> Self {
        Self { rest: body.into(), size: 16 << 10, ..Self::default() }
    }

    /// How long the body says it is; `None` where it never ends.
    pub(super) fn length(&self) -> Option<usize> {
        self.endless.is_none().then_some(self.rest.len())
    }

    /// The next piece; `None` at the end.
    pub(super) async fn next(&mut self) -> Option<Result<Bytes, Broken>> {
        if self.cut.is_some_and(|cut| self.sent >= cut) {
            return Some(Err(Broken));
        }
        if let Some(again) = self.endless.as_ref().filter(|_| self.rest.is_empty()) {
            self.rest = again.clone();
        }
        if self.rest.is_empty() || self.sent >= END {
            return None;
        }
        if self.sent > 0 && !self.pause.is_zero() {
            tokio::time::sleep(self.pause).await;
        }
        let left = self.cut.map_or(usize::MAX, |cut| cut - self.sent);
        let piece = self.rest.split_to(self.size.clamp(1, left).min(self.rest.len()));
        self.sent += piece.len();
        Some(Ok(piece))
    }
}

/// The usual words behind a status code.
pub(super) fn reason(status: u16) -> String {
    let code = StatusCode::from_u16(status).ok();
    code.and_then(|code| code.canonical_reason()).unwrap_or_default().to_owned()
}

/// A time of a scenario file, at most a minute.
pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default().min(Duration::from_mins(1))
}
