//! Results of many paths that are one: the same is wrong, and the same would set it right.

use std::collections::HashMap;

use super::{Batch, Item, Outcome, Status};
use crate::{
    go::{std::net::url::authority_of, xmod::module::escape},
    shell::word,
    trace::Stage,
};

/// What is in the place of the module in texts that are compared.
const MODULE: &str = "\u{0}";

/// Results that ended alike, because of the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// How all of them ended.
    pub status: Status,
    /// The results, never empty: first the one with the most cures, then in the order of the input.
    pub items: Vec<&'a Item>,
    /// The cures of the first.
    cures: Vec<String>,
}

impl Group<'_> {
    /// Whom all of them asked last: an entry of GOPROXY, or the host that their paths begin with.
    pub fn place(&self) -> Option<&str> {
        let mut places = self.items.iter().copied().map(place);
        let first = places.next()??;
        places.all(|place| place == Some(first)).then_some(first)
    }

    /// Whether there is something to tell of them.
    pub fn is_told(&self) -> bool {
        let remarked = self.items.first().is_some_and(|item| !item.report.findings.is_empty());
        self.status != Status::Passed || remarked
    }
}

impl Batch {
    /// What to type next: the page of the first cause, a closer look where there is none, the zips where all is well.
    pub fn next(&self) -> Option<String> {
        let groups = self.groups();
        let worst = groups.first().filter(|group| group.is_told());
        let Some(item) = worst.and_then(|group| group.items.first()) else {
            let more = self.judged() == Some(Stage::Module);
            return more.then(|| "goget-doctor check --until package".to_owned());
        };
        let finding = item.remarks().into_iter().find_map(|remark| remark.finding);
        Some(match finding {
            Some(finding) => format!("goget-doctor explain {}", finding.name),
            None if self.command == "round" => "goget-doctor".to_owned(),
            None => format!("goget-doctor resolve --download {}", word(&item.report.path)),
        })
    }
}

impl<'a> Group<'a> {
    fn of(item: &'a Item, status: Status, cures: Vec<String>) -> Self {
        Self { status, items: vec![item], cures }
    }

    /// Whether one set of cures holds the other: of many results only some are asked about further.
    fn agrees(&self, cures: &[String]) -> bool {
        let holds = |all: &[String], some: &[String]| some.iter().all(|it| all.contains(it));
        holds(&self.cures, cures) || holds(cures, &self.cures)
    }

    fn take(&mut self, item: &'a Item, cures: Vec<String>) {
        if cures.len() > self.cures.len() {
            self.items.insert(0, item);
            self.cures = cures;
        } else {
            self.items.push(item);
        }
    }
}

impl Batch {
    /// Its results by what is wrong: failures first, then what has no verdict, what is known, and what passed; of each
    /// the group that begins first in the input. Passes with which nothing is wrong are one group.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut places: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for item in &self.items {
            let (status, cures) = (self.status(item), cures(item));
            let alike = places.entry(alike(item, status)).or_default();
            let agrees = |place: &&usize| groups.get(**place).is_some_and(|it| it.agrees(&cures));
            let place = alike.iter().find(agrees).copied();
            if let Some(group) = place.and_then(|place| groups.get_mut(place)) {
                group.take(item, cures);
            } else {
                alike.push(groups.len());
                groups.push(Group::of(item, status, cures));
            }
        }
        let rank = |status| Status::ALL.iter().position(|it| *it == status);
        groups.sort_by_key(|group| (rank(group.status), !group.is_told()));
        groups
    }
}

/// The entry of GOPROXY at which go stopped; for a repository its host.
fn place(item: &Item) -> Option<&str> {
    let walk = item.report.played.as_ref().map(|played| played.walk.as_slice()).unwrap_or_default();
    let last = walk.iter().rfind(|visit| !visit.probe && visit.outcome != Outcome::Found)?;
    match last.entry.as_str() {
        "direct" | "noproxy" => last.path.split('/').next(),
        entry => Some(entry),
    }
}

/// What results of one group have in common: how they ended, the first remark and the hosts in go's text, whichever the
/// module is.
fn alike(item: &Item, status: Status) -> Vec<String> {
    let remarks = item.remarks();
    let Some(first) = remarks.first() else { return vec![status.says().to_owned()] };
    let title = masked(item, first.title);
    let error = item.report.verdict.error().unwrap_or_default();
    let hosts = error.split(['"', ' ']).filter_map(authority_of).map(str::to_owned);
    [status.says().to_owned(), first.name.to_owned(), title].into_iter().chain(hosts).collect()
}

/// The cures of the first remark, whichever the module is.
fn cures(item: &Item) -> Vec<String> {
    let remarks = item.remarks();
    let finding = remarks.first().and_then(|first| first.finding);
    let cures = finding.map(|finding| finding.fix.as_slice()).unwrap_or_default();
    cures.iter().map(|line| masked(item, line)).collect()
}

fn masked(item: &Item, text: &str) -> String {
    let masks = masks(&item.report.path);
    masks.iter().fold(text.to_owned(), |text, mask| text.replace(mask, MODULE))
}

/// The parts of a text that tell which module it is about, the longest first: the path, escaped too, and the version.
fn masks(path: &str) -> Vec<String> {
    let (module, version) = path.rsplit_once('@').unwrap_or((path, ""));
    let escaped = escape(module).unwrap_or_default();
    // As a URL has it.
    let in_url = escaped.replace('!', "%21");
    let parts = [path, &in_url, &escaped, module, version];
    parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
