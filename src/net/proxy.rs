//! CONNECT: a tunnel through an HTTP proxy.

use std::time::Instant;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{
    Via, fault,
    notes::{Notes, micros},
    socket::Stream,
};
use crate::{
    go::{
        std::{
            net::http::{
                body::{Framing, Piece},
                head::{BadHead, Head, HeadReader},
                held::MOST_OF_A_STATUS,
            },
            strconv::text::lossy,
        },
        version::Version,
    },
    secret::shown_fields,
    trace::{Blob, Failure, Fault, Tunnelled},
};

/// How much of a refusal's body is kept, and how long it is waited for.
const BODY_LIMIT: usize = 4096;
const BODY_TIME: std::time::Duration = std::time::Duration::from_secs(1);

/// Asks the proxy at the other end of `stream` for a tunnel to `target` (host and port).
///
/// Bytes that follow the proxy's head at once are go's loss: it drops them.
pub(super) async fn connect(
    stream: &mut Stream,
    via: &Via,
    target: &str,
    release: Version,
    notes: &Notes,
) -> Result<(), Failure> {
    let start = Instant::now();
    ask(stream, via, target).await?;
    let mut buffer = BytesMut::new();
    let (head, framing, status_line) = head(stream, &mut buffer, release).await?;
    let refused = head.status != 200;
    let body = if refused { Some(beginning(stream, buffer, framing).await) } else { None };
    notes.keep(Tunnelled {
        target: target.to_owned(),
        status_line,
        headers: shown_fields(head.shown()),
        more: head.more,
        body: body.map(Blob::from),
        micros: micros(start),
    });
    if refused { Err(fault::go(Fault::Connect(head.status), reason(&head))) } else { Ok(()) }
}

async fn ask(stream: &mut Stream, via: &Via, target: &str) -> Result<(), Failure> {
    let secret = via.authorization();
    let secret = secret.map(|field| format!("{}: {}\r\n", field.name, field.value));
    let head = format!(
        "CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nUser-Agent: Go-http-client/1.1\r\n{}\r\n",
        secret.unwrap_or_default()
    );
    let written = async {
        stream.write_all(head.as_bytes()).await?;
        stream.flush().await
    };
    written.await.map_err(|error| fault::of_io(&error))
}

/// The proxy's head, what it says about the body, and its status line as sent.
async fn head(
    stream: &mut Stream,
    buffer: &mut BytesMut,
    release: Version,
) -> Result<(Head, Framing, String), Failure> {
    let mut reader = HeadReader::by(release);
    let mut line = Vec::new();
    loop {
        let count = match stream.read_buf(buffer).await {
            Ok(count) => count,
            Err(error) if fault::is_end(&error) => 0,
            Err(error) => return Err(fault::of_io(&error)),
        };
        if count == 0 {
            return Err(refused(&reader.end()));
        }
        if !line.ends_with(b"\n") && line.len() <= MOST_OF_A_STATUS {
            line.extend(buffer.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default());
        }
        if let Some((head, used)) = reader.feed(buffer).map_err(|error| refused(&error))? {
            let _ = buffer.split_to(used.min(buffer.len()));
            let framing = Framing::of(&head, release).map_err(|error| refused(&error))?;
            return Ok((head, framing, lossy(line.trim_ascii_end())));
        }
        buffer.clear();
    }
}

/// go reads a proxy's head without the limit and the prefix that it has for a server's.
fn refused(error: &BadHead) -> Failure {
    match error {
        BadHead::Long => fault::undetermined("a proxy's head of more than 10485760 bytes"),
        BadHead::Eof => fault::cut(),
        BadHead::TooMuch => fault::of_bad_head(error),
        other => fault::go(Fault::Head(fault::head_kind(other)), other.to_string()),
    }
}

/// go's whole error: what follows the status code.
fn reason(head: &Head) -> String {
    match head.status_text.split_once(' ') {
        Some((_, reason)) => reason.to_owned(),
        None => "unknown status code".to_owned(),
    }
}

/// The beginning of a body, as far as it comes in time: enough to recognise a refusal.
async fn beginning(stream: &mut Stream, mut buffer: BytesMut, mut framing: Framing) -> Vec<u8> {
    let mut body = Vec::new();
    let more = async {
        while body.len() < BODY_LIMIT {
            match framing.next(&mut buffer, false) {
                Ok(Piece::Data(data)) => body.extend_from_slice(&data),
                Ok(Piece::More) => match stream.read_buf(&mut buffer).await {
                    Ok(1..) => {}
                    _ => break,
                },
                _ => break,
            }
        }
    };
    let _ = tokio::time::timeout(BODY_TIME, more).await;
    body.truncate(BODY_LIMIT);
    body
}
