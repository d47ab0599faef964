//! One request over HTTP/1, read by go's rules.

use std::{io, time::Instant};

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{
    fault,
    notes::{Facts, Notes, micros},
    pool::Unanswered,
    socket::Stream,
};
use crate::{
    go::{
        std::net::http::{
            body::{BadBody, Framing, Piece},
            head::{BadHead as HeadError, Head, HeadReader},
        },
        version::{Change, Version},
    },
    trace::{BadHead, Failure, Fault, Skipped},
};

/// An HTTP/1 connection.
pub(super) struct Http1 {
    stream: Stream,
    buffer: BytesMut,
    release: Version,
    pub(super) facts: Facts,
}

/// How much of a head is read at once, in bytes.
const READ: usize = 16 * 1024;

/// How much of a body is read at once, in bytes.
const READ_BODY: usize = 64 * 1024;

/// The head of an answer, and the connection that its body comes from.
pub(super) struct Begun {
    pub(super) head: Head,
    pub(super) body: Http1Body,
    pub(super) micros: u64,
}

/// The body of an answer.
pub(super) struct Http1Body {
    line: Http1,
    framing: Framing,
    keep: bool,
    ended: bool,
}

impl Http1 {
    pub(super) fn new(stream: Stream, facts: Facts, release: Version) -> Self {
        Self { stream, buffer: BytesMut::new(), release, facts }
    }

    /// Sends the request head `asked` and reads the head of the answer; `notes` takes those that go skips.
    pub(super) async fn ask(mut self, asked: &[u8], notes: &Notes) -> Result<Begun, Unanswered> {
        let written = self.write(asked).await;
        let start = Instant::now();
        // A server may answer and hang up before it has read everything.
        let first = match self.read(READ).await {
            Ok(0) => {
                return Err(Unanswered::again(written.err().unwrap_or_else(fault::eof)));
            }
            Ok(_) => micros(start),
            Err(error) => {
                return Err(Unanswered::again(
                    written.err().unwrap_or_else(|| fault::of_io(&error)),
                ));
            }
        };
        let head = self.head(notes).await.map_err(Unanswered::not)?;
        let framing = Framing::of(&head, self.release);
        let framing = framing.map_err(|error| Unanswered::not(broken(&error)))?;
        let keep = head.keeps_alive() && !matches!(framing, Framing::Close);
        let body = Http1Body { line: self, framing, keep, ended: false };
        Ok(Begun { head, body, micros: first })
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        written.await.map_err(|error| fault::of_io(&error))
    }

    /// Reads on, about `most` bytes at once; 0 is the end of the connection.
    async fn read(&mut self, most: usize) -> io::Result<usize> {
        self.buffer.reserve(most);
        match self.stream.read_buf(&mut self.buffer).await {
            Err(error) if fault::is_end(&error) => Ok(0),
            read => read,
        }
    }

    /// The final head; go skips those that come before it (1xx).
    async fn head(&mut self, notes: &Notes) -> Result<Head, Failure> {
        let mut reader = HeadReader::by(self.release);
        let mut interim = 0;
        loop {
            if let Some((head, used)) = reader.feed(&self.buffer).map_err(|e| broken(&e))? {
                let _ = self.buffer.split_to(used.min(self.buffer.len()));
                if !matches!(head.status, 100 | 102..=199) {
                    return Ok(head);
                }
                interim += 1;
                if interim <= MOST_NOTED {
                    notes.copied(&[Skipped { status_text: head.status_text }.into()]);
                }
                if interim > MOST_INTERIM && !self.release.has(Change::InterimUnlimited) {
                    return Err(fault::go(
                        Fault::Head(BadHead::Other),
                        format!("{BROKEN}{TOO_MANY}"),
                    ));
                }
                reader = HeadReader::by(self.release).after(reader.taken());
                continue;
            }
            self.buffer.clear();
            match self.read(READ).await {
                Ok(0) => return Err(broken(&reader.end())),
                Ok(_) => {}
                Err(error) => {
                    let failure = fault::of_io(&error);
                    return Err(fault::prefixed(BROKEN, failure, |fault| fault::of_head(&fault)));
                }
            }
        }
    }
}

impl Http1Body {
    /// The next bytes of the body; `None` at its end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            match self
                .framing
                .next(&mut self.line.buffer, self.ended)
                .map_err(|error| bad_body(&error))?
            {
                Piece::Data(data) => return Ok(Some(data)),
                Piece::End => return Ok(None),
                Piece::More => {
                    let read = self.line.read(READ_BODY).await;
                    self.ended = read.map_err(|error| fault::of_io(&error))? == 0;
                }
            }
        }
    }

    /// The connection, where it serves for another request after the body's end.
    pub(super) fn into_line(self) -> Option<Http1> {
        (self.keep && !self.ended && self.line.buffer.is_empty()).then_some(self.line)
    }
}

/// How many answers older releases take in front of the final one.
const MOST_INTERIM: usize = 5;
/// How many of them are noted.
const MOST_NOTED: usize = 8;
const TOO_MANY: &str = "net/http: too many 1xx informational responses";
const BROKEN: &str = "net/http: HTTP/1.x transport connection broken: ";

fn broken(error: &HeadError) -> Failure {
    if *error == HeadError::TooMuch {
        return fault::of_bad_head(error);
    }
    fault::go(Fault::Head(fault::head_kind(error)), format!("{BROKEN}{error}"))
}

fn bad_body(error: &BadBody) -> Failure {
    if let BadBody::Trailer(error @ HeadError::TooMuch) = error {
        return fault::of_bad_head(error);
    }
    let kind = if *error == BadBody::Eof { Fault::Cut } else { Fault::Other };
    fault::go(kind, error.to_string())
}
