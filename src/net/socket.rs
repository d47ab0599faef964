//! A TCP connection whose errors speak go's language, and a tap on the first bytes of a stream.

use std::{
    io::{self, IoSlice},
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use super::fault::{of_socket, system_text};
use crate::{forward::forward, trace::GoError};

/// What bytes travel over: a socket, or TLS in a tunnel in TLS.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// A connection, whatever carries it.
pub(crate) type Stream = Box<dyn Io>;

/// A TCP connection.
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    ends: String,
}

impl Socket {
    /// `peer` is the address that was asked for, whatever a detour made of it.
    pub(super) fn new(stream: TcpStream, peer: SocketAddr) -> Self {
        let local = stream.local_addr().map_or_else(|_| String::new(), |local| local.to_string());
        Self { stream, ends: format!("{local}->{peer}") }
    }

    fn explain(&self, operation: &str, error: &io::Error) -> io::Error {
        let (ends, text) = (&self.ends, system_text(error));
        let text = format!("{operation} tcp {ends}: {operation}: {text}");
        io::Error::new(error.kind(), GoError { text, kind: of_socket(error) })
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = ready!(Pin::new(&mut self.stream).poll_read(cx, buf));
        Poll::Ready(read.map_err(|error| self.explain("read", &error)))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes));
        Poll::Ready(written.map_err(|error| self.explain("write", &error)))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, parts));
        Poll::Ready(written.map_err(|error| self.explain("write", &error)))
    }

    forward!(stream: is_write_vectored, flush, shutdown);
}

/// The first bytes of both directions of a stream.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) read: Vec<u8>,
    pub(super) written: Vec<u8>,
    over: bool,
}

/// Listens to a stream until it is told to stop.
pub(super) struct Tap {
    stream: Stream,
    heard: Arc<Mutex<Heard>>,
}

/// How many bytes are kept; a server's first flight with a long chain fits in.
const KEPT: usize = 64 * 1024;

impl Tap {
    pub(super) fn new(stream: Stream) -> (Self, Ear) {
        let heard = Arc::<Mutex<Heard>>::default();
        (Self { stream, heard: heard.clone() }, Ear(heard))
    }
}

/// The listener's end of a [`Tap`].
pub(super) struct Ear(Arc<Mutex<Heard>>);

impl Ear {
    /// What was heard; nothing more is kept.
    pub(super) fn stop(&self) -> Heard {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *heard, Heard { over: true, ..Heard::default() })
    }
}

fn keep(kept: &mut Vec<u8>, bytes: &[u8]) {
    let room = KEPT.saturating_sub(kept.len()).min(bytes.len());
    kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if !heard.over {
            keep(&mut heard.read, buf.filled().get(before..).unwrap_or_default());
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if !heard.over {
            keep(&mut heard.written, bytes.get(..count).unwrap_or_default());
        }
        Poll::Ready(Ok(count))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, parts))?;
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if !heard.over {
            let mut left = count;
            for part in parts {
                let bytes = part.get(..left.min(part.len())).unwrap_or_default();
                keep(&mut heard.written, bytes);
                left -= bytes.len();
            }
        }
        Poll::Ready(Ok(count))
    }

    forward!(stream: is_write_vectored, flush, shutdown);
}
