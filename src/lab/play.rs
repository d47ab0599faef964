//! A lab: the servers of one scenario, and the ways to them.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    path::PathBuf,
    sync::Arc,
};

use tempfile::TempDir;

use super::{
    LabError,
    counts::Counts,
    files::{Files, write},
    git::Repos,
    goproxy::Trees,
    names::Name,
    open::{Open, open},
    pki::Pki,
    scenario::{File, Scenario},
    site::Served,
    ssh::{Client, Way},
    sumdb::Databases,
};
use crate::world::{Detour, World};

/// The servers of one scenario. Everything stops when it is dropped.
pub struct Lab {
    scenario: Scenario,
    files: Files,
    open: Open,
    path: Option<OsString>,
    /// The programs of ssh, where the scenario has a server of it.
    client: Option<Client>,
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

/// What the caller of another command may have set, and the lab takes back.
const EMPTY: [&str; 15] = [
    "ALL_PROXY",
    "GOAUTH",
    "GODEBUG",
    "GOINSECURE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOPRIVATE",
    "GOVCS",
    "GO111MODULE",
    "NETRC",
    "NO_PROXY",
    "REQUEST_METHOD",
    "XDG_CONFIG_HOME",
    "all_proxy",
    "no_proxy",
];

/// Variables that name files or directories, which other commands find elsewhere.
const PATHS: [&str; 4] = ["SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "NETRC"];

impl Lab {
    /// Starts the servers of a scenario. The caller's world gives PATH, and the time of day.
    pub async fn start(scenario: &Scenario, caller: &World) -> Result<Self, LabError> {
        if let Some(lacks) = scenario.lacks() {
            return Err(LabError::Lacks(lacks));
        }
        let dir = tempfile::Builder::new().prefix("goget-doctor-lab-").tempdir();
        let dir = dir.map_err(LabError::io("making a temporary directory"))?;
        let pki = Pki::new(scenario, scenario.clock.unwrap_or_else(|| caller.now()))?;
        let trees = Trees::new(&scenario.version);
        let databases = Databases::new(&scenario.sumdb, &scenario.version);
        let files = Files::write(dir.path(), scenario, &pki, &databases)?;
        let path = caller.var("PATH").map(ToOwned::to_owned);
        let repos = Repos::new(dir.path().join("git"), &scenario.repo, path.as_deref())?;
        for (path, file) in &scenario.files {
            if let File::Repo(name) = file {
                let at = files.copy_of(&files.expand(path.get_ref()));
                let put = repos.put(name.get_ref(), &at).await;
                put.map_err(LabError::io(format!("putting a repository into {at}")))?;
            }
        }
        let served = Arc::new(Served { repos, trees, databases });
        let open = open(scenario, &pki, &served, (dir.path(), path.as_deref())).await?;
        let client = client(scenario, &files, &open, path.as_deref())?;
        let lab = Self { scenario: scenario.clone(), files, open, path, client, _dir: dir };
        lab.write_git_config()?;
        Ok(lab)
    }

    /// The machine as our own run shall see it: the scenario's, with no proxy.
    pub fn world(&self) -> World {
        let mut world = World::empty();
        if let Some(path) = self.programs() {
            world.set("PATH", path);
        }
        for (name, value) in self.settings() {
            world.set(name, value);
        }
        self.files.lay(&mut world);
        if self.scenario.lays_module() {
            world.enter(self.module());
        }
        if let Some(clock) = self.scenario.clock {
            world.stop_clock(clock);
        }
        *world.detour_mut() = self.detour();
        world
    }

    /// The machine without what the lab sets for its runs: where the scenario's own settings are judged.
    pub fn own_world(&self) -> World {
        let mut world = self.world();
        for (name, _) in DEFAULTS {
            let own = self.scenario.env.get(name).map_or("", String::as_str);
            world.set(name, own);
        }
        world
    }

    /// The variables with which another command meets the same servers, by name.
    pub fn exports(&self) -> Vec<(String, String)> {
        // Where that fails a go finds no directory of roots, as if there were none.
        let _ = self.files.furnish();
        let mut exports = self.settings();
        let proxy = format!("http://{}", self.open.proxy);
        for name in ["HTTPS_PROXY", "HTTP_PROXY"] {
            let own = self.scenario.env.keys().any(|key| key.eq_ignore_ascii_case(name));
            if !own {
                exports.insert(name.to_owned(), proxy.clone());
                exports.insert(name.to_ascii_lowercase(), proxy.clone());
            }
        }
        for name in EMPTY {
            exports.entry(name.to_owned()).or_default();
        }
        exports.entry("SSL_CERT_FILE".to_owned()).or_insert_with(|| self.files.go_file());
        exports.entry("SSL_CERT_DIR".to_owned()).or_insert_with(|| self.files.go_dirs());
        let is_led = self.client.is_some() || self.scenario.has_programs();
        let path = self.programs().filter(|_| is_led);
        if let Some(path) = path.and_then(|path| path.into_string().ok()) {
            exports.insert("PATH".to_owned(), path);
        }
        for (name, value) in &self.scenario.env {
            exports.insert(name.clone(), self.exported(name, value));
        }
        exports.into_iter().collect()
    }

    /// The folders of programs, in which commands find those of the lab first.
    pub fn programs(&self) -> Option<OsString> {
        let path = self.path.as_ref()?;
        let led = self.client.as_ref().map_or_else(|| path.clone(), |client| client.path(path));
        if !self.scenario.has_programs() {
            return Some(led);
        }
        let mut own = self.files.home.join("bin").into_os_string();
        own.push(":");
        own.push(led);
        Some(own)
    }

    /// What the hosts were asked so far, by name; the lab's own proxy has an empty name.
    pub fn counts(&self) -> BTreeMap<String, Counts> {
        self.open.log.counts()
    }

    /// The directory of the module in which commands run, with the go.mod and the go.sum that the scenario lays there.
    pub fn module(&self) -> PathBuf {
        self.files.module()
    }

    /// The scenario that is played.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// A text of another command, with the scenario's paths in the place of their copies, and `~` for the home directory.
    pub fn as_played(&self, text: &str) -> String {
        let text = text.replace(&*self.files.root.to_string_lossy(), "");
        text.replace(&*self.files.home.to_string_lossy(), "~")
    }

    /// A command with the copies in the place of the scenario's paths.
    pub fn as_run(&self, command: &str) -> String {
        let files = self.scenario.files.keys().map(Name::get_ref);
        files.fold(command.to_owned(), |command, path| {
            command.replace(path, &self.files.copy_of(&self.files.expand(path)))
        })
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
            ("GOENV", home.join(".config/go/env")),
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
        if name == "GOPROXY" {
            return value.replace("file:///", &format!("file://{}", self.files.copy_of("/")));
        }
        self.files.expand(value)
    }

    /// A proxy variable with the real place of the scenario's proxy.
    fn proxy_value(&self, value: &str) -> String {
        let proxies = self.scenario.host.iter().filter_map(|h| h.proxy.as_ref().map(|p| (h, p)));
        for (host, proxy) in proxies {
            let authority = format!("{}:{}", host.name.get_ref(), proxy.port);
            if let Some(real) = self.open.reach.find(&authority) {
                return value.replace(&authority, &real.to_string());
            }
        }
        value.to_owned()
    }

    fn detour(&self) -> Detour {
        Detour {
            names: self.open.reach.names.clone(),
            sockets: self.open.reach.sockets.clone(),
            unreachable: self.open.reach.unreachable.clone(),
            closed: true,
            ..Detour::default()
        }
    }

    fn git_config(&self) -> PathBuf {
        self.files.root.join("etc/gitconfig")
    }

    /// git can be sent elsewhere by a proxy alone, even from our own run: the scenario's own where it has one.
    fn write_git_config(&self) -> Result<(), LabError> {
        let (bundle, file) = (self.files.go_file(), self.git_config());
        let own = self.scenario.env.get("HTTPS_PROXY");
        let own = own.map(|value| self.proxy_value(value)).filter(|real| Some(real) != own);
        let own = own.filter(|real| real.starts_with("http://"));
        let proxy = own.unwrap_or_else(|| format!("http://{}", self.open.proxy));
        let text = format!(
            "[http]\n\tproxy = {proxy}\n\tsslCAInfo = {bundle}\n[protocol]\n\tversion = 2\n"
        );
        write(&file, text.as_bytes()).map_err(LabError::io("writing git's settings"))
    }
}

/// The programs of ssh for the scenario's hosts; none where no host speaks it.
fn client(
    scenario: &Scenario,
    files: &Files,
    open: &Open,
    path: Option<&OsStr>,
) -> Result<Option<Client>, LabError> {
    let Some(path) = path.filter(|_| scenario.host.iter().any(|host| host.ssh.is_some())) else {
        return Ok(None);
    };
    let names = scenario.host.iter().map(|host| host.name.get_ref());
    let at = |name: &String| open.shells.get(name).copied();
    let ways: Vec<_> = names.map(|name| Way { name: name.clone(), at: at(name) }).collect();
    let written = Client::write(&files.root, &files.home, path, &ways);
    written.map(Some).map_err(LabError::io("writing the programs of ssh"))
}
