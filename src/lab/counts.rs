//! What the servers were asked.

use std::{
    collections::BTreeMap,
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::forward::forward;

/// What one host was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Connections that were accepted.
    pub connections: u64,
    /// Bytes of application data that arrived: those behind TLS on port 443.
    pub bytes: u64,
    /// The requests, in the order in which they arrived; at most 10,000 are kept.
    pub requests: Vec<Request>,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The connection that it came on, from 1, in the host's order.
    pub connection: u64,
    /// The port that was asked: 80 or 443.
    pub port: u16,
    /// The application protocol: `HTTP/1.1` or `HTTP/2`.
    pub protocol: &'static str,
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The header fields as they came.
    pub headers: Vec<(String, String)>,
}

const KEPT: usize = 10_000;

/// The counts of all hosts.
#[derive(Debug, Default)]
pub(super) struct Log(Mutex<BTreeMap<String, Counts>>);

impl Log {
    /// Counts a connection; its number.
    pub(super) fn connection(&self, host: &str) -> u64 {
        self.with(host, |counts| {
            counts.connections += 1;
            counts.connections
        })
    }

    /// Counts bytes of application data.
    pub(super) fn bytes(&self, host: &str, bytes: usize) {
        self.with(host, |counts| counts.bytes = counts.bytes.saturating_add(bytes as u64));
    }

    /// Keeps a request.
    pub(super) fn request(&self, host: &str, request: Request) {
        self.with(host, |counts| {
            if counts.requests.len() < KEPT {
                counts.requests.push(request);
            }
        });
    }

    /// What was counted so far, by host.
    pub(super) fn counts(&self) -> BTreeMap<String, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn with<T>(&self, host: &str, change: impl FnOnce(&mut Counts) -> T) -> T {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(counts.entry(host.to_owned()).or_default())
    }
}

/// A stream whose incoming bytes are counted for a host.
pub(super) struct Counted<S> {
    pub(super) stream: S,
    pub(super) host: String,
    pub(super) log: Arc<Log>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.log.bytes(&self.host, buf.filled().len() - before);
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    forward!(stream: write, flush, shutdown);
}
