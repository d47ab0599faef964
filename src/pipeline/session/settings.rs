//! The settings of a run: read once, from the environment and go's files.

use std::sync::{Arc, OnceLock};

use crate::{
    go::{
        cmd::{
            env::GoEnv,
            proxy_list::{self, Source},
        },
        godebug,
        std::{
            net::{
                http::proxy::{self, ProxyEnv, Why},
                url::Url,
            },
            strconv::text::lossy,
        },
        version::{Change, Version},
    },
    net::Wire,
    pipeline::{Options, Session, run::environment::surroundings},
    probe::{Memory, Prober},
    secret::redact_url,
    trace::{self, Event, HttpProxiesRead, ProxyVariable, Recorder, Step},
    world::World,
};

use super::{
    super::sumdb::{self, Kept},
    credentials::Credentials,
    once::Once,
    pages::Pages,
    shared::Share,
    slots::Slots,
    sources::sources,
    start::{Refusal, Start},
    trust::GoTrust,
};

/// What the run of every path begins with.
pub(crate) struct Opening {
    /// The settings and what is around them.
    pub events: Arc<[Event]>,
    /// Why go does not work with these settings, where it does not.
    pub refused: Option<Refusal>,
}

impl Session {
    /// Reads the settings. Nothing is sent, and root certificates are not read yet.
    pub(crate) fn open(
        world: Arc<World>,
        version: Version,
        options: &Options,
        recorder: Recorder,
        share: Option<Share>,
    ) -> Self {
        let env = GoEnv::new(&sources(&world, version), version);
        let goproxy = proxy_list::parse_in(env.get("GOPROXY"), env.get("GONOPROXY"), version);
        let kept = || Kept::of(world.clone(), env.get("GOPATH"), env.get("GOMODCACHE"));
        let kept = options.cache.then(kept);
        let sums = sumdb::Known::new(env.get("GOSUMDB"), goproxy.clone(), kept, version);
        let gopath = is_gopath(&env, version, options.module);
        let var = |name: &str| world.var(name).and_then(|value| value.to_str());
        let proxies = ProxyEnv::from_env(var);
        let credentials = Credentials::read(&world, &env, version, &recorder);
        for setting in env.settings() {
            world.secrets().add_urls(setting.value.expose());
        }
        for name in PROXY_VARIABLES {
            world.secrets().add_urls(var(name).unwrap_or_default());
        }
        let set = proxy_variables(&proxies, version);
        if !set.is_empty() {
            recorder.note(Step::Settings, HttpProxiesRead { set });
        }
        let trust = Arc::new(GoTrust::new(world.clone(), version, recorder.clone()));
        let wire = Wire::new(world.clone(), trust.clone(), options.limits);
        Self {
            version,
            options: options.clone(),
            limits: options.limits,
            env,
            goproxy,
            sums: Arc::new(sums),
            gopath,
            proxies,
            credentials,
            trust,
            wire,
            slots: Slots::new(options.jobs),
            asks: Slots::new(options.jobs),
            lookups: Once::default(),
            prefixes: Once::default(),
            pages: Pages::default(),
            prober: OnceLock::new(),
            openings: <[OnceLock<Opening>; 2]>::default(),
            shared: recorder,
            share,
            world,
        }
    }

    /// Who asks what go does not.
    pub(crate) fn prober(&self) -> &Prober {
        self.prober.get_or_init(|| {
            let hosts = self.goproxy.iter().flatten().filter_map(|entry| match &entry.source {
                Source::Proxy(url) if url.scheme() == "https" && url.port().is_empty() => {
                    Some(lossy(url.hostname()))
                }
                _ => None,
            });
            Prober {
                world: self.world.clone(),
                trust: self.trust.clone(),
                version: self.version,
                proxies: self.proxies.clone(),
                others: hosts.chain(database(self.env.get("GOSUMDB"))).collect(),
                memory: Memory::default(),
            }
        })
    }

    /// What the run of a package path or a module path begins with, found out once.
    pub(crate) fn opening(&self, module: bool) -> &Opening {
        let [package, of_module] = &self.openings;
        let opening = if module { of_module } else { package };
        opening.get_or_init(|| {
            let recorder = Recorder::new(self.world.clone(), None);
            let (settings, refusal) = self.settings_fact(module);
            recorder.note(Step::Settings, settings);
            let around = surroundings(&self.world, self.version);
            recorder.note(Step::Settings, around);
            Opening { events: recorder.take().into(), refused: refusal }
        })
    }

    /// The settings that matter for a package path or a module path, with what go says to them.
    pub(crate) fn settings_fact(&self, module: bool) -> (trace::Settings, Option<Refusal>) {
        let settings = self.env.settings().to_vec().into();
        let refusal = Start::of(self, module).refusal();
        let error = refusal.as_ref().map(|refusal| refusal.text.clone());
        (trace::Settings { settings, error }, refusal)
    }

    /// The settings, with what go says to GODEBUG alone, which ends every program of a release.
    pub(crate) fn godebug_fact(&self) -> (trace::Settings, Option<String>) {
        let settings = self.env.settings().to_vec().into();
        let error = godebug_refusal(&self.world, self.version);
        (trace::Settings { settings, error: error.clone() }, error)
    }
}

/// The variables that name proxies, whose logins are no text for anybody.
const PROXY_VARIABLES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// What a program of go prints instead of starting.
pub(super) fn godebug_refusal(world: &World, version: Version) -> Option<String> {
    let godebug = world.var("GODEBUG").map(|value| lossy(value.as_encoded_bytes()));
    godebug::check(&godebug.unwrap_or_default(), version).err().map(|error| error.to_string())
}

/// Whether the release, or GO111MODULE in one that still minds it, does without modules.
fn is_gopath(env: &GoEnv, version: Version, module: bool) -> bool {
    let off = env.get("GO111MODULE") == "off" && version.has(Change::GopathGet) && !module;
    off || !version.has(Change::Modules)
}

/// The proxy variables that are set, and whether go can use them.
fn proxy_variables(proxies: &ProxyEnv, version: Version) -> Vec<ProxyVariable> {
    let variables = [("https", &proxies.https_proxy), ("http", &proxies.http_proxy)];
    let set = variables.into_iter().filter_map(|(scheme, variable)| {
        let variable = variable.as_ref()?;
        // A host that no other rule is about.
        let url = Url::parse(format!("{scheme}://host.invalid/")).ok()?;
        let decision = proxy::for_url(proxies, &url, version).ok();
        let ignored = decision.is_some_and(|d| matches!(d.why, Why::Unparsable { .. }));
        let value = redact_url(&lossy(variable.value.expose()));
        Some(ProxyVariable { name: variable.name.clone(), value, ignored })
    });
    set.collect()
}

/// The host of the checksum database that GOSUMDB names: its name, or that in front of its key.
fn database(gosumdb: &str) -> Option<String> {
    let name = gosumdb.split_whitespace().next()?.split('+').next()?;
    let host = name.split('/').next().filter(|host| host.contains('.'))?;
    Some(host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_database_is_a_host() {
        assert_eq!(database("sum.golang.org").as_deref(), Some("sum.golang.org"));
        assert_eq!(
            database("sum.example.com/a+1234+key https://x").as_deref(),
            Some("sum.example.com")
        );
        assert_eq!((database("off"), database("")), (None, None));
    }
}
