//! The listeners of the hosts: TLS, its faults, HTTP/1.1 and HTTP/2.

use std::{io, pin::Pin, sync::Arc, task, time::Duration};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Limited};
use hyper::{
    Request as HyperRequest, Response,
    body::{Frame, Incoming},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

use super::{
    counts::{Counted, Request},
    curt::Curt,
    hello,
    hosts::TlsFault,
    reply::{Ask, Pieces, Reply},
    site::Site,
    wire::{After, Wire},
};

/// How a connection begins.
#[derive(Clone)]
pub(super) enum Door {
    /// With HTTP.
    Plain,
    /// With TLS.
    Tls(TlsAcceptor),
    /// With TLS, behind something that swallows large first messages.
    Narrow(TlsAcceptor),
    /// With TLS 1.2, and few words where it fails.
    Curt(TlsAcceptor),
    /// With a fault.
    Fault(TlsFault),
}

/// How long a client is listened to that was refused.
const HANG_UP: Duration = Duration::from_secs(1);

/// The longest first message that gets through what swallows large ones.
const WIDTH: u16 = 1400;

const VISITS: usize = 512;
const HANDSHAKE: Duration = Duration::from_mins(1);
const BODY_LIMIT: usize = 16 << 20;

/// Serves every connection of `listener`; ends with the task that it runs in.
pub(super) async fn accept_all<F>(listener: TcpListener, visit: impl Fn(TcpStream) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let mut visits = JoinSet::new();
    loop {
        while visits.try_join_next().is_some() {}
        if visits.len() >= VISITS {
            visits.join_next().await;
        }
        match listener.accept().await {
            Ok((stream, _)) => {
                // What is written goes out at once, as real servers and proxies send it.
                let _ = stream.set_nodelay(true);
                visits.spawn(visit(stream));
            }
            Err(_) => sleep(Duration::from_millis(10)).await,
        }
    }
}

/// Serves one connection.
pub(super) async fn serve(stream: TcpStream, site: Arc<Site>, door: Door) {
    let connection = site.log.connection(site.name());
    let port = if matches!(door, Door::Plain) { 80 } else { 443 };
    let visit = Visit { site, connection, port };
    // Whatever the client does, the lab goes on.
    let _ = match door {
        Door::Plain => visit.http1(stream).await,
        Door::Tls(acceptor) => visit.tls(stream, &acceptor).await,
        Door::Narrow(acceptor) => visit.narrow(stream, &acceptor).await,
        Door::Curt(acceptor) => visit.tls(Curt(stream), &acceptor).await,
        Door::Fault(fault) => fail(stream, fault).await,
    };
}

/// Waits, where there is something to wait for: the shortest sleep takes a millisecond.
pub(super) async fn pause(time: Duration) {
    if !time.is_zero() {
        sleep(time).await;
    }
}

/// One connection to one host.
struct Visit {
    site: Arc<Site>,
    connection: u64,
    port: u16,
}

/// Ends a connection so that the client hears the alert: a socket that is closed with bytes unread is
/// reset, and what was on its way is lost.
async fn hang_up(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let last = async {
        stream.shutdown().await?;
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await
    };
    // A client that goes on talking is left alone.
    let _ = timeout(HANG_UP, last).await;
}

impl Visit {
    async fn tls(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        acceptor: &TlsAcceptor,
    ) -> io::Result<()> {
        let accepted = timeout(HANDSHAKE, acceptor.accept(stream).into_fallible()).await?;
        let stream = match accepted {
            Ok(stream) => stream,
            Err((error, stream)) => {
                hang_up(stream).await;
                return Err(error);
            }
        };
        match stream.get_ref().1.alpn_protocol() {
            Some(b"h2") => self.http2(stream).await,
            _ => self.http1(stream).await,
        }
    }

    async fn narrow(self, mut stream: TcpStream, acceptor: &TlsAcceptor) -> io::Result<()> {
        let mut head = [0; 5];
        while stream.peek(&mut head).await? < head.len() {
            stream.readable().await?;
        }
        let [.., high, low] = head;
        if u16::from_be_bytes([high, low]) > WIDTH {
            return wait_for_end(&mut stream).await;
        }
        self.tls(stream, acceptor).await
    }

    async fn http1(self, stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
        let mut wire = Wire::new(self.counted(stream));
        while let Some(ask) = wire.ask().await? {
            self.note(&ask, "HTTP/1.1");
            let reply = self.site.answer(&ask).await;
            pause(reply.delay).await;
            match wire.send(&ask, reply).await? {
                After::Keep => {}
                After::Close => break,
                After::Drop => return Ok(()),
            }
        }
        wire.close().await
    }

    async fn http2(
        self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    ) -> io::Result<()> {
        let stream = TokioIo::new(self.counted(stream));
        let visit = Arc::new(self);
        let service = service_fn(move |request| {
            let visit = visit.clone();
            async move { visit.respond(request).await }
        });
        hyper::server::conn::http2::Builder::new(TokioExecutor::new())
            .auto_date_header(false)
            .serve_connection(stream, service)
            .await
            .map_err(io::Error::other)
    }

    async fn respond(&self, request: HyperRequest<Incoming>) -> io::Result<Response<Frames>> {
        let ask = ask(request).await?;
        self.note(&ask, "HTTP/2");
        let reply = self.site.answer(&ask).await;
        pause(reply.delay).await;
        match reply.raw {
            Some(_) => Err(io::ErrorKind::ConnectionReset.into()),
            None => response(reply),
        }
    }

    fn counted<S>(&self, stream: S) -> Counted<S> {
        Counted { stream, host: self.site.name().to_owned(), log: self.site.log.clone() }
    }

    fn note(&self, ask: &Ask, protocol: &'static str) {
        let request = Request {
            connection: self.connection,
            port: self.port,
            protocol,
            method: ask.method.clone(),
            target: ask.target.clone(),
            headers: ask.headers.clone(),
        };
        self.site.log.request(self.site.name(), request);
    }
}

async fn ask(request: HyperRequest<Incoming>) -> io::Result<Ask> {
    let (head, body) = request.into_parts();
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = head.headers.iter().map(|(n, v)| (n.to_string(), text(v))).collect();
    let body = Limited::new(body, BODY_LIMIT).collect().await.map_err(io::Error::other)?;
    Ok(Ask { method: head.method.to_string(), target, headers, body: body.to_bytes() })
}

fn response(reply: Reply) -> io::Result<Response<Frames>> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    if let Some(length) = reply.body.length() {
        response = response.header(http::header::CONTENT_LENGTH, length);
    }
    response.body(Frames::new(reply.body)).map_err(io::Error::other)
}

/// A body as HTTP/2 sends it.
struct Frames(mpsc::Receiver<io::Result<Bytes>>);

impl Frames {
    fn new(mut pieces: Pieces) -> Self {
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(async move {
            while let Some(piece) = pieces.next().await {
                let broken = piece.is_err();
                let piece = piece.map_err(|_| io::ErrorKind::UnexpectedEof.into());
                if sender.send(piece).await.is_err() || broken {
                    break;
                }
            }
        });
        Self(receiver)
    }
}

impl hyper::body::Body for Frames {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
    ) -> task::Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

/// Reads the client's first message and lets the handshake fail.
async fn fail(mut stream: TcpStream, fault: TlsFault) -> io::Result<()> {
    let message = timeout(HANDSHAKE, read_record(&mut stream)).await??;
    match fault {
        // Those that come to an end of their own have doors of their own.
        TlsFault::Eof | TlsFault::Curt | TlsFault::Large => {}
        TlsFault::Hang => wait_for_end(&mut stream).await?,
        TlsFault::Reset => return stream.set_zero_linger(),
        TlsFault::Plain => stream.write_all(PLAIN).await?,
        TlsFault::Garbage => stream.write_all(b"\x00\x01no TLS here\n").await?,
        TlsFault::Alert(alert) => stream.write_all(&hello::alert(alert)).await?,
        TlsFault::OnlySuite(suite) => stream.write_all(&hello::by_suite(&message, suite)).await?,
        TlsFault::OnlyVersion(version) => {
            stream.write_all(&hello::by_version(&message, version)).await?;
        }
    }
    stream.shutdown().await
}

const PLAIN: &[u8] = b"HTTP/1.0 400 Bad Request\r\n\r\n\
    Client sent a TLS handshake to an HTTP server.\n";

async fn read_record(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = [0; 5];
    stream.read_exact(&mut head).await?;
    let [_, _, _, high, low] = head;
    let mut body = vec![0; usize::from(u16::from_be_bytes([high, low]))];
    stream.read_exact(&mut body).await?;
    Ok(body)
}

async fn wait_for_end(stream: &mut TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    let wait = async {
        while stream.read(&mut buffer).await? > 0 {}
        io::Result::Ok(())
    };
    timeout(HANDSHAKE, wait).await?
}
