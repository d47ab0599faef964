//! HTTP/1.1 by hand: the lab has to send what no library would.

use std::{io, time::Duration};

use bytes::{Bytes, BytesMut};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    time::timeout,
};

use super::reply::{Ask, Framing, Reply};

const HEAD_LIMIT: usize = 64 << 10;
const BODY_LIMIT: usize = 16 << 20;
const IDLE: Duration = Duration::from_secs(90);

/// One end of a connection, with the bytes that were read ahead.
pub(super) struct Wire<S> {
    stream: S,
    ahead: BytesMut,
}

/// What becomes of a connection after a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Another request may come.
    Keep,
    /// The connection is closed in good order.
    Close,
    /// The connection breaks.
    Drop,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, ahead: BytesMut::new() }
    }

    /// The head of the next request, without a body; `None` where the client is done.
    ///
    /// Bytes that are no HTTP are an error of the kind `InvalidData`.
    pub(super) async fn head(&mut self) -> io::Result<Option<Ask>> {
        loop {
            if let Some(end) = find(&self.ahead, b"\r\n\r\n") {
                let head = self.ahead.split_to(end + 4);
                return parse(&head).map(Some).ok_or_else(invalid);
            }
            if self.ahead.len() > HEAD_LIMIT || self.ahead.first().is_some_and(|b| *b < b' ') {
                return Err(invalid());
            }
            if self.read().await? == 0 {
                return Ok(None);
            }
        }
    }

    /// The next request; `None` where the client is done.
    pub(super) async fn ask(&mut self) -> io::Result<Option<Ask>> {
        let Some(mut ask) = self.head().await? else { return Ok(None) };
        let length = ask.header("content-length").and_then(|l| l.parse().ok()).unwrap_or(0);
        if length > BODY_LIMIT || ask.header("transfer-encoding").is_some() {
            return Err(invalid());
        }
        while self.ahead.len() < length {
            if self.read().await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        ask.body = self.ahead.split_to(length).freeze();
        Ok(Some(ask))
    }

    /// Sends a response.
    pub(super) async fn send(&mut self, ask: &Ask, mut reply: Reply) -> io::Result<After> {
        if let Some(raw) = &reply.raw {
            self.write(raw).await?;
            return Ok(After::Close);
        }
        let mut after = match reply.framing {
            Framing::Close => After::Close,
            Framing::Drop => After::Drop,
            Framing::Length | Framing::Chunked => After::Keep,
        };
        if ask.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            reply = reply.with("Connection", "close");
            after = if after == After::Keep { After::Close } else { after };
        }
        self.write(head_text(&reply).as_bytes()).await?;
        let empty = ask.method == "HEAD" || !may_have_body(reply.status);
        Ok(if empty || self.send_body(&mut reply).await? { after } else { After::Drop })
    }

    /// Writes bytes as they are.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }

    /// Closes the connection in good order.
    pub(super) async fn close(&mut self) -> io::Result<()> {
        self.stream.shutdown().await
    }

    /// The stream, and what was read ahead of it.
    pub(super) fn into_parts(self) -> (S, Bytes) {
        (self.stream, self.ahead.freeze())
    }

    /// Whether the whole body was sent.
    async fn send_body(&mut self, reply: &mut Reply) -> io::Result<bool> {
        let chunked = reply.framing == Framing::Chunked;
        while let Some(piece) = reply.body.next().await {
            let Ok(piece) = piece else { return Ok(false) };
            if chunked {
                let size = format!("{:x}\r\n", piece.len());
                self.write(&[size.as_bytes(), &piece, b"\r\n"].concat()).await?;
            } else {
                self.write(&piece).await?;
            }
        }
        if chunked {
            self.write(b"0\r\n\r\n").await?;
        }
        Ok(true)
    }

    async fn read(&mut self) -> io::Result<usize> {
        timeout(IDLE, self.stream.read_buf(&mut self.ahead)).await?
    }
}

/// The status line and the header fields of a response.
fn head_text(reply: &Reply) -> String {
    let mut text = format!("HTTP/1.1 {:03} {}\r\n", reply.status, reply.reason);
    for (name, value) in &reply.headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    match (reply.framing, reply.body.length()) {
        (Framing::Length, Some(length)) if may_have_body(reply.status) => {
            text.extend(["Content-Length: ", &length.to_string(), "\r\n"]);
        }
        (Framing::Chunked, _) => text.push_str("Transfer-Encoding: chunked\r\n"),
        _ => {}
    }
    text + "\r\n"
}

fn may_have_body(status: u16) -> bool {
    !matches!(status, 100..=199 | 204 | 304)
}

fn parse(head: &[u8]) -> Option<Ask> {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let fields = lines.filter(|line| !line.is_empty());
    let headers = fields
        .map(|line| line.split_once(':').map(|(n, v)| (n.to_owned(), v.trim().to_owned())))
        .collect::<Option<_>>()?;
    Some(Ask { method, target, headers, body: Bytes::new() })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn requests_on_one_connection_are_told_apart() {
        let (mut client, server) = tokio::io::duplex(1 << 12);
        client
            .write_all(b"POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\n\r\n")
            .await
            .unwrap();
        drop(client);
        let mut wire = Wire::new(server);
        let first = wire.ask().await.unwrap().unwrap();
        assert_eq!((first.target.as_str(), &first.body[..]), ("/a", &b"abc"[..]));
        assert_eq!(wire.ask().await.unwrap().unwrap().target, "/b");
        assert!(wire.ask().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn tls_is_no_http() {
        let (mut client, server) = tokio::io::duplex(64);
        client.write_all(&[22, 3, 1, 0, 5]).await.unwrap();
        let error = Wire::new(server).head().await.err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
