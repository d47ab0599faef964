//! The servers of a case, on loopback.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use goget_doctor::{
    go::cmd::{
        fault::{Fault, Stop},
        fetched::{Answer, address::Address, info::Info},
    },
    pipeline::{
        Options,
        module::{Database, Proxies, Recorded, Repositories, Witness},
        source::ModuleProxies,
        sumdb::Known,
    },
    trace::SumCompared,
    world::{Laid, World},
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::Value;
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt as _},
    runtime::Runtime,
};
use tokio_rustls::TlsAcceptor;

pub(super) use super::played::file_root;
use super::{
    cases::{Case, Server},
    compare::fill,
    played,
};
use crate::support::server::{LOGICAL, limits, listen, read_head};

/// The servers of a case, with proxies that are asked over the wire. Repositories and the checksum database are played
/// without one.
pub(super) struct Servers<'a> {
    played: played::Servers<'a>,
    proxies: ModuleProxies,
    pub(super) asked: Arc<Mutex<Vec<String>>>,
    #[expect(dead_code, reason = "the servers run as long as it is there")]
    runtime: Runtime,
}

/// The place of a server: one host for all, as where they were recorded.
pub(super) fn host(index: usize) -> String {
    socket(index).to_string()
}

fn socket(index: usize) -> SocketAddr {
    SocketAddr::new(LOGICAL, 8000 + u16::try_from(index).unwrap())
}

impl<'a> Servers<'a> {
    pub(super) fn new(case: &'a Case, sums: Known, release: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = { runtime }.worker_threads(1).enable_all().build().unwrap();
        let asked = Arc::default();
        let options =
            Options { go: Some(release.parse().unwrap()), limits: limits(), ..Options::default() };
        let proxies = runtime.block_on(async {
            let world = serving(case, &asked).await;
            ModuleProxies::open(Arc::new(world), &options).await.unwrap()
        });
        Self { played: played::Servers::new(case, sums, release), proxies, asked, runtime }
    }
}

/// Starts the servers; the world in which they are where the case says.
async fn serving(case: &Case, asked: &Arc<Mutex<Vec<String>>>) -> World {
    let mut world = World::empty();
    let (tls, root) = tls();
    world.lay("/etc", Laid::Absent);
    world.lay("/root.pem", Laid::Content(root.into_bytes()));
    for (name, value) in [("SSL_CERT_FILE", "/root.pem"), ("HOME", "/home/u"), ("GOENV", "off")] {
        world.set(name, value);
    }
    for (name, value) in &case.env {
        world.set(name, fill(case, value.as_deref().unwrap_or_default()));
    }
    if let Some(text) = case.more.get("netrc").and_then(Value::as_str) {
        world.lay("/home/u/.netrc", Laid::Content(fill(case, text).into_bytes()));
    }
    world.detour_mut().closed = true;
    for (index, server) in case.servers.iter().enumerate().filter(|(_, it)| it.kind != "file") {
        let real = if server.down {
            None
        } else {
            let acceptor = server.tls.then(|| tls.clone());
            Some(serve(Arc::new(Served::new(case, index, server, asked.clone())), acceptor).await)
        };
        world.detour_mut().sockets.insert(socket(index), real);
    }
    world
}

/// A certificate for the host of all servers.
fn tls() -> (TlsAcceptor, String) {
    let signed = rcgen::generate_simple_self_signed([LOGICAL.to_string()]).unwrap();
    let key = PrivateKeyDer::try_from(signed.signing_key.serialize_der()).unwrap();
    let chain: Vec<CertificateDer<'static>> = vec![signed.cert.der().clone()];
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), signed.cert.pem())
}

async fn serve(served: Arc<Served>, tls: Option<TlsAcceptor>) -> SocketAddr {
    listen(move |mut stream| {
        let (served, tls) = (served.clone(), tls.clone());
        async move {
            match tls {
                None => while served.one(&mut stream).await {},
                Some(tls) => {
                    let Ok(mut stream) = tls.accept(stream).await else { return };
                    while served.one(&mut stream).await {}
                    let _ = stream.shutdown().await;
                }
            }
        }
    })
    .await
}

/// One server.
struct Served {
    index: usize,
    answers: BTreeMap<String, Value>,
    default: Value,
    counts: Mutex<BTreeMap<String, usize>>,
    logged: Vec<String>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Served {
    fn new(case: &Case, index: usize, server: &Server, asked: Arc<Mutex<Vec<String>>>) -> Self {
        let missing = serde_json::json!({"status": 404});
        let filled = |answer: &Value| filled(case, answer);
        let logged = case.more.get("log_headers").and_then(Value::as_array);
        let logged = logged.into_iter().flatten().filter_map(Value::as_str);
        Self {
            index,
            answers: server.answers.iter().map(|(key, it)| (key.clone(), filled(it))).collect(),
            default: filled(server.default.as_ref().unwrap_or(&missing)),
            counts: Mutex::default(),
            logged: logged.map(str::to_owned).collect(),
            asked,
        }
    }

    /// Answers one request; whether the connection goes on.
    async fn one(&self, stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> bool {
        let head = read_head(stream).await;
        let mut lines = head.lines();
        let line = lines.next().unwrap_or_default();
        let [method, target, ..] = line.split(' ').collect::<Vec<_>>()[..] else { return false };
        let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
        self.log(method, target, &fields);
        let mut answer = self.chosen(target);
        let logs_in = |wanted: &str| fields.contains(&("Authorization", wanted));
        if answer["auth"].as_str().is_some_and(|wanted| !logs_in(wanted)) {
            answer = serde_json::json!({"status": 401});
        }
        let (bytes, goes_on) = written(&answer);
        stream.write_all(&bytes).await.is_ok() && stream.flush().await.is_ok() && goes_on
    }

    fn log(&self, method: &str, target: &str, fields: &[(&str, &str)]) {
        let mut text = format!("{} {method} {target}", self.index);
        if !self.logged.is_empty() {
            let logged = fields.iter().filter(|(name, _)| self.logged.iter().any(|it| it == name));
            let mut shown: Vec<String> =
                logged.map(|(name, value)| format!("{name}: {value}")).collect();
            shown.sort();
            write!(text, " [{}]", shown.join("; ")).unwrap();
        }
        self.asked.lock().unwrap().push(text);
    }

    fn chosen(&self, target: &str) -> Value {
        let decoded = played::percent_decoded(target);
        let key = if self.answers.contains_key(target) { target } else { &decoded };
        let answer = self.answers.get(key).unwrap_or(&self.default);
        let Value::Array(list) = answer else { return answer.clone() };
        let mut counts = self.counts.lock().unwrap();
        let count = counts.entry(key.to_owned()).or_default();
        *count += 1;
        list[(*count - 1).min(list.len() - 1)].clone()
    }
}

/// The answer with the places of servers filled into its body and header fields.
fn filled(case: &Case, answer: &Value) -> Value {
    match answer {
        Value::Array(list) => list.iter().map(|answer| filled(case, answer)).collect(),
        Value::Object(_) => {
            let mut answer = answer.clone();
            if let Some(Value::String(body)) = answer.get_mut("body") {
                *body = fill(case, body);
            }
            for (_, value) in answer["headers"].as_object_mut().into_iter().flatten() {
                *value = fill(case, value.as_str().unwrap_or_default()).into();
            }
            answer
        }
        other => other.clone(),
    }
}

/// The bytes of an answer, and whether the connection goes on behind them.
fn written(answer: &Value) -> (Vec<u8>, bool) {
    let fault = answer["fault"].as_str();
    if fault == Some("close") {
        return (Vec::new(), false);
    }
    if let Some(raw) = answer["raw"].as_str() {
        return (raw.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(), false);
    }
    let status = u16::try_from(answer["status"].as_u64().unwrap_or(200)).unwrap();
    let usual = goget_doctor::go::std::net::http::status::reason(status);
    let reason = answer["reason"].as_str().unwrap_or(if status == 305 { "" } else { usual });
    let mut head = format!("HTTP/1.1 {status} {reason}\r\n");
    let mut has_length = status == 204;
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        has_length |= name.eq_ignore_ascii_case("content-length");
        write!(head, "{name}: {}\r\n", value.as_str().unwrap()).unwrap();
    }
    let mut body = if status == 204 { Vec::new() } else { played::body(answer) };
    if fault == Some("chunk-cut") {
        write!(head, "Transfer-Encoding: chunked\r\n\r\n{:x}\r\n", body.len()).unwrap();
    } else {
        if !has_length {
            write!(head, "Content-Length: {}\r\n", body.len()).unwrap();
        }
        head += "\r\n";
    }
    if fault == Some("truncate") {
        body.truncate(body.len() / 2);
    }
    ([latin1(&head), body].concat(), fault.is_none())
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

impl Witness for Servers<'_> {
    fn compared(&self, seen: SumCompared) {
        self.played.compared(seen);
    }
}

impl Proxies for Servers<'_> {
    async fn get(&self, address: &Address) -> Result<Answer, Stop> {
        self.proxies.get(address).await
    }

    async fn get_zip(&self, address: &Address) -> Result<Answer<File>, Stop> {
        self.proxies.get_zip(address).await
    }
}

impl Repositories for Servers<'_> {
    async fn versions(&self, module: &str, prefix: &str) -> Result<Vec<String>, Fault> {
        self.played.versions(module, prefix).await
    }

    async fn stat(&self, module: &str, revision: &str) -> Result<Info, Fault> {
        self.played.stat(module, revision).await
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        self.played.latest(module).await
    }

    async fn go_mod(&self, module: &str, version: &str) -> Result<Vec<u8>, Fault> {
        self.played.go_mod(module, version).await
    }

    async fn zip(&self, module: &str, version: &str) -> Result<File, Fault> {
        self.played.zip(module, version).await
    }
}

impl Database for Servers<'_> {
    async fn lines(&self, module: &str, version: &str) -> Result<Recorded, Fault> {
        self.played.lines(module, version).await
    }
}
