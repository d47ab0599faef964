//! Many paths and one verdict: from files and arguments to what came out for each path.

pub mod inputs;

mod baseline;
mod judge;
mod read;

use std::ops::ControlFlow;

pub use baseline::Baseline;
pub use read::{Inputs, entries, lines};

use crate::{
    check::inputs::{Ask, Entry},
    pipeline::Run,
    report::{Item, Wants},
    trace::{Stage, Target, Trace},
};

/// Checks all `entries` and gives each result to `each` as it is done, its index in it. Lines that
/// cannot be asked for come first. [`ControlFlow::Break`] ends the run.
///
/// `wants` says what is made of each in addition to the verdict.
pub async fn check(
    run: &Run,
    entries: Vec<Entry>,
    wants: Wants,
    mut each: impl FnMut(Item) -> ControlFlow<()>,
) {
    let mut asked = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        if entry.ask != Ask::Nothing {
            asked.push((index, entry));
        } else if each(placed(judge::line(&entry, run.go()), index, &entry)).is_break() {
            return;
        }
    }
    let targets = asked.iter().map(|(_, entry)| target(entry)).collect();
    let judge = move |place: usize, trace: Trace| {
        asked
            .get(place)
            .map(|(index, entry)| placed(judge::run(entry, &trace, wants), *index, entry))
    };
    run.resolve_all(targets, judge, |item| item.map_or(ControlFlow::Continue(()), &mut each)).await;
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
