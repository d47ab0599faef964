//! The round: what every fetch needs, each looked at once, and the modules of the nearest go.mod to their versions. All of
//! it at the same time.

use std::{ffi::OsString, ops::ControlFlow, path::Path, sync::Arc};

use crate::{
    check::{self, Inputs},
    pipeline::{self, Options, Run},
    problem::Problem,
    report::{Item, Wants, round::Round},
    trace::{Stage, Trace},
    world::World,
};

/// Makes the round in `world`: a result for each part, then for each module that the nearest go.mod or go.work requires.
/// `seen` gets each trace before it is judged.
///
/// An `Err` says that the doctor cannot do its work: a go.mod that cannot be read, a release that it does not know.
pub async fn round(
    world: &Arc<World>,
    options: &Options,
    wants: Wants,
    seen: impl Fn(&Trace) + Clone + Send + Sync + 'static,
) -> Result<Round, Problem> {
    let file = build_file(world);
    let (parts, modules) = tokio::join!(
        pipeline::round(world.clone(), options),
        modules(world, file.as_ref(), options, wants, seen.clone()),
    );
    let (parts, (started, modules)) = (parts?, modules?);
    let judged = |trace: &Trace| {
        seen(trace);
        Item::wanted(trace, wants)
    };
    let parts = parts.iter().map(judged).collect();
    Ok(Round {
        started,
        parts,
        modules,
        file: file.map(|file| file.to_string_lossy().into_owned()),
    })
}

/// The file of the build in the working directory, else the nearest go.mod above: by its short name where this process
/// finds it so.
fn build_file(world: &World) -> Option<OsString> {
    let here = world.directory()?;
    let is_file = |file: &Path| world.is_dir(file).is_ok_and(|is_dir| !is_dir);
    let own = ["go.work", "go.mod"].into_iter().find(|name| is_file(&here.join(name)));
    let Some(own) = own else {
        let mut above = here.ancestors().skip(1).map(|dir| dir.join("go.mod"));
        return above.find(|file| is_file(file)).map(Into::into);
    };
    let whole = here.join(own);
    let [short, long] = [Path::new(own), &whole].map(|file| world.real_path(file).ok());
    Some(if short.is_some() && short == long { own.into() } else { whole.into() })
}

/// What is required, each to its version, and when that began.
async fn modules(
    world: &Arc<World>,
    file: Option<&OsString>,
    options: &Options,
    wants: Wants,
    seen: impl Fn(&Trace) + Send + Sync + 'static,
) -> Result<(String, Vec<Item>), Problem> {
    let until = Some(Stage::Version);
    let options = Options { until, heeds_busy_hosts: true, ..options.clone() };
    let run = Run::open(world.clone(), &options).await?;
    let mut items = Vec::new();
    if let Some(file) = file {
        let inputs = Inputs { names: vec![file.clone()], ..Inputs::default() };
        let entries = check::entries(world, &inputs, &run.reader())?;
        let take = |_, item| {
            items.push(item);
            ControlFlow::Continue(())
        };
        check::check(&run, &entries, wants, seen, take).await;
        items.sort_by_key(|item: &Item| item.index);
        for item in &mut items {
            item.index = None;
        }
    }
    Ok((run.started(), items))
}
