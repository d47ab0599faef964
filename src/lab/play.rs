//! A lab: the servers of one scenario, and the ways that lead to them.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use rustls::{RootCertStore, ServerConfig, server::WebPkiClientVerifier, sign::SingleCertAndKey};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinSet};
use tokio_rustls::TlsAcceptor;

use super::{
    LabError,
    counts::{Counts, Log},
    files::Files,
    git::Repos,
    hosts::{Host, Https},
    pki::Pki,
    proxy::{self, Reach, Relay},
    reply::Site,
    scenario::Scenario,
    server::{self, Door},
};
use crate::world::{Detour, World};

/// The servers of one scenario. Everything stops when it is dropped.
pub struct Lab {
    scenario: Scenario,
    files: Files,
    reach: Arc<Reach>,
    proxy: SocketAddr,
    log: Arc<Log>,
    path: Option<std::ffi::OsString>,
    _tasks: JoinSet<()>,
    _dir: TempDir,
}

/// What the lab sets for every run.
const DEFAULTS: [(&str, &str); 6] = [
    ("GOPROXY", "direct"),
    ("GOSUMDB", "off"),
    ("GOFLAGS", "-mod=mod -modcacherw"),
    ("GOTOOLCHAIN", "local"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Variables that name files or directories, which other commands find elsewhere.
const PATHS: [&str; 4] = ["SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "NETRC"];

impl Lab {
    /// Starts the servers of a scenario. Only PATH is taken from the caller's world.
    pub async fn start(scenario: &Scenario, caller: &World) -> Result<Self, LabError> {
        let dir = tempfile::Builder::new().prefix("goget-doctor-lab-").tempdir();
        let dir = dir.map_err(LabError::io("making a temporary directory"))?;
        let now = scenario.clock.unwrap_or_else(|| caller.now());
        let pki = Pki::new(scenario, now)?;
        let files = Files::write(dir.path(), scenario, &pki)?;
        let path = caller.var("PATH").map(ToOwned::to_owned);
        let repos = repos(dir.path().join("git"), scenario, path.as_deref())?;
        let mut opening = Opening::default();
        for (number, host) in (1..).zip(&scenario.host) {
            opening.host(number, host, &pki, &repos).await?;
        }
        let relay = bind().await?;
        let proxy = address(&relay)?;
        opening.proxies.push((relay, String::new(), None));
        let log = opening.log.clone();
        let (reach, tasks) = opening.open();
        let lab = Self {
            scenario: scenario.clone(),
            files,
            reach,
            proxy,
            log,
            path,
            _tasks: tasks,
            _dir: dir,
        };
        lab.write_git_config()?;
        Ok(lab)
    }

    /// The machine as our own run shall see it: the scenario's, with no proxy.
    pub fn world(&self) -> World {
        let mut world = World::empty();
        if let Some(path) = &self.path {
            world.set("PATH", path);
        }
        for (name, value) in self.settings() {
            world.set(name, value);
        }
        self.files.lay(&mut world);
        if let Some(clock) = self.scenario.clock {
            world.stop_clock(clock);
        }
        *world.detour_mut() = self.detour();
        world
    }

    /// The variables with which another command meets the same servers, by name.
    pub fn exports(&self) -> Vec<(String, String)> {
        let mut exports = self.settings();
        let proxy = format!("http://{}", self.proxy);
        for name in ["HTTPS_PROXY", "HTTP_PROXY"] {
            let own = self.scenario.env.keys().any(|key| key.eq_ignore_ascii_case(name));
            if !own {
                exports.insert(name.to_owned(), proxy.clone());
                exports.insert(name.to_ascii_lowercase(), proxy.clone());
            }
        }
        for name in ["NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"] {
            exports.entry(name.to_owned()).or_default();
        }
        exports.entry("SSL_CERT_FILE".to_owned()).or_insert_with(|| self.files.go_file());
        exports.entry("SSL_CERT_DIR".to_owned()).or_insert_with(|| self.files.go_dirs());
        for (name, value) in &self.scenario.env {
            exports.insert(name.clone(), self.exported(name, value));
        }
        exports.into_iter().collect()
    }

    /// What the hosts were asked so far, by name; the lab's own proxy has an empty name.
    pub fn counts(&self) -> BTreeMap<String, Counts> {
        self.log.counts()
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// A text of another command, with the scenario's paths in the place of their copies.
    pub fn as_played(&self, text: &str) -> String {
        text.replace(&*self.files.root.to_string_lossy(), "")
    }

    /// The environment that our own run and other commands share.
    fn settings(&self) -> BTreeMap<String, String> {
        let home = &self.files.home;
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let mut settings: BTreeMap<_, _> =
            DEFAULTS.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let dirs = [
            ("HOME", home.clone()),
            ("GOPATH", home.join("go")),
            ("GOMODCACHE", home.join("go/pkg/mod")),
            ("GOCACHE", home.join(".cache/go-build")),
            ("GIT_CONFIG_SYSTEM", self.git_config()),
        ];
        settings.extend(dirs.map(|(name, path)| (name.to_owned(), text(path))));
        for (name, value) in &self.scenario.env {
            settings.insert(name.clone(), self.files.expand(value));
        }
        settings
    }

    /// The value of a scenario's variable as another command needs it.
    fn exported(&self, name: &str, value: &str) -> String {
        if PATHS.contains(&name) {
            let copies = value.split(':').map(|path| self.files.copy_of(&self.files.expand(path)));
            return copies.collect::<Vec<_>>().join(":");
        }
        if name.to_ascii_lowercase().ends_with("_proxy") {
            return self.proxy_value(value);
        }
        self.files.expand(value)
    }

    /// A proxy variable with the real place of the scenario's proxy.
    fn proxy_value(&self, value: &str) -> String {
        let proxies = self.scenario.host.iter().filter_map(|h| h.proxy.as_ref().map(|p| (h, p)));
        for (host, proxy) in proxies {
            let authority = format!("{}:{}", host.name.get_ref(), proxy.port);
            if let Some(real) = self.reach.find(&authority) {
                return value.replace(&authority, &real.to_string());
            }
        }
        value.to_owned()
    }

    fn detour(&self) -> Detour {
        Detour {
            names: self.reach.names.iter().map(|(n, a)| (n.clone(), vec![*a])).collect(),
            sockets: self.reach.sockets.clone(),
            closed: true,
            ..Detour::default()
        }
    }

    fn git_config(&self) -> PathBuf {
        self.files.root.join("etc/gitconfig")
    }

    /// git cannot be led elsewhere but by a proxy, even from our own run.
    fn write_git_config(&self) -> Result<(), LabError> {
        let bundle = self.files.go_file();
        let text = format!(
            "[http]\n\tproxy = http://{}\n\tsslCAInfo = {bundle}\n[protocol]\n\tversion = 2\n",
            self.proxy
        );
        std::fs::write(self.git_config(), text).map_err(LabError::io("writing git's settings"))
    }
}

/// Listeners that are bound but not served yet.
#[derive(Default)]
struct Opening {
    reach: Reach,
    log: Arc<Log>,
    doors: Vec<(TcpListener, Arc<Site>, Door)>,
    proxies: Vec<(TcpListener, String, Option<super::hosts::Proxy>)>,
}

impl Opening {
    async fn host(
        &mut self,
        number: u8,
        host: &Host,
        pki: &Pki,
        repos: &Arc<Repos>,
    ) -> Result<(), LabError> {
        let generated = IpAddr::V4(Ipv4Addr::new(192, 0, 2, number));
        let own = host.name.get_ref().parse().ok();
        let at = host.address.or(own).unwrap_or(generated);
        if own.is_none() {
            self.reach.names.insert(host.name.get_ref().clone(), at);
        }
        let site = Arc::new(Site::new(host.clone(), repos.clone(), self.log.clone()));
        let tls = host.https.as_ref().map(|https| door(host, https, pki)).transpose()?;
        let plain = host.http.then_some(Door::Plain);
        for (port, door) in [(443, tls), (80, plain)] {
            let real = match door {
                Some(door) => Some(self.door(&site, door).await?),
                None => None,
            };
            self.reach.sockets.insert(SocketAddr::new(at, port), real);
        }
        if let Some(proxy) = &host.proxy {
            let listener = bind().await?;
            let real = address(&listener)?;
            self.reach.sockets.insert(SocketAddr::new(at, proxy.port), Some(real));
            self.proxies.push((listener, host.name.get_ref().clone(), Some(proxy.clone())));
        }
        Ok(())
    }

    async fn door(&mut self, site: &Arc<Site>, door: Door) -> Result<SocketAddr, LabError> {
        let listener = bind().await?;
        let real = address(&listener)?;
        self.doors.push((listener, site.clone(), door));
        Ok(real)
    }

    /// Serves all listeners.
    fn open(self) -> (Arc<Reach>, JoinSet<()>) {
        let reach = Arc::new(self.reach);
        let mut tasks = JoinSet::new();
        for (listener, site, door) in self.doors {
            let visit = move |stream| server::serve(stream, site.clone(), door.clone());
            tasks.spawn(server::accept_all(listener, visit));
        }
        for (listener, name, rules) in self.proxies {
            let (reach, log) = (reach.clone(), self.log.clone());
            let relay = Arc::new(Relay { name, rules, reach, log });
            let visit = move |stream| proxy::serve(stream, relay.clone());
            tasks.spawn(server::accept_all(listener, visit));
        }
        (reach, tasks)
    }
}

fn door(host: &Host, https: &Https, pki: &Pki) -> Result<Door, LabError> {
    if let Some(fault) = https.fault {
        return Ok(Door::Fault(fault));
    }
    let Some(certified) = pki.certified(host.name.get_ref())? else { return Ok(Door::Plain) };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?;
    let config = match https.client_cert {
        true => config.with_client_cert_verifier(client_verifier(host, pki, provider)?),
        false => config.with_no_client_auth(),
    };
    let mut config = config.with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
    config.alpn_protocols = https.alpn.iter().map(|name| name.clone().into_bytes()).collect();
    Ok(Door::Tls(TlsAcceptor::from(Arc::new(config))))
}

fn client_verifier(
    host: &Host,
    pki: &Pki,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Arc<dyn rustls::server::danger::ClientCertVerifier>, LabError> {
    let mut roots = RootCertStore::empty();
    if let Some(certificate) = pki.lab_certificate() {
        roots.add(certificate)?;
    }
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(|error| LabError::ClientAuth(host.name.get_ref().clone(), error.to_string()))
}

fn repos(
    dir: PathBuf,
    scenario: &Scenario,
    path: Option<&std::ffi::OsStr>,
) -> Result<Arc<Repos>, LabError> {
    std::fs::create_dir_all(&dir).map_err(LabError::io("making the directory of repositories"))?;
    let mut world = World::empty();
    if let Some(path) = path {
        world.set("PATH", path);
    }
    world.set("HOME", &dir);
    world.set("GIT_CONFIG_NOSYSTEM", "1");
    world.set("LC_ALL", "C");
    Ok(Arc::new(Repos::new(dir, world, &scenario.repo)))
}

async fn bind() -> Result<TcpListener, LabError> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(LabError::io("listening on loopback"))
}

fn address(listener: &TcpListener) -> Result<SocketAddr, LabError> {
    listener.local_addr().map_err(LabError::io("asking for a listener's address"))
}
