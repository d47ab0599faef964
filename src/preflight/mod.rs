//! Many paths and one verdict: from files and arguments to what came out for each path.

mod baseline;
mod judge;
mod read;

use std::{ffi::OsString, ops::ControlFlow};

pub use baseline::Baseline;
pub use read::{Inputs, entries, lines};

use crate::{
    inputs::{Ask, Entry},
    pipeline::{Run, Target},
    report::{Details, Item},
    trace::Trace,
};

/// Checks all `entries` and gives each result to `each` as it is done, its index in it. Lines that
/// cannot be asked for come first. [`ControlFlow::Break`] ends the run.
///
/// `drawn` says whether requests and certificates are to be drawn.
pub async fn check(
    run: &Run,
    entries: Vec<Entry>,
    drawn: bool,
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
        asked.get(place).map(|(index, entry)| item(entry, *index, &trace, drawn))
    };
    run.resolve_all(targets, judge, |item| item.map_or(ControlFlow::Continue(()), &mut each)).await;
}

fn item(entry: &Entry, index: usize, trace: &Trace, drawn: bool) -> Item {
    let details = drawn.then(|| Details::of(trace));
    let item = judge::run(entry, trace);
    placed(Item { details, ..item }, index, entry)
}

fn placed(item: Item, index: usize, entry: &Entry) -> Item {
    Item { index: Some(index), source: entry.source.clone(), ..item }
}

/// The pages of vanity hosts are judged one by one, as a module path's is.
fn target(entry: &Entry) -> Target {
    Target { path: OsString::from(&entry.path), module: entry.ask != Ask::Package }
}
