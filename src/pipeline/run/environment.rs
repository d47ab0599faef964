//! The settings of a run and what is around them, without a lookup: for `env` and `netrc`.

use std::{ffi::OsStr, path::Path, sync::Arc};

use crate::{
    go::{
        cmd::{
            auth::netrc,
            env::{Location, empty, locate, odd_lines, unknown},
        },
        std::strconv::text::system_reason,
        version::{Change, Version},
    },
    pipeline::{
        Options, Session,
        session::{
            goroot::go_env_file,
            release::release,
            sources::{MAX_FILE, sources},
        },
    },
    probe,
    problem::Problem,
    secret::{UrlText, redact_url},
    trace::{
        Header, NetrcElsewhere, ProxyVariable, Recorder, SettingsFile, Stage, Step,
        SurroundingsSeen, Target, Trace,
    },
    world::World,
};

/// Reads the settings of `world` and all that goes with them, as a run without a lookup; nothing is sent. `path` is the
/// one asked about, which may be empty.
pub async fn environment(
    world: &Arc<World>,
    path: &OsStr,
    options: &Options,
) -> Result<Trace, Problem> {
    let (go, because) = release(world, options).await?;
    let target = Target::module(path);
    let header = Header::new(world, &target, go, because, options.offline, Stage::Root);
    let recorder = Recorder::new(world.clone(), None);
    let session = Session::open(world.clone(), go, options, recorder.clone(), None);
    recorder.note(Step::Settings, session.settings_fact(true).0);
    recorder.note(Step::Settings, surroundings(world, go));
    Ok(Trace { header, events: recorder.take().into() })
}

/// What git and ssh would use for `repo`, as a run without a lookup; without one, whatever they are set to. No server is
/// asked.
pub async fn access(
    world: &Arc<World>,
    repo: Option<&UrlText>,
    options: &Options,
) -> Result<Trace, Problem> {
    let (go, because) = release(world, options).await?;
    let target = Target::module("");
    let header = Header::new(world, &target, go, because, options.offline, Stage::Root);
    let recorder = Recorder::new(world.clone(), None);
    recorder.note(Step::Repository, probe::access(world, go, repo).await);
    Ok(Trace { header, events: recorder.take().into() })
}

/// The settings file, go.env and look-alike variables: what changes how settings take effect.
pub(crate) fn surroundings(world: &World, go: Version) -> SurroundingsSeen {
    let sources = sources(world, go);
    let go_env = go_env_file(world).filter(|path| world.read(Path::new(path), MAX_FILE).is_ok());
    let file = match locate(&sources.os, go) {
        Location::File(path) => settings_file(world, path),
        Location::Off | Location::Unknown(_) => None,
    };
    let odd = sources.file.as_ref().map(|(_, text)| odd_lines(text)).unwrap_or_default();
    SurroundingsSeen {
        file,
        go_env,
        unknown: unknown(&sources),
        empty: empty(&sources),
        odd,
        netrc_elsewhere: netrc_elsewhere(world).filter(|_| go.has(Change::NetrcForPages)),
        all_proxy: all_proxy(world),
    }
}

fn netrc_elsewhere(world: &World) -> Option<NetrcElsewhere> {
    let is_there = |file: &str| world.read(Path::new(file), MAX_FILE).is_ok();
    let (variable, home) = (text_of(world, "NETRC"), text_of(world, "HOME"));
    let by_variable = !variable.is_empty();
    let looked = netrc::location(variable, home)?;
    let other = if by_variable { ".netrc" } else { "_netrc" };
    let found = Some(home).filter(|home| !home.is_empty())?.to_owned() + "/" + other;
    let is_missing = world
        .read(Path::new(&looked), MAX_FILE)
        .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    (is_missing && is_there(&found)).then_some(NetrcElsewhere { looked, by_variable, found })
}

fn all_proxy(world: &World) -> Option<ProxyVariable> {
    let value = |name| Some(text_of(world, name)).filter(|value| !value.is_empty());
    let mut set =
        ["ALL_PROXY", "all_proxy"].into_iter().filter_map(|name| Some((name, value(name)?)));
    let (name, value) = set.next()?;
    Some(ProxyVariable { name: name.to_owned(), value: redact_url(value), ignored: true })
}

fn text_of<'a>(world: &'a World, name: &str) -> &'a str {
    world.var(name).and_then(OsStr::to_str).unwrap_or_default()
}

fn settings_file(world: &World, path: String) -> Option<SettingsFile> {
    match world.read(Path::new(&path), MAX_FILE) {
        Ok(_) => Some(SettingsFile { path, error: None }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(SettingsFile { path, error: Some(system_reason(&error)) }),
    }
}
