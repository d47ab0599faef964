//! The body of an answer, decoded as it comes.

use std::sync::Arc;

use bytes::Bytes;

use super::{
    Limits, Mode,
    clock::Clock,
    fault,
    http1::Http1Body,
    http2::Http2Body,
    pool::{Key, Pool},
};
use crate::{
    go::std::{
        compress::gzip::{BadGzip, Gzip},
        net::http::head::Head,
    },
    trace::{Failure, Fault, Limit, Phase},
    world::Waiting,
};

/// The body of an answer. Its connection serves for others once it has been read to the end.
pub struct Body {
    source: Source,
    gzip: Option<Gzip>,
    clock: Clock,
    limit: u64,
    patient: bool,
    wire: u64,
    decoded: u64,
    home: Option<(Arc<Pool>, Key)>,
    /// Told while it is read.
    waiting: Option<Waiting>,
}

/// Where the bytes come from.
pub(super) enum Source {
    One(Box<Http1Body>),
    Two(Box<Http2Body>),
    /// A body that was read before, and how that ended.
    Kept(Option<Bytes>, Result<(), Failure>),
    Over,
}

impl Body {
    pub(super) fn new(
        source: Source,
        head: &Head,
        clock: Clock,
        limit: u64,
        home: (Arc<Pool>, Key),
    ) -> Self {
        let encoding = head.values("Content-Encoding").next();
        let gzip = encoding.is_some_and(|name| name.eq_ignore_ascii_case(b"gzip"));
        let gzip = gzip.then(Gzip::default);
        let home = Some(home);
        let (patient, wire, decoded, waiting) = (false, 0, 0, None);
        Self { source, gzip, clock, limit, patient, wire, decoded, home, waiting }
    }

    /// A body whose decoded bytes were read before; `end` is what came behind them.
    pub fn kept(bytes: Bytes, end: Result<(), Failure>) -> Self {
        let clock = Clock::start(&Limits::default(), &Mode::Verified);
        let source = Source::Kept(Some(bytes), end);
        let (gzip, home, limit, patient, waiting) = (None, None, u64::MAX, false, None);
        Self { source, gzip, clock, limit, patient, wire: 0, decoded: 0, home, waiting }
    }

    /// The body, whose end the request's `waiting` is for.
    #[must_use]
    pub(super) fn awaited(self, waiting: Waiting) -> Self {
        Self { waiting: Some(waiting), ..self }
    }

    /// The body up to `limit` bytes, which may take its time as long as something comes.
    #[must_use]
    pub fn patient(self, limit: u64) -> Self {
        Self { limit, patient: true, ..self }
    }

    /// The next decoded bytes; `None` at the end. What came before an error comes before it.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        let clock = if self.patient { self.clock.renewed() } else { self.clock };
        if let Some(waiting) = &self.waiting {
            waiting.until(clock.end());
        }
        let chunk = clock.bound(Phase::Body, self.decoded()).await?;
        self.decoded += chunk.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.check(self.decoded)?;
        Ok(chunk)
    }

    /// Bytes taken from the wire, before decoding.
    pub fn bytes_read(&self) -> u64 {
        self.wire
    }

    async fn decoded(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            if let Some(gzip) = &mut self.gzip {
                let ended = matches!(self.source, Source::Over);
                let data = gzip.next(ended).map_err(|error| of_gzip(&error))?;
                if data.is_some() || ended {
                    return Ok(data);
                }
            }
            let encoded = self.encoded().await?;
            match (&mut self.gzip, encoded) {
                (None, data) => return Ok(data),
                (Some(gzip), Some(data)) => gzip.feed(&data),
                (Some(_), None) => {}
            }
        }
    }

    async fn encoded(&mut self) -> Result<Option<Bytes>, Failure> {
        let data = match &mut self.source {
            Source::One(body) => body.chunk().await?,
            Source::Two(body) => body.chunk().await?,
            Source::Kept(bytes, end) => match bytes.take().filter(|bytes| !bytes.is_empty()) {
                Some(bytes) => Some(bytes),
                None => end.clone().map(|()| None)?,
            },
            Source::Over => None,
        };
        match &data {
            Some(bytes) => self.wire += bytes.len() as u64,
            None => self.give_back(),
        }
        self.check(self.wire)?;
        Ok(data)
    }

    /// Hands the connection to the next request.
    fn give_back(&mut self) {
        self.waiting = None;
        let source = std::mem::replace(&mut self.source, Source::Over);
        if let (Source::One(body), Some((pool, key))) = (source, self.home.take())
            && let Some(line) = body.into_line()
        {
            pool.keep(key, line);
        }
    }

    fn check(&self, bytes: u64) -> Result<(), Failure> {
        if bytes > self.limit {
            return Err(Failure::Limit(Limit::Body(self.limit)));
        }
        Ok(())
    }
}

/// A body that cannot be unpacked.
fn of_gzip(error: &BadGzip) -> Failure {
    let kind = match error {
        BadGzip::Eof => Fault::Cut,
        BadGzip::Header | BadGzip::Checksum => Fault::Gzip,
        BadGzip::Corrupt(_) => Fault::Other,
    };
    fault::go(kind, error.to_string())
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body").field("bytes_read", &self.wire).finish_non_exhaustive()
    }
}
