//! One request over HTTP/2, which many can share.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Instant,
};

use bytes::Bytes;
use h2::{RecvStream, client::SendRequest};
use http::{HeaderName, HeaderValue};
use tokio::io::{AsyncRead, AsyncWrite, BufWriter, ReadBuf};

use super::{
    Request, fault,
    notes::{Facts, Notes, micros},
    pool::Unanswered,
    socket::Stream,
};
use crate::{
    forward::forward,
    go::std::net::http::{
        head::{BadHead, HEAD_LIMIT, Head},
        held::MOST_OF_A_LINE,
        http2::{self, GoAway},
        status,
    },
    trace::{Failure, Fault},
};

/// An HTTP/2 connection. Clones are the same connection.
#[derive(Clone)]
pub(super) struct Http2 {
    sender: SendRequest<Bytes>,
    farewell: Arc<Mutex<Farewell>>,
    pub(super) facts: Facts,
}

/// The body of an answer.
pub(super) struct Http2Body {
    stream: RecvStream,
    farewell: Arc<Mutex<Farewell>>,
}

/// How much of a body may be on its way; the rest waits at the server.
const WINDOW: u32 = 1 << 20;

impl Http2 {
    /// Begins to speak HTTP/2 on `stream`.
    pub(super) async fn start(stream: Stream, notes: &Notes) -> Result<Self, Failure> {
        let farewell = Arc::<Mutex<Farewell>>::default();
        let tap = FrameTap { stream, farewell: farewell.clone() };
        let mut builder = h2::client::Builder::new();
        let limit = u32::try_from(HEAD_LIMIT).unwrap_or(u32::MAX);
        builder.enable_push(false).max_header_list_size(limit);
        builder.initial_window_size(WINDOW).initial_connection_window_size(4 * WINDOW);
        // h2 writes its preface and its first frames one by one; they travel together.
        let started = builder.handshake(BufWriter::new(tap)).await;
        let (sender, connection) = started.map_err(|error| explain(&error, 1, &farewell))?;
        // It ends by itself when the last request and the last handle are gone.
        tokio::spawn(connection);
        Ok(Self { sender, farewell, facts: notes.facts() })
    }

    /// Whether both are the same connection.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.farewell, &other.farewell)
    }

    /// Sends the request and reads the head of the answer.
    pub(super) async fn ask(self, request: &Request) -> Result<(Head, Http2Body, u64), Unanswered> {
        let farewell = self.farewell;
        let message = message(request).map_err(Unanswered::not)?;
        let ready = self.sender.ready().await;
        let mut sender = ready.map_err(|error| Unanswered::again(explain(&error, 1, &farewell)))?;
        let sent = sender.send_request(message, true);
        let (response, _) =
            sent.map_err(|error| Unanswered::again(explain(&error, 1, &farewell)))?;
        let start = Instant::now();
        let stream = response.stream_id().as_u32();
        let response = response.await.map_err(|error| refused(&error, stream, &farewell))?;
        let (parts, stream) = response.into_parts();
        let head = head(&parts).map_err(|error| Unanswered::not(fault::of_bad_head(&error)))?;
        Ok((head, Http2Body { stream, farewell }, micros(start)))
    }
}

impl Http2Body {
    /// The next bytes of the body; `None` at its end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        let id = self.stream.stream_id().as_u32();
        match self.stream.data().await {
            None => Ok(None),
            Some(Ok(data)) => {
                // It fails only where the stream is gone, and then nothing more is due.
                let _ = self.stream.flow_control().release_capacity(data.len());
                Ok(Some(data))
            }
            Some(Err(error)) => Err(explain(&error, id, &self.farewell)),
        }
    }
}

fn message(request: &Request) -> Result<http::Request<()>, Failure> {
    let url = format!("https://{}{}", request.authority(), request.target);
    let bad = |error: &dyn std::fmt::Display| {
        fault::undetermined(format!("a request that HTTP/2 cannot carry here: {error}"))
    };
    let mut message = http::Request::builder()
        .method(request.method.name())
        .uri(url)
        .version(http::Version::HTTP_2)
        .body(())
        .map_err(|error| bad(&error))?;
    for field in request.fields(true) {
        let name = HeaderName::try_from(field.name).map_err(|error| bad(&error))?;
        let value = HeaderValue::try_from(field.value).map_err(|error| bad(&error))?;
        message.headers_mut().append(name, value);
    }
    Ok(message)
}

fn head(parts: &http::response::Parts) -> Result<Head, BadHead> {
    let status = parts.status.as_u16();
    let status_text = format!("{status} {}", status::reason(status));
    let mut head = Head { protocol: "HTTP/2.0".into(), status, status_text, ..Head::default() };
    for (name, value) in &parts.headers {
        let cut = value.len() > MOST_OF_A_LINE;
        head.keep(name.as_str().into(), value.as_bytes().into(), cut)?;
    }
    Ok(head)
}

/// A request that the server did not work on may be asked again elsewhere.
fn refused(error: &h2::Error, stream: u32, farewell: &Mutex<Farewell>) -> Unanswered {
    let goaway = farewell.lock().unwrap_or_else(PoisonError::into_inner).goaway.clone();
    let unseen = goaway.is_some_and(|goaway| goaway.code == 0 && goaway.last_stream < stream);
    let refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    if unseen || refused {
        return Unanswered::again(fault::undetermined(
            "HTTP/2: the server refuses requests without an error, and go asks again and again",
        ));
    }
    let failure = explain(error, stream, farewell);
    if error.is_io() { Unanswered::again(failure) } else { Unanswered::not(failure) }
}

/// What go says where `stream` ended in `error`.
fn explain(error: &h2::Error, stream: u32, farewell: &Mutex<Farewell>) -> Failure {
    let farewell = farewell.lock().unwrap_or_else(PoisonError::into_inner);
    if farewell.is_http1 {
        return fault::go(Fault::NotHttp2, LIKE_HTTP1);
    }
    match (error.reason(), error.get_io(), &farewell.goaway) {
        (Some(reason), ..) if error.is_remote() && error.is_reset() => {
            fault::go(Fault::Other, http2::reset(stream, reason.into()))
        }
        (.., Some(goaway)) if !error.is_library() => fault::go(Fault::GoAway, goaway.text(stream)),
        (Some(reason), ..) if error.is_go_away() => {
            let code = http2::code_name(reason.into());
            fault::go(Fault::Other, format!("connection error: {code}"))
        }
        (_, Some(error), _) => match &farewell.failure {
            Some(failure) => failure.clone(),
            None if error.kind() == io::ErrorKind::BrokenPipe => fault::cut(),
            None => fault::of_io(error),
        },
        _ => fault::undetermined(format!("HTTP/2: {error}")),
    }
}

const LIKE_HTTP1: &str = "http2: failed reading the frame payload: http2: frame too large, \
    note that the frame header looked like an HTTP/1.1 header";

/// What h2 does not hand on of the server's frames.
#[derive(Debug, Default)]
struct Farewell {
    goaway: Option<GoAway>,
    /// Why reading broke off: h2 hands on the words alone.
    failure: Option<Failure>,
    is_http1: bool,
    frame: Vec<u8>,
    skip: usize,
    begun: bool,
}

const FRAME_HEADER: usize = 9;
const GOAWAY: u8 = 7;
/// How much of a GOAWAY's payload is kept.
const GOAWAY_LIMIT: usize = 1024;

impl Farewell {
    fn hear(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let skipped = self.skip.min(bytes.len());
            self.skip -= skipped;
            bytes = bytes.get(skipped..).unwrap_or_default();
            let want = self.wanted().saturating_sub(self.frame.len()).min(bytes.len());
            let (taken, rest) = bytes.split_at(want);
            self.frame.extend_from_slice(taken);
            bytes = rest;
            self.end_frame();
        }
    }

    /// How many bytes of this frame are to be kept.
    fn wanted(&self) -> usize {
        match *self.frame.as_slice() {
            [a, b, c, GOAWAY, _, _, _, _, _, ..] => {
                FRAME_HEADER + length([a, b, c]).min(GOAWAY_LIMIT)
            }
            _ => FRAME_HEADER,
        }
    }

    fn end_frame(&mut self) {
        let Some((header, payload)) = self.frame.split_first_chunk::<FRAME_HEADER>() else {
            return;
        };
        if self.frame.len() < self.wanted() {
            return;
        }
        let [a, b, c, kind, ..] = *header;
        self.is_http1 |= !self.begun && header.starts_with(b"HTTP/1.");
        self.begun = true;
        self.skip = length([a, b, c]).saturating_sub(payload.len());
        if kind == GOAWAY {
            self.goaway = GoAway::read(payload);
        }
        self.frame.clear();
    }
}

fn length([a, b, c]: [u8; 3]) -> usize {
    u32::from_be_bytes([0, a, b, c]) as usize
}

/// Listens to the frames that come in.
struct FrameTap {
    stream: Stream,
    farewell: Arc<Mutex<Farewell>>,
}

impl AsyncRead for FrameTap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = ready!(Pin::new(&mut self.stream).poll_read(cx, buf));
        let mut farewell = self.farewell.lock().unwrap_or_else(PoisonError::into_inner);
        match &read {
            Ok(()) => farewell.hear(buf.filled().get(before..).unwrap_or_default()),
            Err(error) => {
                farewell.failure.get_or_insert_with(|| fault::of_io(error));
            }
        }
        Poll::Ready(read)
    }
}

impl FrameTap {
    /// A server that hangs up on us may have said why before: what it said is still to be read.
    fn hear_last(&mut self, cx: &mut Context<'_>) {
        let mut bytes = [0; 1024];
        loop {
            let mut buf = ReadBuf::new(&mut bytes);
            let read = Pin::new(&mut self.stream).poll_read(cx, &mut buf);
            let mut farewell = self.farewell.lock().unwrap_or_else(PoisonError::into_inner);
            match read {
                Poll::Ready(Ok(())) if !buf.filled().is_empty() => farewell.hear(buf.filled()),
                Poll::Ready(Err(error)) => {
                    farewell.failure.get_or_insert_with(|| fault::of_io(&error));
                    return;
                }
                Poll::Ready(Ok(())) | Poll::Pending => return,
            }
        }
    }
}

impl AsyncWrite for FrameTap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes));
        if written.is_err() {
            self.hear_last(cx);
        }
        Poll::Ready(written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = ready!(Pin::new(&mut self.stream).poll_flush(cx));
        if flushed.is_err() {
            self.hear_last(cx);
        }
        Poll::Ready(flushed)
    }

    forward!(stream: shutdown);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goaway_is_heard_among_other_frames() {
        let settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let goaway = [0, 0, 9, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, b'x'];
        let bytes = [&settings[..], &goaway, &settings].concat();
        for step in [1, 4, 100] {
            let mut farewell = Farewell::default();
            bytes.chunks(step).for_each(|chunk| farewell.hear(chunk));
            let expected = GoAway { last_stream: 1, code: 2, debug: b"x".to_vec() };
            assert_eq!(farewell.goaway, Some(expected), "in steps of {step}");
        }
    }
}
