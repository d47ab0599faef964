//! Connections: accepted while there is room, with TLS or plain, HTTP/1 or HTTP/2.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{
    body::Incoming,
    server::conn::{http1, http2},
    service::{Service, service_fn},
};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep, sleep_until, timeout},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use super::{
    admin,
    respond::respond,
    room::{Place, Room},
    state::State,
};

/// What a listener is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Health and metrics, plain.
    Admin,
    /// The pages.
    Site,
}

/// Accepts connections of `listener` and answers on each, as long as it runs.
pub(super) async fn accept_all(
    listener: TcpListener,
    way: Way,
    state: Arc<State>,
    room: Arc<Room>,
) {
    loop {
        let Ok((stream, peer)) = listener.accept().await else {
            // No file is left for it, or the client has gone: others get their turn.
            sleep(PAUSE).await;
            continue;
        };
        let Some(place) = room.place().await else { return };
        let connection = Connection { state: state.clone(), way, peer, answered: Arc::default() };
        tokio::spawn(connection.serve(stream, place));
    }
}

struct Connection {
    state: Arc<State>,
    way: Way,
    peer: SocketAddr,
    /// Whether a request was answered.
    answered: Arc<AtomicBool>,
}

impl Connection {
    async fn serve(self, stream: TcpStream, place: Place) {
        self.state.metrics.connection();
        // What is written goes out at once.
        let _ = stream.set_nodelay(true);
        let acceptor = self.state.acceptor().filter(|_| self.way == Way::Site);
        let Some(acceptor) = acceptor else { return self.http1(stream, place).await };
        let handshake = TlsAcceptor::from(acceptor).accept(stream);
        match timeout(self.state.limits.handshake, handshake).await {
            Ok(Ok(stream)) if is_http2(&stream) => self.http2(stream, place).await,
            Ok(Ok(stream)) => self.http1(stream, place).await,
            Ok(Err(_)) | Err(_) => self.state.metrics.handshake_failed(),
        }
    }

    async fn http1(self, stream: impl AsyncRead + AsyncWrite + Unpin, mut place: Place) {
        let (limits, answered) = (self.state.limits, self.answered.clone());
        let opened = Instant::now();
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_buf_size(limits.head)
            .max_headers(limits.fields)
            .serve_connection(TokioIo::new(stream), self.service());
        tokio::pin!(connection);
        let leave = sleep_until(opened);
        tokio::pin!(leave);
        let mut leaves = false;
        loop {
            // Whatever a client does wrong ends its connection, and nothing else.
            tokio::select! {
                _ = connection.as_mut() => return,
                () = place.asked_to_leave() => {
                    // The first request may be on its way.
                    let is_new = !answered.load(Relaxed);
                    leave.as_mut().reset(if is_new { opened + NEW } else { opened });
                    leaves = true;
                }
                () = leave.as_mut(), if leaves => {
                    leaves = false;
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }

    async fn http2(self, stream: impl AsyncRead + AsyncWrite + Unpin, mut place: Place) {
        let limits = self.state.limits;
        let connection = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS)
            .max_header_list_size(u32::try_from(limits.head).unwrap_or(u32::MAX))
            .keep_alive_interval(limits.head_time)
            .keep_alive_timeout(limits.handshake)
            .serve_connection(TokioIo::new(stream), self.service());
        tokio::pin!(connection);
        let end = sleep(limits.life);
        tokio::pin!(end);
        let mut leaves = false;
        loop {
            tokio::select! {
                _ = connection.as_mut() => return,
                () = place.asked_to_leave() => {}
                () = end.as_mut(), if !leaves => {}
            }
            leaves = true;
            connection.as_mut().graceful_shutdown();
        }
    }

    fn service(
        self,
    ) -> impl Service<
        Request<Incoming>,
        Response = Response<Full<Bytes>>,
        Error = Infallible,
        Future: Send,
    > {
        let connection = Arc::new(self);
        service_fn(move |request| {
            let connection = connection.clone();
            async move { Ok(connection.answer(&request)) }
        })
    }

    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        self.answered.store(true, Relaxed);
        let answer = match self.way {
            Way::Admin => admin::answer(request, &self.state),
            Way::Site => respond(request, &self.state, self.peer),
        };
        answer.map(Full::new)
    }
}

fn is_http2(stream: &TlsStream<TcpStream>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(b"h2")
}

/// How many requests of one HTTP/2 connection are answered at once.
const STREAMS: u32 = 100;

/// How long a new connection has for its first request where others want in.
const NEW: Duration = Duration::from_secs(2);

/// How long nothing is accepted after a failure.
const PAUSE: Duration = Duration::from_millis(10);
