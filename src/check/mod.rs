//! Many paths and one verdict: from files and arguments to what came out for each path.

pub mod inputs;

mod baseline;
mod build;
mod entries;
mod file;
mod graph;
mod judge;
mod list;
mod pages;
mod read;
mod shard;

use std::{ops::ControlFlow, sync::Arc};

pub use baseline::Baseline;
pub use entries::Entries;
#[cfg(all(feature = "cli", feature = "serve"))]
pub(crate) use inputs::vanity::{NO_DOCS, is_docs};
#[cfg(feature = "serve")]
pub(crate) use read::MAX_SITE;
pub use read::{Inputs, entries, lines};
pub use shard::Shard;

use crate::{
    check::{
        graph::Graph,
        inputs::{Ask, Entry, Way},
    },
    pipeline::Run,
    report::{Item, Wants},
    trace::{CommandEnded, ModuleRead, Stage, Target, Trace},
};

/// Checks all `entries` and gives each result to `each` as it is done, with its place among them, its index in the input
/// in it. Lines that cannot be asked for come first, what only the module graph requires last. [`ControlFlow::Break`]
/// ends the run.
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
    let mut graph = Graph::of(all().map(|(_, (_, entry))| entry));
    let asked = all().filter(|(_, (_, entry))| entry.ask != Ask::Nothing);
    let asked = asked.map(|(place, (index, entry))| (place, index, entry));
    let seen = Arc::new(seen);
    let mut learnt = ask(run, asked, wants, seen.clone(), &mut each).await;
    let mut count = entries.count(run.world());
    while let Some(found) = learnt.map(|learnt| graph.learn(learnt)).filter(|it| !it.is_empty()) {
        let new = found.len();
        let round = found.into_iter().zip(count..).map(|(entry, place)| (place, place, entry));
        learnt = ask(run, round, wants, seen.clone(), &mut each).await;
        count += new;
    }
}

/// Asks for entries with their place and index; what was learnt of the module graph, `None` where the run is to end.
async fn ask(
    run: &Run,
    entries: impl Iterator<Item = (usize, usize, Entry)>,
    wants: Wants,
    seen: Arc<impl Fn(&Trace) + Send + Sync + 'static>,
    each: &mut impl FnMut(usize, Item) -> ControlFlow<()>,
) -> Option<Vec<(Way, ModuleRead)>> {
    let asked = entries.map(|(place, index, entry)| {
        let target = target(&entry);
        ((place, index, entry), target)
    });
    let judge = move |(place, index, entry): (usize, usize, Entry), trace: Trace| {
        seen(&trace);
        let ended = trace.first::<CommandEnded>();
        let read = ended.and_then(|ended| ended.module.clone());
        let item = placed(judge::run(&entry, &trace, wants), index, &entry);
        (place, item, entry.way.zip(read))
    };
    let (mut learnt, mut ends) = (Vec::new(), false);
    let take = |(place, item, read): (usize, Item, Option<(Way, ModuleRead)>)| {
        learnt.extend(read);
        let next = each(place, item);
        ends = next.is_break();
        next
    };
    run.resolve_all(asked, judge, take).await;
    (!ends).then_some(learnt)
}

fn placed(item: Item, index: usize, entry: &Entry) -> Item {
    let required_by = entry.way.as_ref().map(|way| way.by.clone()).unwrap_or_default();
    let source = entry.source.clone();
    let edits = entry.faults.iter().filter_map(|fault| fault.edit(source.as_ref()?)).collect();
    Item { index: Some(index), source, required_by, edits, ..item }
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
