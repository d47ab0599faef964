//! Whose rules are applied, and why.

use std::{path::Path, sync::Arc, time::Duration};

use crate::{
    go::{
        cmd::{
            env::GoEnv,
            toolchain::{Inputs, Lines, choose, installed},
        },
        std::strconv::text::lossy,
        version::Version,
    },
    pipeline::Options,
    problem::Problem,
    vcs::process::{self, Ending, Limits, Sink},
    world::World,
};

use super::{goroot::root_of_go, sources::sources};

/// How large a go.mod may be.
const MAX_FILE: u64 = 16 << 20;

/// How much the go in PATH may print, in bytes.
const MAX_SAID: u64 = 64 << 10;

/// How long the go in PATH may take to say its version.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whose rules are applied, and why: the release asked for, else the one that go would choose.
///
/// The go in PATH is asked, where its `VERSION` does not say, with GOTOOLCHAIN=local, so that
/// nothing is downloaded. A world without
/// a working directory has no go.mod and no go.
pub async fn release(world: &Arc<World>, options: &Options) -> Result<(Version, String), Problem> {
    match options.go {
        Some(version) if version.is_known() => Ok((version, "--go".to_owned())),
        Some(version) if version.is_newer_than_known() => {
            Ok((Version::NEWEST, format!("--go {version}, whose rules are not known here")))
        }
        Some(version) => {
            let (oldest, newest) = (Version::OLDEST, Version::NEWEST);
            let known = format!("the rules of go {oldest} to {newest} are known");
            let next = format!("leave --go out, or say --go {newest}");
            Err(Problem::new(format!("go {version}"), known, next))
        }
        None => {
            let choice = choose(&inputs(world).await);
            Ok((choice.version, choice.because.to_string()))
        }
    }
}

pub(crate) async fn inputs(world: &Arc<World>) -> Inputs {
    let Some(dir) = world.directory() else { return Inputs::default() };
    let env = GoEnv::new(&sources(world, Version::NEWEST), Version::NEWEST);
    let workspace = world.var("GOWORK").is_none_or(|work| work != "off");
    let work = workspace.then(|| lines(world, dir, "go.work")).flatten();
    let file = match work {
        Some(lines) => Some(("go.work", lines)),
        None => lines(world, dir, "go.mod").map(|lines| ("go.mod", lines)),
    };
    let gotoolchain = env.get("GOTOOLCHAIN").to_owned();
    Inputs { file, gotoolchain, installed: asked(world, dir).await }
}

/// The lines of the nearest file of that name.
fn lines(world: &World, dir: &Path, name: &str) -> Option<Lines> {
    let text = dir.ancestors().find_map(|dir| world.read(&dir.join(name), MAX_FILE).ok())?;
    Some(Lines::parse(&lossy(&text)))
}

/// Which release the go in PATH is, by the file next to it; where that does not say, it is asked.
async fn asked(world: &World, dir: &Path) -> Option<Version> {
    world.go()?;
    let file = root_of_go(world).and_then(|root| world.read(&root.join("VERSION"), MAX_FILE).ok());
    if let Some(version) = file.and_then(|text| installed(&lossy(&text))) {
        return Some(version);
    }
    let mut command = world.command("go");
    command.arg("version").env("GOTOOLCHAIN", "local").current_dir(dir);
    let limits = Limits { idle: PATIENCE, stdout: MAX_SAID, stderr: MAX_SAID, folder: None };
    let run = process::run(command, Sink::Memory, &limits);
    let said = tokio::time::timeout(PATIENCE, run).await.ok()?;
    matches!(said.ending, Ending::Ended(_)).then(|| installed(&lossy(&said.stdout)))?
}
