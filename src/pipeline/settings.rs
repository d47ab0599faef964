//! The settings of a run: read once, from the environment and go's files.

use std::{path::Path, sync::Arc};

use tokio::sync::Mutex;

use crate::{
    error::Problem,
    event::Fact,
    go::{
        env::{GoEnv, Location, Sources, Variables, locate},
        godebug,
        http_proxy::ProxyEnv,
        text::lossy,
        version::{Change, Version},
    },
    net::Wire,
    trace::Recorder,
    world::World,
};

use super::{Options, Session, credentials::Credentials, goroot::go_env_file, trust::GoTrust};

/// How large a file of settings may be.
pub(super) const MAX_FILE: u64 = 1 << 20;

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
        let credentials = Credentials::read(&world, &env, version.has(Change::GoAuth), &recorder);
        let trust = Arc::new(GoTrust::new(world.clone(), version, recorder));
        let wire = Wire::new(world.clone(), trust, options.limits.clone());
        Self {
            version,
            options: options.clone(),
            limits: options.limits.clone(),
            env,
            settings_error,
            proxies,
            credentials,
            wire,
            prefixes: Mutex::default(),
            world,
        }
    }

    /// The settings that matter, with what go says to them.
    pub(super) fn settings_fact(&self) -> Fact {
        let settings = self.env.settings().to_vec();
        Fact::Settings { settings, error: self.settings_error.clone() }
    }
}

pub(super) fn sources(world: &World, version: Version) -> Sources {
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
    let go_env = go_env_file(world).and_then(|path| read(&path)).map(|(_, text)| text);
    Sources { os, file, go_env }
}

/// What go prints instead of working with these settings.
pub(super) fn refusal(
    env: &GoEnv,
    world: &World,
    version: Version,
    module: bool,
) -> Option<String> {
    let godebug = world.var("GODEBUG").map(|value| lossy(value.as_encoded_bytes()));
    let godebug = godebug.unwrap_or_default();
    if let Err(error) = godebug::check(&godebug, version) {
        return Some(error.to_string());
    }
    if let Err(error) = env.check() {
        return Some(error.to_string());
    }
    let off = match module {
        true => "list -m cannot be used with GO111MODULE=off",
        false => "modules disabled by GO111MODULE=off; see 'go help modules'",
    };
    (env.get("GO111MODULE") == "off").then(|| off.to_owned())
}
