//! A proxy on loopback that answers in the place of every host, and keeps the head of every request.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{
        TcpListener, TcpStream,
        unix::pipe::{OpenOptions, Receiver},
    },
    runtime::Runtime,
    sync::watch::Sender,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs::default_provider,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::support::child::child;

/// Host and port, the beginning of the target, the status, the Location. 401 where none fits. A `HEAD ` in front of the
/// host is for those requests alone.
pub(crate) type Route = (&'static str, &'static str, u16, &'static str);

const NAMES: [&str; 4] = ["two.test", "*.two.test", "three.test", "nottwo.test"];

/// A server at work.
pub(crate) struct Server {
    at: SocketAddr,
    state: Arc<State>,
    _runtime: Runtime,
}

struct State {
    routes: &'static [Route],
    requests: Mutex<Vec<String>>,
    seen: Sender<Seen>,
    /// For which the answer to a login waits: go ends when it has that, whatever else it is about to do.
    waits: fn(&Seen) -> bool,
    folder: PathBuf,
    tls: TlsAcceptor,
}

/// What came on go's side ways.
#[derive(Default)]
pub(crate) struct Seen {
    /// The `HEAD` requests.
    pub(crate) heads: Vec<String>,
    /// The operations that git's helper has done: `get`, `store`, `erase`.
    pub(crate) calls: Vec<String>,
}

impl Server {
    /// Starts one, and writes its certificate to `ca.pem` in `folder`.
    pub(crate) fn start(routes: &'static [Route], folder: &Path) -> Self {
        Self::waiting(routes, folder, |_| false)
    }

    /// Starts one whose answer to a login waits as long as `waits` says. git's helper writes a line into the pipe
    /// `calls` in `folder` when it is done.
    pub(crate) fn waiting(
        routes: &'static [Route],
        folder: &Path,
        waits: fn(&Seen) -> bool,
    ) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let at = listener.local_addr().unwrap();
        let (requests, seen, tls) = (Mutex::default(), Sender::default(), acceptor(folder));
        let calls = runtime.block_on(async { pipe(&folder.join("calls")) });
        let folder = folder.to_owned();
        let state = Arc::new(State { routes, requests, seen, waits, folder, tls });
        runtime.spawn(state.clone().listen_to_helper(calls));
        let shared = state.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(shared.clone().serve(stream));
            }
        });
        Self { at, state, _runtime: runtime }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.at)
    }

    /// The requests so far: port and target, then the header fields that say who asks.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.state.requests.lock().unwrap())
    }
}

impl Server {
    /// The `HEAD` requests so far.
    pub(crate) fn take_heads(&self) -> Vec<String> {
        self.state.seen.send_replace(Seen::default()).heads
    }
}

impl State {
    async fn listen_to_helper(self: Arc<Self>, calls: Receiver) {
        let mut calls = BufReader::new(calls).lines();
        while let Ok(Some(call)) = calls.next_line().await {
            self.seen.send_modify(|seen| seen.calls.push(call));
        }
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) -> io::Result<()> {
        let mut plain = BufReader::new(stream);
        let head = head_of_next(&mut plain).await?;
        let target = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
        if !head.first().is_some_and(|line| line.starts_with("CONNECT ")) {
            return self.answer("http", &head, &mut plain).await;
        }
        plain.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
        let mut secure = BufReader::new(self.tls.accept(plain).await?);
        loop {
            let head = head_of_next(&mut secure).await?;
            self.answer(target, &head, &mut secure).await?;
        }
    }

    async fn answer(
        &self,
        host: &str,
        head: &[String],
        stream: &mut (impl AsyncWrite + Unpin),
    ) -> io::Result<()> {
        let mut words = head.first().map_or("", String::as_str).split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let is_head = method == "HEAD";
        let fields = head.iter().skip(1).filter(|line| !is_noise(line)).cloned();
        let request = [format!("{host} {target}")].into_iter().chain(fields);
        let request = request.collect::<Vec<_>>().join(" | ");
        if is_head {
            self.seen.send_modify(|seen| seen.heads.push(request));
        } else {
            self.requests.lock().unwrap().push(request);
            // Before git was asked there is nothing to tell it.
            let was_asked = self.folder.join("told").exists();
            if was_asked && head.iter().any(|line| line.starts_with("Authorization: ")) {
                let _ = self.seen.subscribe().wait_for(|seen| !(self.waits)(seen)).await;
            }
        }
        let host = if is_head { format!("HEAD {host}") } else { host.to_owned() };
        let fits = |(at, begin, ..): &&Route| *at == host && target.starts_with(begin);
        let (status, location) =
            self.routes.iter().find(fits).map_or((401, ""), |route| (route.2, route.3));
        let location = match location {
            "" => String::new(),
            to => format!("Location: {to}\r\n"),
        };
        let text = format!(
            "HTTP/1.1 {status} Said\r\nContent-Length: 0\r\nX-Two: a\r\nx-two: b\r\n{location}\r\n"
        );
        stream.write_all(text.as_bytes()).await?;
        stream.flush().await
    }
}

/// What go calls itself is another test's subject; what a credential calls it is not.
fn is_noise(line: &str) -> bool {
    ["host:", "accept-encoding:", "user-agent: go"]
        .iter()
        .any(|name| line.to_ascii_lowercase().starts_with(name))
}

async fn head_of_next(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Vec<String>> {
    let head = head(stream).await?;
    if head.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(head) }
}

async fn head(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Vec<String>> {
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        stream.read_until(b'\n', &mut line).await?;
        match line.trim_ascii_end() {
            b"" => return Ok(lines),
            line => lines.push(String::from_utf8_lossy(line).into_owned()),
        }
    }
}

/// A named pipe that is always open for both ends, so that nobody who writes waits for a reader.
fn pipe(path: &Path) -> Receiver {
    assert!(child("mkfifo").arg(path).status().unwrap().success());
    OpenOptions::new().read_write(true).open_receiver(path).unwrap()
}

fn acceptor(folder: &Path) -> TlsAcceptor {
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(NAMES.map(String::from)).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    fs::write(folder.join("ca.pem"), certificate.pem()).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
