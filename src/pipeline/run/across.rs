//! One path by the rules of every release.

use std::{ffi::OsStr, sync::Arc};

use crate::{
    go::version::Version,
    pipeline::{
        Options, Run,
        session::{release, shared::Share},
    },
    problem::Problem,
    trace::{Target, Trace},
    world::World,
};

/// As [`resolve`](crate::pipeline::resolve), for the release asked for (or that go would choose), and also
/// for every release known, oldest first. Each distinct request is made once.
pub async fn across(
    world: Arc<World>,
    path: &OsStr,
    options: &Options,
) -> Result<(Trace, Vec<Trace>), Problem> {
    let chosen = release::release(&world, options).await?;
    let target = Target::of(path, options.module);
    let mut still = (*world).clone();
    still.stop_clock(world.now());
    let (world, share) = (Arc::new(still), Share::default());
    let leads = Run::by(chosen, world.clone(), options, Some(share.clone()));
    let first = leads.resolve(&target).await;
    let quiet = Options { no_probe: true, retries: 0, ..options.clone() };
    let mut all = Vec::new();
    for version in Version::known() {
        let release = (version, "--go all".to_owned());
        let run = Run::by(release, world.clone(), &quiet, Some(share.beside()));
        all.push(run.resolve(&target).await);
    }
    Ok((first, all))
}
