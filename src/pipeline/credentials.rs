//! The login that go sends with a request: GOAUTH, which is netrc unless it is set.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    event::{Fact, Step},
    go::{
        env::GoEnv,
        goauth::{self, Method},
        netrc,
        redirect::Hops,
        text::lossy,
        url::Url,
        version::{Change, Version},
        winner::Class,
    },
    net::Header,
    secret::Secret,
    trace::Recorder,
    world::World,
};

use super::{Halt, Session};

/// How large a netrc file may be.
const MAX_FILE: u64 = 4 << 20;

/// Where logins come from in this run.
#[derive(Debug)]
pub(super) struct Credentials {
    entries: Vec<netrc::Entry>,
    /// Ends go at its first https request.
    fatal: Option<String>,
    /// A method that goget-doctor does not run.
    unknown: Option<String>,
}

impl Credentials {
    /// Reads GOAUTH and, where it says so, the netrc file.
    pub(super) fn read(world: &World, env: &GoEnv, version: Version, recorder: &Recorder) -> Self {
        let none = Self { entries: Vec::new(), fatal: None, unknown: None };
        if !version.has(Change::NetrcForPages) {
            return none;
        }
        if !version.has(Change::GoAuth) {
            return Self { entries: netrc_entries(world, recorder), ..none };
        }
        match goauth::parse(env.get("GOAUTH")) {
            Err(error) => Self { fatal: Some(error.to_string()), ..none },
            Ok(methods) => {
                let netrc = methods.contains(&Method::Netrc);
                let entries = if netrc { netrc_entries(world, recorder) } else { Vec::new() };
                let unknown = methods.iter().find_map(not_run);
                Self { entries, unknown, ..none }
            }
        }
    }
}

impl Session {
    /// What stops go, or us, from making an https request at all.
    pub(super) fn may_ask(&self, url: &str) -> Result<(), Halt> {
        if !url.starts_with("https:") {
            return Ok(());
        }
        if let Some(fatal) = &self.credentials.fatal {
            return Err(Halt::Failed(fatal.clone(), Class::Other));
        }
        match &self.credentials.unknown {
            Some(method) => Err(Halt::Unknown(format!("the login that GOAUTH={method} gives"))),
            None => Ok(()),
        }
    }

    /// The `Authorization` that go sends with the last of `hops`.
    pub(super) fn authorization(&self, hops: &Hops) -> Option<Header> {
        let first = hops.first();
        let own = |url: &Url| {
            let user = url.user()?;
            let password = user.password.as_ref().map_or(&b""[..], Secret::expose);
            Some(basic(&user.name, password))
        };
        let kept = hops.keeps_credentials().then(|| self.netrc_login(first)).flatten();
        kept.or_else(|| own(hops.last()))
    }

    fn netrc_login(&self, url: &Url) -> Option<Header> {
        let entry = netrc::for_url(&self.credentials.entries, url, self.version)?;
        Some(basic(&entry.login, entry.password.expose()))
    }
}

fn netrc_entries(world: &World, recorder: &Recorder) -> Vec<netrc::Entry> {
    let var = |name| world.var(name).and_then(|value| value.to_str()).unwrap_or_default();
    let Some(file) = netrc::location(var("NETRC"), var("HOME")) else { return Vec::new() };
    let (entries, error) = match world.read(Path::new(&file), MAX_FILE) {
        Ok(text) => (netrc::parse(&text), None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    let machines = entries.iter().map(|entry| lossy(&entry.machine)).collect();
    recorder.note(Step::Settings, Fact::NetrcRead { file, machines, error });
    entries
}

/// The name of a method that is not run here.
fn not_run(method: &Method) -> Option<String> {
    match method {
        Method::Off | Method::Netrc => None,
        Method::Git { dir } => Some(format!("git {dir}")),
        Method::Command { text } => Some(text.clone()),
    }
}

/// RFC 7617.
fn basic(user: &[u8], password: &[u8]) -> Header {
    let pair = [user, b":", password].concat();
    let value = format!("Basic {}", STANDARD.encode(pair));
    Header { name: "Authorization".to_owned(), value, shown: "Basic …".to_owned() }
}
