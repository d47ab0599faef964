//! The servers of a case, on loopback.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
};

use goget_doctor::world::{Laid, World};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;

use super::{
    cases::{Case, Server},
    recorded::Names,
    served::{body, percent_decoded},
};
use crate::support::server::{LOGICAL, listen, read_head};

/// The place of a server: one host for all, as where they were recorded.
pub(super) fn host(index: usize) -> String {
    socket(index).to_string()
}

fn socket(index: usize) -> SocketAddr {
    SocketAddr::new(LOGICAL, 8000 + u16::try_from(index).unwrap())
}

/// What was asked of the servers, in the order of arrival.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(super) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    fn note(&self, request: String) {
        self.0.lock().unwrap().push(request);
    }
}

/// What the servers of all plays share.
pub(super) struct Identity {
    tls: TlsAcceptor,
    root: Vec<u8>,
}

impl Identity {
    /// A certificate for the host of all servers.
    pub(super) fn new() -> Self {
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
        Self { tls: TlsAcceptor::from(Arc::new(config)), root: signed.cert.pem().into_bytes() }
    }

    /// Starts the servers of a case; the world in which they, its settings and its files are where it says. The folders
    /// among them are below `folder`.
    pub(super) async fn serve(
        &self,
        case: &Case,
        names: &Names,
        folder: &Path,
        log: &Log,
    ) -> World {
        let mut world = World::empty();
        world.lay("/etc", Laid::Absent);
        world.lay("/root.pem", Laid::Content(self.root.clone()));
        let usual = [
            ("SSL_CERT_FILE", "/root.pem"),
            ("HOME", "$HOME"),
            ("GOENV", "off"),
            ("GOPATH", "$GOPATH"),
            ("GOTOOLCHAIN", "local"),
            ("GOFLAGS", "-mod=mod"),
            ("GOSUMDB", "off"),
        ];
        for (name, value) in usual {
            world.set(name, rooted(value));
        }
        for (name, value) in &case.env {
            world.set(name, rooted(&names.fill(value.as_deref().unwrap_or_default())));
        }
        lay_files(&mut world, case, names);
        world.detour_mut().closed = true;
        for (index, server) in case.servers.iter().enumerate() {
            if server.kind == "file" {
                lay_folder(&folder.join(format!("file{index}")), server);
                continue;
            }
            let served = Arc::new(Served::new(case, names, (index, server), log.clone()));
            let tls = server.tls.then(|| self.tls.clone());
            let real = if server.down { None } else { Some(serve(served, tls).await) };
            world.detour_mut().sockets.insert(socket(index), real);
        }
        world
    }
}

/// A text that names go's folders, with folders at the root of the world in their places.
pub(super) fn rooted(text: &str) -> String {
    FOLDERS.iter().fold(text.to_owned(), |text, (name, place)| text.replace(name, place))
}

/// A text of ours, with the names of go's folders.
pub(super) fn unrooted(text: &str) -> String {
    FOLDERS.iter().fold(text.to_owned(), |text, (name, place)| text.replace(place, name))
}

/// Go's folders, and where they are: names that no other text has.
const FOLDERS: [(&str, &str); 3] =
    [("$WORK", "/played-work"), ("$GOPATH", "/played-gopath"), ("$HOME", "/played-home")];

fn lay_files(world: &mut World, case: &Case, names: &Names) {
    let (work, home) = (rooted("$WORK"), rooted("$HOME"));
    world.enter(&work);
    world.lay(format!("{work}/go.sum"), Laid::Absent);
    for (name, text) in &case.files {
        let place = if name.starts_with('$') { rooted(name) } else { format!("{work}/{name}") };
        let text = text.as_ref().and_then(Value::as_str);
        let file = text.map_or(Laid::Absent, |text| Laid::Content(names.fill(text).into_bytes()));
        world.lay(place, file);
    }
    let netrc = case.more.get("netrc").and_then(Value::as_str);
    let netrc = netrc.map_or(Laid::Absent, |text| Laid::Content(names.fill(text).into_bytes()));
    world.lay(format!("{home}/.netrc"), netrc);
}

/// The files of a server that is a folder.
fn lay_folder(folder: &Path, server: &Server) {
    fs::create_dir_all(folder).unwrap();
    for (name, answer) in &server.answers {
        let file = folder.join(name.trim_start_matches('/'));
        if answer.get("dir").is_some() {
            fs::create_dir_all(file).unwrap();
            continue;
        }
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, body(answer)).unwrap();
    }
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
    log: Log,
}

impl Served {
    fn new(case: &Case, names: &Names, (index, server): (usize, &Server), log: Log) -> Self {
        let missing = serde_json::json!({"status": 404});
        let filled = |answer: &Value| filled(names, answer);
        let logged = case.more.get("log_headers").and_then(Value::as_array);
        let logged = logged.into_iter().flatten().filter_map(Value::as_str);
        Self {
            index,
            answers: server.answers.iter().map(|(key, it)| (key.clone(), filled(it))).collect(),
            default: filled(server.default.as_ref().unwrap_or(&missing)),
            counts: Mutex::default(),
            logged: logged.map(str::to_owned).collect(),
            log,
        }
    }

    /// Answers one request; whether the connection goes on.
    async fn one(&self, stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> bool {
        let head = read_head(stream).await;
        let mut lines = head.lines();
        let line = lines.next().unwrap_or_default();
        let [method, target, ..] = line.split(' ').collect::<Vec<_>>()[..] else { return false };
        let fields: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
        self.note(method, target, &fields);
        let mut answer = self.chosen(target);
        let logs_in = |wanted: &str| fields.contains(&("Authorization", wanted));
        if answer["auth"].as_str().is_some_and(|wanted| !logs_in(wanted)) {
            answer = serde_json::json!({"status": 401});
        }
        let (bytes, goes_on) = written(&answer);
        stream.write_all(&bytes).await.is_ok() && stream.flush().await.is_ok() && goes_on
    }

    fn note(&self, method: &str, target: &str, fields: &[(&str, &str)]) {
        let mut text = format!("{} {method} {target}", self.index);
        if !self.logged.is_empty() {
            let logged = fields.iter().filter(|(name, _)| self.logged.iter().any(|it| it == name));
            let mut shown: Vec<String> =
                logged.map(|(name, value)| format!("{name}: {value}")).collect();
            shown.sort();
            write!(text, " [{}]", shown.join("; ")).unwrap();
        }
        self.log.note(text);
    }

    fn chosen(&self, target: &str) -> Value {
        let decoded = percent_decoded(target);
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
fn filled(names: &Names, answer: &Value) -> Value {
    match answer {
        Value::Array(list) => list.iter().map(|answer| filled(names, answer)).collect(),
        Value::Object(_) => {
            let mut answer = answer.clone();
            if let Some(Value::String(body)) = answer.get_mut("body") {
                *body = names.fill(body);
            }
            for (_, value) in answer["headers"].as_object_mut().into_iter().flatten() {
                *value = names.fill(value.as_str().unwrap_or_default()).into();
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
    let mut body = if status == 204 { Vec::new() } else { body(answer) };
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
