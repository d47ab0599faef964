//! The settings of a run: read once, from the environment and go's files.

use std::{path::Path, sync::Arc};

use tokio::sync::Mutex;

use crate::{
    error::Problem,
    event::{Fact, ProxyVariable, Step},
    go::{
        env::{GoEnv, Location, Sources, Variables, locate},
        godebug,
        http_proxy::{self, ProxyEnv, Why},
        proxy_list::{self, Source},
        text::lossy,
        url::Url,
        version::Version,
    },
    net::Wire,
    probe::Prober,
    secret::redact_url,
    trace::Recorder,
    world::World,
};

use super::{Options, Session, credentials::Credentials, trust::GoTrust};

/// How large a file of settings may be.
const MAX_FILE: u64 = 1 << 20;

/// Whose rules are applied, and why.
pub(super) fn release(options: &Options) -> Result<(Version, String), Problem> {
    match options.go {
        None => Ok((Version::NEWEST, "newest known".to_owned())),
        Some(version) if version.is_known() => Ok((version, "--go".to_owned())),
        Some(version) => {
            let known = format!("only the rules of go {} are known", Version::NEWEST);
            let next = format!("leave --go out, or say --go {}", Version::NEWEST);
            Err(Problem::new(format!("go {version}"), known, next))
        }
    }
}

impl Session {
    /// Reads the settings. Nothing is sent, and root certificates are not read yet.
    pub(super) fn open(
        world: Arc<World>,
        version: Version,
        options: &Options,
        recorder: Recorder,
    ) -> Self {
        let env = GoEnv::new(&sources(&world, version));
        let settings_error = refusal(&env, &world, version, options.module);
        let var = |name: &str| world.var(name).and_then(|value| value.to_str());
        let proxies = ProxyEnv::from_env(var);
        let credentials = Credentials::read(&world, &env, &recorder);
        let set = proxy_variables(&proxies, version);
        if !set.is_empty() {
            recorder.note(Step::Settings, Fact::HttpProxiesRead { set });
        }
        let trust = Arc::new(GoTrust::new(world.clone(), version, recorder));
        let wire = Wire::new(world.clone(), trust.clone(), options.limits);
        Self {
            version,
            options: options.clone(),
            limits: options.limits,
            env,
            settings_error,
            proxies,
            credentials,
            trust,
            wire,
            prefixes: Mutex::default(),
            world,
        }
    }

    /// Who asks what go does not.
    pub(super) fn prober(&self) -> Prober {
        let list = proxy_list::parse(self.env.get("GOPROXY"), self.env.get("GONOPROXY"));
        let hosts = list.unwrap_or_default().into_iter().filter_map(|entry| match entry.source {
            Source::Proxy(url) if url.scheme() == "https" && url.port().is_empty() => {
                Some(lossy(url.hostname()))
            }
            _ => None,
        });
        Prober {
            world: self.world.clone(),
            trust: self.trust.clone(),
            version: self.version,
            others: hosts.collect(),
        }
    }

    /// The settings that matter, with what go says to them.
    pub(super) fn settings_fact(&self) -> Fact {
        let settings = self.env.settings().to_vec();
        Fact::Settings { settings, error: self.settings_error.clone() }
    }
}

/// The proxy variables that are set, and whether go can use them.
fn proxy_variables(proxies: &ProxyEnv, version: Version) -> Vec<ProxyVariable> {
    let variables = [("https", &proxies.https_proxy), ("http", &proxies.http_proxy)];
    let set = variables.into_iter().filter_map(|(scheme, variable)| {
        let variable = variable.as_ref()?;
        // A host that no other rule is about.
        let url = Url::parse(format!("{scheme}://host.invalid/")).ok()?;
        let decision = http_proxy::for_url(proxies, &url, version).ok();
        let ignored = decision.is_some_and(|d| matches!(d.why, Why::Unparsable { .. }));
        let value = redact_url(&lossy(variable.value.expose()));
        Some(ProxyVariable { name: variable.name.clone(), value, ignored })
    });
    set.collect()
}

fn sources(world: &World, version: Version) -> Sources {
    let text = |bytes: &std::ffi::OsStr| lossy(bytes.as_encoded_bytes());
    let os: Variables = world.vars().map(|(name, value)| (text(name), text(value))).collect();
    let read = |path: &str| {
        let bytes = world.read(Path::new(path), MAX_FILE).ok()?;
        Some((path.to_owned(), lossy(&bytes)))
    };
    let file = match locate(&os, version) {
        Location::File(path) => read(&path),
        Location::Off | Location::Unknown(_) => None,
    };
    let root = os.get("GOROOT").filter(|root| !root.is_empty());
    let go_env = root.and_then(|root| read(&format!("{root}/go.env"))).map(|(_, text)| text);
    Sources { os, file, go_env }
}

/// What go prints instead of working with these settings.
fn refusal(env: &GoEnv, world: &World, version: Version, module: bool) -> Option<String> {
    let godebug = world.var("GODEBUG").map(|value| lossy(value.as_encoded_bytes()));
    let godebug = godebug.unwrap_or_default();
    if let Err(error) = godebug::check(&godebug, version) {
        return Some(error.to_string());
    }
    if let Err(error) = env.check() {
        return Some(error.to_string());
    }
    let off = if module {
        "list -m cannot be used with GO111MODULE=off"
    } else {
        "modules disabled by GO111MODULE=off; see 'go help modules'"
    };
    (env.get("GO111MODULE") == "off").then(|| off.to_owned())
}
