//! Many paths and one verdict: from files and arguments to what came out for each path.

pub mod inputs;

mod baseline;
mod build;
mod file;
mod graph;
mod judge;
mod read;

use std::ops::ControlFlow;

pub use baseline::Baseline;
pub use read::{Inputs, entries, lines};

use crate::{
    check::{
        graph::Graph,
        inputs::{Ask, Entry, Way},
    },
    pipeline::Run,
    report::{Item, Wants},
    trace::{CommandEnded, ModuleRead, Stage, Target, Trace},
};

/// Checks all `entries` and gives each result to `each` as it is done, its index in it. Lines that
/// cannot be asked for come first, what only the module graph requires last. [`ControlFlow::Break`] ends the run.
///
/// `wants` says what is made of each in addition to the verdict.
pub async fn check(
    run: &Run,
    entries: Vec<Entry>,
    wants: Wants,
    mut each: impl FnMut(Item) -> ControlFlow<()>,
) {
    let mut round = Vec::new();
    let mut count = entries.len();
    let mut graph = Graph::of(&entries);
    for (index, entry) in entries.into_iter().enumerate() {
        if entry.ask != Ask::Nothing {
            round.push((index, entry));
        } else if each(placed(judge::line(&entry, run.go()), index, &entry)).is_break() {
            return;
        }
    }
    while !round.is_empty() {
        let Some(learnt) = ask(run, round, wants, &mut each).await else { return };
        let found = graph.learn(learnt);
        round = found.into_iter().zip(count..).map(|(entry, index)| (index, entry)).collect();
        count += round.len();
    }
}

/// Asks for `entries`; what was learnt of the module graph, `None` where the run is to end.
async fn ask(
    run: &Run,
    entries: Vec<(usize, Entry)>,
    wants: Wants,
    each: &mut impl FnMut(Item) -> ControlFlow<()>,
) -> Option<Vec<(Way, ModuleRead)>> {
    let targets = entries.iter().map(|(_, entry)| target(entry)).collect();
    let judge = move |place: usize, trace: Trace| {
        let (index, entry) = entries.get(place)?;
        let ended = trace.first::<CommandEnded>();
        let read = ended.and_then(|ended| ended.module.clone());
        Some((placed(judge::run(entry, &trace, wants), *index, entry), entry.way.clone().zip(read)))
    };
    let (mut learnt, mut ends) = (Vec::new(), false);
    let take = |done: Option<(Item, Option<(Way, ModuleRead)>)>| {
        let Some((item, read)) = done else { return ControlFlow::Continue(()) };
        learnt.extend(read);
        let next = each(item);
        ends = next.is_break();
        next
    };
    run.resolve_all(targets, judge, take).await;
    (!ends).then_some(learnt)
}

fn placed(item: Item, index: usize, entry: &Entry) -> Item {
    let required_by = entry.way.as_ref().map(|way| way.by.clone()).unwrap_or_default();
    Item { index: Some(index), source: entry.source.clone(), required_by, ..item }
}

/// What is asked for an entry. Of the pages of vanity hosts the root is all there is to judge, one by one, as a module
/// path's is.
fn target(entry: &Entry) -> Target {
    let Entry { path, ask, way, .. } = entry;
    match ask {
        Ask::Package => Target::package(path),
        Ask::Module | Ask::Nothing => Target::module(path),
        Ask::Required { version, build } => {
            let build = Some(build.clone());
            let member = way.as_ref().map(|way| way.required.0.clone());
            Target { build, member, ..Target::module(format!("{path}@{version}")) }
        }
        Ask::Page(_) | Ask::Answer => Target { until: Some(Stage::Root), ..Target::module(path) },
    }
}
