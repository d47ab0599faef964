//! Many paths and one verdict: from files and arguments to what came out for each path.

pub mod inputs;

mod baseline;
mod entries;
mod judge;
mod list;
mod read;
mod shard;

use std::ops::ControlFlow;

pub use baseline::Baseline;
pub use entries::Entries;
pub use read::{Inputs, entries, lines};
pub use shard::Shard;

use crate::{
    check::inputs::{Ask, Entry},
    pipeline::Run,
    report::{Item, Wants},
    trace::{Stage, Target, Trace},
};

/// Checks all `entries` and gives each result to `each` as it is done, with its place among them, its index in the input
/// in it. Lines that cannot be asked for come first. [`ControlFlow::Break`] ends the run.
///
/// `wants` says what is made of each in addition to the verdict; `seen` gets each trace before it is judged.
pub async fn check(
    run: &Run,
    entries: &Entries,
    wants: Wants,
    seen: impl Fn(&Trace) + Send + Sync + 'static,
    mut each: impl FnMut(usize, Item) -> ControlFlow<()>,
) {
    let all = || entries.iter(run.world()).enumerate();
    for (place, (index, entry)) in all().filter(|(_, (_, entry))| entry.ask == Ask::Nothing) {
        if each(place, placed(judge::line(&entry, run.go()), index, &entry)).is_break() {
            return;
        }
    }
    let asked = all().filter(|(_, (_, entry))| entry.ask != Ask::Nothing);
    let asked = asked.map(|(place, (index, entry))| {
        let target = target(&entry);
        ((place, index, entry), target)
    });
    let judge = move |(place, index, entry): (usize, usize, Entry), trace: Trace| {
        seen(&trace);
        (place, placed(judge::run(&entry, &trace, wants), index, &entry))
    };
    run.resolve_all(asked, judge, |(place, item)| each(place, item)).await;
}

fn placed(item: Item, index: usize, entry: &Entry) -> Item {
    Item { index: Some(index), source: entry.source.clone(), ..item }
}

/// What is asked for an entry. Of the pages of vanity hosts the root is all there is to judge, one by one, as a module
/// path's is.
fn target(entry: &Entry) -> Target {
    let Entry { path, ask, .. } = entry;
    match ask {
        Ask::Package => Target::package(path),
        Ask::Module | Ask::Nothing => Target::module(path),
        Ask::Required { version, build } => {
            let build = Some(build.clone());
            Target { build, ..Target::module(format!("{path}@{version}")) }
        }
        Ask::Page(_) | Ask::Answer => Target { until: Some(Stage::Root), ..Target::module(path) },
    }
}
