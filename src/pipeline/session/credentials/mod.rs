//! The credentials that go sends with a request: what GOAUTH gives, which is netrc unless it is set, and the user
//! in a URL.

mod program;
mod settle;

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;

use crate::{
    go::{
        cmd::{
            auth::{self, Field, GoAuthError, Method, Store, netrc, response_text},
            env::GoEnv,
        },
        std::{
            net::{http::redirect::Hops, url::Url},
            strconv::text::{lossy, system_reason},
        },
        version::{Change, Version},
    },
    net::{Agent, Answer, Header},
    pipeline::{Halt, Session},
    secret::{MASK, Secret},
    trace::{GoauthAsked, NetrcRead, Recorder, Step},
    world::World,
};

use super::{get::Client, lookup::Lookup};
use program::Asked;

/// What was answered with a 4xx.
#[derive(Clone, Copy)]
pub(crate) struct Refused<'a> {
    url: &'a Url,
    /// Which of go's clients asked.
    client: Client,
    /// The head of the answer.
    head: &'a str,
}

/// How large a netrc file may be.
pub(crate) const MAX_FILE: u64 = 4 << 20;

/// Where credentials come from in this run, and those that are known.
#[derive(Debug)]
pub(crate) struct Credentials {
    /// The methods of GOAUTH, or go's text where it ends at its first https request.
    methods: Result<Vec<Method>, GoAuthError>,
    netrc: Vec<netrc::Entry>,
    known: Mutex<Store>,
    /// The first round, before the first https request.
    prepared: OnceCell<Result<(), Halt>>,
    recorder: Recorder,
}

impl Credentials {
    /// Reads GOAUTH and, where it says so, the netrc file. No program is run yet.
    pub(crate) fn read(world: &World, env: &GoEnv, version: Version, recorder: &Recorder) -> Self {
        let value = match () {
            () if version.has(Change::GoAuth) => env.get("GOAUTH"),
            () if version.has(Change::NetrcForPages) => "netrc",
            () => "off",
        };
        let methods = auth::parse_with(value, |dir| check_dir(world, dir));
        let uses_netrc = methods.as_ref().is_ok_and(|methods| methods.contains(&Method::Netrc));
        Self {
            netrc: if uses_netrc { netrc_entries(world, recorder) } else { Vec::new() },
            methods,
            known: Mutex::default(),
            prepared: OnceCell::new(),
            recorder: recorder.clone(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Store> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// Asks the methods of GOAUTH what they know, once, before the first https request.
    pub(crate) async fn prepare_credentials(&self) -> Result<(), Halt> {
        let first = async {
            let recorder = &self.credentials.recorder;
            self.ask_all(None, &mut |asked| recorder.note(Step::Settings, asked)).await
        };
        self.credentials.prepared.get_or_init(|| first).await.clone()
    }

    /// Asks them again after a 4xx: each gets the URL, and programs the `head` of the response.
    pub(crate) async fn renew_credentials(
        &self,
        url: &str,
        client: Client,
        head: String,
        step: Step,
        lookup: &Lookup,
    ) -> Result<(), Halt> {
        let Ok(url) = Url::parse(url) else { return Ok(()) };
        let note = &mut |asked| lookup.recorder.note(step, asked);
        self.ask_all(Some(Refused { url: &url, client, head: &head }), note).await
    }

    /// All methods, the last first, so that the first has the last word.
    async fn ask_all(
        &self,
        refused: Option<Refused<'_>>,
        note: &mut (dyn FnMut(GoauthAsked) + Send),
    ) -> Result<(), Halt> {
        let methods = self.credentials.methods.as_ref();
        let methods = methods.map_err(|error| Halt::Fatal(format!("go: {}", error.masked())))?;
        for method in methods.iter().rev() {
            match (method, refused) {
                (Method::Off, _) | (Method::Git { .. }, None) => {}
                (Method::Netrc, _) => {
                    self.credentials.known().add_netrc(&self.credentials.netrc, self.version);
                }
                (Method::Git { dir }, Some(refused)) => {
                    let start = self.world.micros();
                    let asked = self.ask_git(dir, refused.url).await?;
                    let settled = Box::pin(self.settle(&asked, refused.client)).await?;
                    let noted = self.keep(method, Some(refused), start, asked);
                    note(GoauthAsked { settled, ..noted });
                }
                (Method::Command { text }, _) => {
                    let start = self.world.micros();
                    let asked = self.ask_program(text, refused).await?;
                    note(self.keep(method, refused, start, asked));
                }
            }
        }
        Ok(())
    }

    /// Takes over what was said; what is noted has no secrets.
    fn keep(
        &self,
        method: &Method,
        refused: Option<Refused<'_>>,
        start: u64,
        asked: Asked,
    ) -> GoauthAsked {
        let mut noted = GoauthAsked {
            method: method.shown(),
            url: refused.map(|refused| lossy(&refused.url.redacted())),
            micros: self.world.micros().saturating_sub(start),
            ..GoauthAsked::default()
        };
        let names = |fields: &[Field]| fields.iter().map(|field| field.name.clone()).collect();
        match asked {
            Asked::Filled { filled, .. } => {
                self.credentials.known().add_filled(&filled, self.version);
                noted.urls = vec![lossy(&filled.prefix.redacted())];
                noted.fields = names(std::slice::from_ref(&filled.field));
            }
            Asked::Granted(grants) => {
                self.credentials.known().add_grants(&grants, self.version);
                let urls = grants.iter().flat_map(|grant| &grant.urls);
                noted.urls = urls.map(|url| lossy(&url.redacted())).collect();
                noted.fields = grants.iter().flat_map(|grant| names(&grant.fields)).collect();
            }
            Asked::Nothing(why) => noted.error = Some(why),
        }
        noted
    }

    /// The header fields that go sends with the last of `hops`: those for the first URL, as long as the redirects
    /// stay below its host, and all but logins elsewhere; else the user of the URL itself.
    pub(crate) fn credentials_for(&self, hops: &Hops) -> Vec<Header> {
        let headers = self.chosen_for(hops);
        for header in headers.iter().filter(|header| header.shown != header.value) {
            self.world.secrets().add_field(header.value.as_bytes());
        }
        headers
    }

    fn chosen_for(&self, hops: &Hops) -> Vec<Header> {
        let keeps = hops.keeps_credentials();
        let mut headers = self.known_for(hops.first());
        headers.retain(|header| keeps || !is_login(&header.name));
        let user = hops.last().user();
        if !headers.iter().any(|header| header.name == "Authorization")
            && let Some(user) = user
        {
            let password = user.password.clone().unwrap_or_else(|| Secret::new(""));
            headers.push(header(&Field::basic(&user.name, &password)));
        }
        headers
    }

    fn known_for(&self, url: &Url) -> Vec<Header> {
        if self.version.has(Change::GoAuth) {
            let known = self.credentials.known();
            return known
                .for_url(url, self.version)
                .iter()
                .filter(|field| is_sent(&field.name))
                .map(header)
                .collect();
        }
        let entry = netrc::for_url(&self.credentials.netrc, url, self.version);
        let field = entry.map(|entry| Field::basic(&entry.login, &entry.password));
        field.iter().map(header).collect()
    }
}

/// What a request calls itself: a credential's `User-Agent`, taken out of `headers`, where go sets none.
pub(crate) fn own_agent(headers: &mut Vec<Header>, agent: Agent) -> Agent {
    let own = headers.iter().find(|header| header.name == "User-Agent");
    let own = own.map(|header| Agent::Text(header.value.clone()));
    headers.retain(|header| header.name != "User-Agent");
    if agent == Agent::Command { agent } else { own.unwrap_or(agent) }
}

fn check_dir(world: &World, dir: &str) -> Result<(), GoAuthError> {
    match world.is_dir(Path::new(dir)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(GoAuthError::GitDirIsNone),
        Err(error) => {
            let why = format!("stat {dir}: {}", system_reason(&error));
            Err(GoAuthError::GitDirUnknown(dir.to_owned(), why))
        }
    }
}

/// The entries of the netrc file, which is noted.
pub(crate) fn netrc_entries(world: &World, recorder: &Recorder) -> Vec<netrc::Entry> {
    let Some(file) = netrc_file(world) else { return Vec::new() };
    let ((entries, odd), error) = match world.read(Path::new(&file), MAX_FILE) {
        Ok(text) => (netrc::read(&text), None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => (<_>::default(), Some(error.to_string())),
    };
    let machines = entries.iter().map(|entry| lossy(&entry.machine)).collect();
    recorder.note(Step::Settings, NetrcRead { file, machines, odd, error });
    entries
}

/// The file that go reads, where it has a place to look.
pub(crate) fn netrc_file(world: &World) -> Option<String> {
    let var = |name| world.var(name).and_then(|value| value.to_str()).unwrap_or_default();
    netrc::location(var("NETRC"), var("HOME"))
}

/// The head of a response for the programs of GOAUTH: without what go drops when it unpacks a body.
pub(crate) fn head_of(answer: &Answer) -> String {
    let packing = answer.header("content-encoding");
    let unpacked = packing.is_some_and(|packing| packing.eq_ignore_ascii_case("gzip"));
    let dropped = |name: &str| {
        unpacked && ["content-encoding", "content-length"].contains(&&*name.to_ascii_lowercase())
    };
    let kept = answer.headers.iter().filter(|(name, _)| !dropped(name));
    response_text(&answer.protocol, &answer.status_text, kept)
}

/// Fields that net/http does not take along to another host.
fn is_login(name: &str) -> bool {
    const LOGINS: &[&str] = &[
        "Authorization",
        "Cookie",
        "Cookie2",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "Www-Authenticate",
    ];
    LOGINS.contains(&name)
}

/// Fields that net/http writes itself are left out. So is `Accept-Encoding`, with which go would get the page packed
/// as it comes: a credential that asks for that has no use.
fn is_sent(name: &str) -> bool {
    const OWN: &[&str] =
        &["Accept-Encoding", "Content-Length", "Host", "Trailer", "Transfer-Encoding"];
    !OWN.contains(&name)
}

fn header(field: &Field) -> Header {
    let value = lossy(field.value.expose());
    let shown = if value.starts_with("Basic ") { "Basic …" } else { MASK };
    Header { name: field.name.clone(), value, shown: shown.to_owned() }
}
