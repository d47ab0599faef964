//! Where handshakes are played: a server that redirects to the one that matters, a proxy that
//! goes there whatever the name, and the two that are asked.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};

use crate::support::child::child;
use goget_doctor::{
    go::version::Version,
    pipeline::{self, Options},
    trace,
    world::World,
};
use rustls::{
    ServerConfig,
    crypto::aws_lc_rs::{default_provider, sign::any_supported_type},
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
    sign::{CertifiedKey, SingleCertAndKey},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, copy_bidirectional},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};
use tokio_rustls::TlsAcceptor;

use super::openssl::{self, Key};
use crate::support::{
    der::pem,
    server::{finish, listen, read_head},
};

/// The host that redirects, and the page that is asked for.
const START: &str = "start.test";

/// What programs made with 1.22 and 1.23 do, the judge among them. The go commands of these
/// releases are built with GODEBUG's defaults of 1.20.
const PROGRAM: &str = "tlsrsakex=0,tls3des=0,tlskyber=1,x509negativeserial=0";

/// The scene of one question.
pub(crate) struct Stage {
    proxy: SocketAddr,
    roots: PathBuf,
    _dir: tempfile::TempDir,
}

impl Stage {
    /// Leads from the page to `host` on the port of `server`; `roots` are PEM.
    pub(crate) async fn new(host: &str, server: SocketAddr, roots: &str) -> Self {
        let signed = rcgen::generate_simple_self_signed([START.to_owned()]).unwrap();
        let key = signed.signing_key.serialize_der();
        let acceptor = acceptor(vec![signed.cert.der().to_vec()], key);
        let to = format!("https://{host}:{}/x?go-get=1", server.port());
        let start = listen(move |stream| redirect(stream, acceptor.clone(), to.clone())).await;
        let proxy = listen(move |stream| tunnel(stream, start)).await;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("roots.pem");
        let roots = format!("{}\n{roots}", signed.cert.pem());
        write(&file, roots.as_bytes());
        Self { proxy, roots: file, _dir: dir }
    }

    fn environment(&self, godebug: &str) -> BTreeMap<String, String> {
        let pairs = [
            ("HTTPS_PROXY", format!("http://{}", self.proxy)),
            ("SSL_CERT_FILE", self.roots.to_str().unwrap().to_owned()),
            ("SSL_CERT_DIR", "/nonexistent".to_owned()),
            ("GOENV", "off".to_owned()),
            ("GOAUTH", "off".to_owned()),
            ("GOPROXY", "direct".to_owned()),
            ("GODEBUG", godebug.to_owned()),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// What we say of the handshake, as a program of the release would.
    pub(crate) async fn ours(&self, go: Version, godebug: &str) -> Outcome {
        let mut world = World::empty();
        let godebug = if matches!(go.minor(), 22 | 23) {
            format!("{PROGRAM},{godebug}")
        } else {
            godebug.to_owned()
        };
        for (name, value) in self.environment(&godebug) {
            world.set(name, value);
        }
        let until = Some(trace::Stage::Root);
        let options =
            Options { go: Some(go), module: true, no_probe: true, until, ..Options::default() };
        let path = format!("{START}/x");
        let run = pipeline::resolve(Arc::new(world), OsStr::new(&path), &options).await.unwrap();
        let verdict = trace::Ending::of(&run).verdict;
        if let Some(said) = verdict.error() {
            return Outcome::of(said);
        }
        Outcome::Undetermined(verdict.missing().unwrap_or_default().to_owned())
    }

    /// What a real go says.
    pub(crate) async fn real(&self, oracle: &Path, godebug: &str) -> Outcome {
        let mut world = World::empty();
        for (name, value) in self.environment(godebug) {
            world.set(name, value);
        }
        let mut command = world.command(oracle);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let question = json!({ "op": "discover", "path": format!("{START}/x") });
        // One that ends at its start does not listen.
        let _ = child.stdin.take().unwrap().write_all(format!("{question}\n").as_bytes()).await;
        let output = child.wait_with_output().await.unwrap();
        let Ok(answer) = serde_json::from_slice::<Value>(&output.stdout) else {
            return Outcome::of(&String::from_utf8_lossy(&output.stderr));
        };
        Outcome::of(answer["err"].as_str().unwrap_or_default())
    }
}

/// What came of a handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It succeeded: go read the page.
    Good,
    /// It failed with this text.
    Failed(String),
    /// We cannot know.
    Undetermined(String),
}

impl Outcome {
    /// What follows `Get "URL": `, with `<now>` for the present; all of it where go ended.
    fn of(said: &str) -> Self {
        if said.starts_with("fatal error: ") || said.starts_with("panic: ") {
            return Self::Failed(said.lines().next().unwrap_or_default().to_owned());
        }
        let get = said.split_once("https fetch: Get ").map(|(_, get)| get);
        match get.and_then(|get| get.split_once("go-get=1\": ")) {
            // Where go's reading loop is first to see why the connection ends, go says so in front.
            Some((_, text)) => Self::Failed(timeless(
                text.strip_prefix("readLoopPeekFailLocked: ").unwrap_or(text),
            )),
            None => Self::Good,
        }
    }
}

/// The text without the present.
fn timeless(text: &str) -> String {
    let Some((front, rest)) = text.split_once("current time ") else { return text.to_owned() };
    let behind = rest.split_once(' ').map_or("", |(_, behind)| behind);
    format!("{front}current time <now> {behind}")
}

/// A server that shows these certificates and answers an empty page.
pub(crate) async fn chain_server(chain: Vec<Vec<u8>>, key: &Key, ipv6: bool) -> Option<SocketAddr> {
    let acceptor = acceptor(chain, key.pkcs8());
    let serve = move |stream| page(stream, acceptor.clone());
    if !ipv6 {
        return Some(listen(serve).await);
    }
    let listener = TcpListener::bind("[::1]:0").await.ok()?;
    let address = listener.local_addr().ok()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    Some(address)
}

fn acceptor(chain: Vec<Vec<u8>>, key: Vec<u8>) -> TlsAcceptor {
    let key = any_supported_type(&PrivatePkcs8KeyDer::from(key).into()).unwrap();
    let chain = chain.into_iter().map(CertificateDer::from).collect();
    let certified = SingleCertAndKey::from(CertifiedKey::new(chain, key));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(certified));
    TlsAcceptor::from(Arc::new(config))
}

/// `openssl s_server` with this certificate and these options.
pub(crate) async fn openssl_server(
    certificate: &Path,
    key: &Key,
    options: &[&str],
) -> (Child, SocketAddr) {
    let mut command = Command::from(child("openssl"));
    command.args(["s_server", "-www", "-accept", "127.0.0.1:0", "-cert"]).arg(certificate);
    command.args(["-key", key.name()]).args(options);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some(address) = line.strip_prefix("ACCEPT ") {
            let address = address.parse().unwrap();
            // What it prints later has to go somewhere.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (child, address);
        }
    }
    panic!("openssl s_server {options:?} does not start");
}

/// The leaf as a file for `openssl s_server`.
pub(crate) fn leaf_file(der: &[u8]) -> PathBuf {
    openssl::scratch("leaf.pem", pem(der).as_bytes())
}

async fn redirect(stream: TcpStream, acceptor: TlsAcceptor, to: String) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    read_head(&mut stream).await;
    let answer = format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    let _ = stream.write_all(answer.as_bytes()).await;
    finish(stream).await;
}

async fn page(stream: TcpStream, acceptor: TlsAcceptor) {
    let accepted = acceptor.accept(stream).into_fallible().await;
    match accepted {
        Ok(mut stream) => {
            read_head(&mut stream).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
            finish(stream).await;
        }
        Err((_, stream)) => finish(stream).await,
    }
}

/// A CONNECT proxy: every name but that of the start is this machine.
async fn tunnel(mut stream: TcpStream, start: SocketAddr) {
    let head = read_head(&mut stream).await;
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let port = target.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(0);
    let to = if target.starts_with(START) {
        start
    } else {
        SocketAddr::from((Ipv4Addr::LOCALHOST, port))
    };
    let Ok(mut server) = TcpStream::connect(to).await else { return };
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    let _ = copy_bidirectional(&mut stream, &mut server).await;
}

fn write(file: &Path, bytes: &[u8]) {
    std::fs::write(file, bytes).unwrap();
}
