//! The servers of a case, answering without a socket.

use std::{
    collections::BTreeMap,
    io::{Read as _, Seek as _, Write as _},
    sync::{Arc, Mutex},
};

use goget_doctor::{
    go::{
        cmd::{
            detail::server_response,
            fault::{Fault, Stop},
            fetched::{Answer, address::Address, info::Info},
        },
        std::{net::url::Url, strconv::text::lossy},
    },
    pipeline::{
        module::{Database, Proxies, Recorded, Repositories, Witness},
        sumdb::{Get, Known, Request, SumDb},
    },
    trace::{Recorder, Step, SumCompared},
    world::World,
};
use serde_json::Value;

use super::{
    cases::{Case, Server},
    recorded::file_root,
    served::{body, percent_decoded},
};

/// The servers of a case, and what was asked of them.
pub(super) struct Servers<'a> {
    case: &'a Case,
    counts: Mutex<BTreeMap<(usize, String), usize>>,
    pub(super) asked: Mutex<Vec<String>>,
    sums: Arc<Known>,
    pub(super) recorder: Recorder,
}

const NOT_PLAYED: &str = "an answer that only the wire can give";

impl<'a> Servers<'a> {
    /// The servers of `case`, and what is known at first of its checksum database.
    pub(super) fn new(case: &'a Case, sums: Known) -> Self {
        let recorder = Recorder::new(Arc::new(World::empty()), None);
        let (counts, asked) = Default::default();
        Self { case, counts, asked, sums: Arc::new(sums), recorder }
    }

    fn answer(&self, url: &Url) -> Result<Answer, Stop> {
        let unplayed = || Stop::Unknown(NOT_PLAYED.into());
        let Some((index, server)) = self.server(url) else {
            return self.refused(url).ok_or_else(unplayed);
        };
        if server.kind == "file" {
            return Ok(file(index, server, url));
        }
        let logs_in = url.user().is_some() || self.case.more.contains_key("netrc");
        if server.tls || logs_in {
            return Err(unplayed());
        }
        let target = lossy(&url.request_uri());
        if server.down {
            let shown = url.to_string();
            let address = host(index);
            let text = format!("Get {shown:?}: dial tcp {address}: connect: connection refused");
            return Ok(Answer::Nothing(text));
        }
        self.asked.lock().unwrap().push(format!("{index} GET {target}"));
        let answer = self.chosen(index, server, &target);
        read(&answer, url).ok_or_else(unplayed)
    }

    fn server(&self, url: &Url) -> Option<(usize, &Server)> {
        let shown = if url.scheme() == "file" { lossy(url.path()) } else { lossy(url.host()) };
        let at =
            (0..self.case.servers.len()).find(|at| match self.case.servers[*at].kind.as_str() {
                "file" => shown.starts_with(&file_root(FOLDER, *at)),
                _ => shown == host(*at),
            })?;
        Some((at, &self.case.servers[at]))
    }

    fn chosen(&self, index: usize, server: &Server, target: &str) -> Value {
        let decoded = percent_decoded(target);
        let key = if server.answers.contains_key(target) { target } else { &decoded };
        let missing = serde_json::json!({"status": 404});
        let answer = server.answers.get(key).or(server.default.as_ref()).unwrap_or(&missing);
        let Value::Array(list) = answer else { return answer.clone() };
        let mut counts = self.counts.lock().unwrap();
        let count = counts.entry((index, key.to_owned())).or_default();
        let at = (*count).min(list.len() - 1);
        *count += 1;
        list[at].clone()
    }
}

/// A file of a server that is a folder.
fn file(index: usize, server: &Server, url: &Url) -> Answer {
    let path = lossy(url.path());
    let key = path.strip_prefix(&file_root(FOLDER, index)).unwrap_or_default().to_owned();
    let Some(answer) = server.answers.get(&key) else {
        let folder = server.answers.keys().any(|it| it.starts_with(&format!("{key}/")));
        if folder {
            return Answer::Broken(format!("read {path}: is a directory"));
        }
        let line = "no such file or directory".into();
        return Answer::Status { code: 404, line, detail: String::new() };
    };
    if answer.get("dir").is_some() {
        return Answer::Broken(format!("read {path}: is a directory"));
    }
    Answer::Body(body(answer))
}

/// The place of a server in the URLs of this player.
pub(super) fn host(index: usize) -> String {
    format!("server{index}.test:80{index:02}")
}

/// Where the servers that are folders are.
pub(super) const FOLDER: &str = "/served";

/// What go's client makes of the answer, as far as the player knows.
fn read(answer: &Value, url: &Url) -> Option<Answer> {
    if answer.get("raw").is_some() || answer.get("auth").is_some() {
        return None;
    }
    let code = u16::try_from(answer.get("status").and_then(Value::as_u64).unwrap_or(200)).ok()?;
    let headers = answer.get("headers").and_then(Value::as_object);
    let header = |name: &str| {
        let headers = headers?;
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, v)| v.as_str())
    };
    if (300..400).contains(&code) && header("location").is_some()
        || header("content-length").is_some()
    {
        return None;
    }
    let mut bytes = body(answer);
    match answer.get("fault").and_then(Value::as_str) {
        Some("close") => return Some(Answer::Nothing(format!("Get {:?}: EOF", url.to_string()))),
        Some("truncate" | "chunk-cut") if code == 200 => {
            return Some(Answer::Broken("unexpected EOF".into()));
        }
        Some(_) => return None,
        None => {}
    }
    if header("content-encoding").is_some_and(|it| it.eq_ignore_ascii_case("gzip")) {
        match unpacked(&bytes) {
            Ok(plain) => bytes = plain,
            Err(text) if code == 200 => return Some(Answer::Broken(text.into())),
            Err(_) => return None,
        }
    }
    if code == 200 {
        return Some(Answer::Body(bytes));
    }
    let usual = goget_doctor::go::std::net::http::status::reason(code);
    let reason = answer.get("reason").and_then(Value::as_str).unwrap_or(usual);
    if code == 204 {
        bytes.clear();
    }
    let detail = header("content-type").and_then(|kind| server_response(kind, &bytes));
    let line = format!("{code} {reason}");
    Some(Answer::Status { code, line, detail: detail.unwrap_or_default() })
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut plain = Vec::new();
    let mut reader = flate2::read::MultiGzDecoder::new(bytes);
    match reader.read_to_end(&mut plain) {
        Ok(_) => Ok(plain),
        Err(_) if bytes.starts_with(&[0x1f, 0x8b]) => Err("unexpected EOF"),
        Err(_) => Err("gzip: invalid header"),
    }
}

impl Witness for Servers<'_> {
    fn compared(&self, seen: SumCompared) {
        self.recorder.note(Step::Sum, seen);
    }
}

impl Proxies for Servers<'_> {
    async fn get(&self, address: &Address) -> Result<Answer, Stop> {
        self.answer(&address.url)
    }

    async fn get_zip(&self, address: &Address) -> Result<Answer<std::fs::File>, Stop> {
        Ok(match self.answer(&address.url)? {
            Answer::Body(bytes) => {
                let mut file = tempfile::tempfile().unwrap();
                file.write_all(&bytes).unwrap();
                file.rewind().unwrap();
                if let Some(length) = self.length(&address.url) {
                    file.set_len(length).unwrap();
                }
                Answer::Body(file)
            }
            Answer::Broken(text) => Answer::Broken(text),
            Answer::Fatal(text) => Answer::Fatal(text),
            Answer::Nothing(text) => Answer::Nothing(text),
            Answer::Status { code, line, detail } => Answer::Status { code, line, detail },
        })
    }
}

impl Servers<'_> {
    /// How long a zip is that a case does not write out.
    fn length(&self, url: &Url) -> Option<u64> {
        let answers = &self.server(url)?.1.answers;
        answers.get(&lossy(&url.request_uri()))?.get("length")?.as_u64()
    }
}

/// Repositories are not played.
const DIRECT: &str = "a repository";

impl Servers<'_> {
    /// The HTTP proxy that refuses every connection, where https goes through one.
    fn refusing(&self) -> Option<usize> {
        let proxied = self.case.env.get("HTTPS_PROXY").cloned().flatten();
        let refusing = |server: &Server| server.kind == "raw";
        let at = self.case.servers.iter().position(refusing)?;
        (proxied.as_deref() == Some("$RAW0")).then_some(at)
    }

    /// What comes of a request to a host that is not played, behind that proxy.
    fn refused(&self, url: &Url) -> Option<Answer> {
        let at = self.refusing().filter(|_| url.scheme() == "https")?;
        let host = lossy(url.hostname());
        self.asked.lock().unwrap().push(format!("{at} CONNECT {host}:443"));
        Some(Answer::Nothing(format!("Get {:?}: Bad Gateway", url.to_string())))
    }

    /// What a repository says behind an HTTP proxy that refuses every connection.
    fn direct<T>(&self, module: &str) -> Result<T, Fault> {
        let Some(at) = self.refusing() else {
            return Err(Fault::Stop(Stop::Unknown(DIRECT.into())));
        };
        let host = module.split('/').next().unwrap_or_default();
        self.asked.lock().unwrap().push(format!("{at} CONNECT {host}:443"));
        let url = if host == module { format!("{host}/") } else { module.to_owned() };
        let why = format!("https fetch: Get \"https://{url}?go-get=1\": Bad Gateway");
        Err(Fault::NotFound(format!("unrecognized import path \"{module}\": {why}")))
    }
}

impl Repositories for Servers<'_> {
    async fn versions(&self, module: &str, _: &str) -> Result<Vec<String>, Fault> {
        self.direct(module)
    }

    async fn stat(&self, module: &str, _: &str) -> Result<Info, Fault> {
        self.direct(module)
    }

    async fn latest(&self, module: &str) -> Result<Info, Fault> {
        self.direct(module)
    }

    async fn go_mod(&self, module: &str, _: &str) -> Result<Vec<u8>, Fault> {
        self.direct(module)
    }

    async fn zip(&self, module: &str, _: &str) -> Result<std::fs::File, Fault> {
        self.direct(module)
    }
}

impl Get for &Servers<'_> {
    async fn get(&self, request: Request<'_>) -> Result<Answer, Stop> {
        self.answer(request.url)
    }
}

impl Database for Servers<'_> {
    async fn lines(&self, module: &str, version: &str) -> Result<Recorded, Fault> {
        SumDb::new(self.sums.clone(), self, self.recorder.clone()).lines(module, version).await
    }
}
