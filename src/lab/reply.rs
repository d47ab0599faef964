//! What a host answers to a request.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use http::StatusCode;

use super::{
    counts::Log,
    git::Repos,
    hosts::{Framing, Host, Route},
};

/// A host and what it takes to answer.
pub(super) struct Site {
    host: Host,
    pub(super) log: Arc<Log>,
    repos: Arc<Repos>,
    answered: Vec<AtomicU32>,
}

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

/// A body, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    rest: Bytes,
    /// The whole body, again and again.
    endless: Option<Bytes>,
    sent: usize,
    cut: Option<usize>,
    size: usize,
    pause: Duration,
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
}

impl Site {
    pub(super) fn new(host: Host, repos: Arc<Repos>, log: Arc<Log>) -> Self {
        let answered = host.route.iter().map(|_| AtomicU32::new(0)).collect();
        Self { host, log, repos, answered }
    }

    /// The host's name.
    pub(super) fn name(&self) -> &str {
        self.host.name.get_ref()
    }

    /// The response to a request.
    pub(super) async fn answer(&self, ask: &Ask) -> Reply {
        let Some(route) = self.route(ask) else { return not_found() };
        let mut reply = match route.auth.as_ref().filter(|a| !a.admits(ask.header("authorization")))
        {
            Some(auth) => unauthorized(auth.status.unwrap_or(401)),
            None => self.admitted(route, ask).await,
        };
        reply.delay = seconds(route.delay);
        reply
    }

    async fn admitted(&self, route: &Route, ask: &Ask) -> Reply {
        match &route.git {
            Some(name) => self.repos.serve(name.get_ref(), ask).await,
            None => page(route),
        }
    }

    fn route(&self, ask: &Ask) -> Option<&Route> {
        let agent = ask.header("user-agent").unwrap_or_default();
        let login = ask.header("authorization");
        let free = |(route, answered): &(&Route, &AtomicU32)| {
            route.fits(&ask.target)
                && route.agent.as_deref().is_none_or(|part| agent.contains(part))
                && route.login.as_ref().is_none_or(|user| user.admits(login))
                && answered.fetch_add(1, Ordering::Relaxed) < route.times.unwrap_or(u32::MAX)
        };
        self.host.route.iter().zip(&self.answered).find(free).map(|(route, _)| route)
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
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default().min(Duration::from_mins(1))
}

fn not_found() -> Reply {
    Reply::new(404, "text/plain; charset=utf-8", "404 page not found\n")
}

fn unauthorized(status: u16) -> Reply {
    let reply = Reply::new(status, "text/plain; charset=utf-8", reason(status) + "\n");
    match status {
        401 => reply.with("WWW-Authenticate", "Basic realm=\"lab\""),
        _ => reply,
    }
}

fn page(route: &Route) -> Reply {
    let given = route.page();
    let named = |name: &str| route.headers.keys().any(|n| n.eq_ignore_ascii_case(name));
    let status = route.status.unwrap_or(if route.redirect.is_some() { 302 } else { 200 });
    let kind = match &given {
        Some(_) if !named("content-type") => "text/html; charset=utf-8",
        _ => "",
    };
    let mut reply = Reply::new(status, kind, body(route, given.unwrap_or_default()));
    if let Some(reason) = &route.reason {
        reply.reason.clone_from(reason);
    }
    let fields = route.headers.iter().filter(|(_, value)| !value.is_empty());
    reply.headers.extend(fields.map(|(name, value)| (name.clone(), value.clone())));
    if let Some(location) = &route.redirect {
        reply = reply.with("Location", location);
    }
    if route.gzip {
        reply = reply.with("Content-Encoding", "gzip");
    }
    finish(reply, route)
}

fn finish(mut reply: Reply, route: &Route) -> Reply {
    let body = &mut reply.body;
    body.cut = route.cut;
    body.pause = seconds(route.drip);
    if route.drip > 0.0 {
        body.size = body.rest.len().div_ceil(8);
    }
    body.endless = (route.endless && !body.rest.is_empty()).then(|| body.rest.clone());
    reply.framing = match route.framing {
        Framing::Length if route.endless => Framing::Chunked,
        framing => framing,
    };
    reply.raw = route.raw.as_ref().map(|raw| Bytes::copy_from_slice(raw.as_bytes()));
    reply
}

fn body(route: &Route, plain: Vec<u8>) -> Vec<u8> {
    use std::io::Write as _;
    if !route.gzip {
        return plain;
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    match gzip.write_all(&plain).and_then(|()| gzip.finish()) {
        Ok(packed) => packed,
        Err(_) => plain,
    }
}
