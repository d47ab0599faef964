//! What other releases of interest would say to what a run saw. Nothing is sent for it.

use std::sync::Arc;

use crate::{
    go::{
        cmd::{env::GoEnv, toolchain::interest},
        version::Version,
    },
    pipeline::{
        Options, Run,
        session::{release::inputs, seen::Seen, shared::Share, sources::sources},
    },
    trace::{Target, Trace},
    world::World,
};

/// Runs by the rules of the other releases of interest (of go.mod, of the go in PATH, the newest
/// known) over what was seen of `targets`: for each, the runs of all these releases.
///
/// What would need a request that was not made has no verdict there. GOPATH mode needs the
/// repository, so its releases are left out.
pub async fn beside(
    world: Arc<World>,
    targets: &[Target],
    seen: &[&Trace],
    options: &Options,
) -> Vec<Vec<Trace>> {
    let mut all = vec![Vec::new(); targets.len()];
    let Some(own) = seen.first().map(|trace| trace.header.go) else { return all };
    if options.offline {
        return all;
    }
    let others = interest(&inputs(&world).await, own);
    if others.is_empty() || has_programs(&world) {
        return all;
    }
    let share = Share::only(Seen::of(seen));
    let mut still = (*world).clone();
    still.stop_clock(world.now());
    let world = Arc::new(still);
    let quiet = Options { no_probe: true, offline: true, retries: 0, ..options.clone() };
    for choice in others {
        let release = (choice.version, choice.because.to_string());
        let run = Run::by(release, world.clone(), &quiet, Some(share.clone()));
        for (target, all) in targets.iter().zip(&mut all).filter(|_| !run.is_gopath()) {
            all.push(run.resolve(target).await);
        }
    }
    all
}

/// Whether GOAUTH names a program, which is not run for this.
fn has_programs(world: &World) -> bool {
    let env = GoEnv::new(&sources(world, Version::NEWEST), Version::NEWEST);
    !matches!(env.get("GOAUTH"), "" | "netrc" | "off")
}
