//! Where a release finds its settings, and which of them it knows.

use std::path::Path;

use crate::{
    go::{
        cmd::env::{Location, Sources, Variables, locate},
        std::strconv::text::lossy,
        version::{Change, Version},
    },
    world::World,
};

use super::goroot::go_env_file;

/// How large a file of settings may be.
pub(crate) const MAX_FILE: u64 = 1 << 20;

/// The settings of the environment and of the files that `version` reads.
pub(crate) fn sources(world: &World, version: Version) -> Sources {
    let text = |bytes: &std::ffi::OsStr| lossy(bytes.as_encoded_bytes());
    let vars = world.vars().map(|(name, value)| (text(name), text(value)));
    let os: Variables = vars.filter(|(name, _)| is_known(name, version)).collect();
    let read = |path: &str| {
        let bytes = world.read(Path::new(path), MAX_FILE).ok()?;
        Some((path.to_owned(), lossy(&bytes)))
    };
    let file = match locate(&os, version) {
        Location::File(path) if version.has(Change::SettingsFile) => read(&path),
        Location::File(_) | Location::Off | Location::Unknown(_) => None,
    };
    let file = file.map(|(path, text)| (path, known_lines(&text, version)));
    let go_env = if version.has(Change::ShippedSettings) {
        go_env_file(world).and_then(|path| read(&path)).map(|(_, text)| text)
    } else {
        Some(built_in(version).to_owned())
    };
    Sources { os, file, go_env }
}

/// Whether a release knows a setting at all.
fn is_known(name: &str, version: Version) -> bool {
    let since = match name {
        "GOPROXY" | "GO111MODULE" | "GOFLAGS" => Change::Modules,
        "GOSUMDB" | "GONOSUMDB" | "GOPRIVATE" | "GONOPROXY" => Change::PrivateModules,
        "GOENV" => Change::SettingsFile,
        "GOINSECURE" => Change::Goinsecure,
        "GOVCS" => Change::GovcsAsked,
        "GOTOOLCHAIN" => Change::ShippedSettings,
        "GOAUTH" => Change::GoAuth,
        _ => return true,
    };
    version.has(since)
}

/// What a release without `go.env` takes for the settings of it.
fn built_in(version: Version) -> &'static str {
    if version.has(Change::ProxyList) {
        "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n"
    } else {
        ""
    }
}

/// The file's lines that set something the release knows; the others empty, so that the rest keeps
/// its line numbers. A variable without value counts for nothing before there was a `go.env`.
fn known_lines(text: &str, version: Version) -> String {
    let counts = |line: &str| {
        let (name, value) = line.split_once('=').unwrap_or((line, ""));
        let empties = version.has(Change::ShippedSettings);
        is_known(name.trim(), version) && (empties || !value.is_empty())
    };
    let lines = text.split('\n').map(|line| if counts(line) { line } else { "" });
    lines.collect::<Vec<_>>().join("\n")
}
