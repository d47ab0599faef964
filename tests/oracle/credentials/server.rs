//! A proxy on loopback that answers in the place of every host, and keeps the head of every request.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs::default_provider,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

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
    heads: Mutex<Vec<String>>,
    /// With which the answer to a login waits: go ends when it has that, whatever else it is about to do.
    waits: fn(&[String], &Path) -> bool,
    folder: PathBuf,
    tls: TlsAcceptor,
}

impl Server {
    /// Starts one, and writes its certificate to `ca.pem` in `folder`.
    pub(crate) fn start(routes: &'static [Route], folder: &Path) -> Self {
        Self::waiting(routes, folder, |_, _| false)
    }

    /// The same, where the answer to a login waits as long as `waits` says of the `HEAD` requests so far.
    pub(crate) fn waiting(
        routes: &'static [Route],
        folder: &Path,
        waits: fn(&[String], &Path) -> bool,
    ) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let at = listener.local_addr().unwrap();
        let requests = Mutex::default();
        let (heads, tls, folder) = (Mutex::default(), acceptor(folder), folder.to_owned());
        let state = Arc::new(State { routes, requests, heads, waits, folder, tls });
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
        std::mem::take(&mut self.state.heads.lock().unwrap())
    }
}

impl State {
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
        let kept = if is_head { &self.heads } else { &self.requests };
        kept.lock().unwrap().push(request.collect::<Vec<_>>().join(" | "));
        if !is_head && head.iter().any(|line| line.starts_with("Authorization: ")) {
            self.wait().await;
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

impl State {
    /// Until what `waits` waits for has come, or never will.
    async fn wait(&self) {
        for _ in 0..1000 {
            let waits = (self.waits)(&self.heads.lock().unwrap(), &self.folder);
            if !waits {
                return;
            }
            // The helper of git is another process: there is only its file to look at.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
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
