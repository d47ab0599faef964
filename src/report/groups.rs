//! Results of many paths that are one: the same is wrong, and the same would set it right.

use std::collections::HashMap;

use super::{Batch, Item, Status};
use crate::go::{std::net::url::authority_of, xmod::module::escape};

/// What is in the place of the module in texts that are compared.
const MODULE: &str = "\u{0}";

/// Results that ended alike, because of the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// How all of them ended.
    pub status: Status,
    /// The results, in the order of the input; never empty.
    pub items: Vec<&'a Item>,
}

impl Group<'_> {
    /// Whether there is something to tell of them.
    pub fn is_told(&self) -> bool {
        let remarked = self.items.first().is_some_and(|item| !item.report.findings.is_empty());
        self.status != Status::Passed || remarked
    }
}

impl Batch {
    /// Its results by what is wrong: failures first, then what has no verdict, what is known, and what passed; of each
    /// the group that begins first in the input. Passes with which nothing is wrong are one group.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut places: HashMap<Vec<String>, usize> = HashMap::new();
        let mut groups: Vec<Group<'_>> = Vec::new();
        for item in &self.items {
            let status = self.status(item);
            let place = *places.entry(alike(item, status)).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.items.push(item),
                None => groups.push(Group { status, items: vec![item] }),
            }
        }
        let rank = |status| Status::ALL.iter().position(|it| *it == status);
        groups.sort_by_key(|group| (rank(group.status), !group.is_told()));
        groups
    }
}

/// What results of one group have in common: how they ended, the first remark, the hosts in go's text and the fix,
/// whichever the module is.
fn alike(item: &Item, status: Status) -> Vec<String> {
    let remarks = item.remarks();
    let Some(first) = remarks.first() else { return vec![status.says().to_owned()] };
    let masks = masks(&item.report.path);
    let mask = |text: &str| masks.iter().fold(text.to_owned(), |text, it| text.replace(it, MODULE));
    let mut alike = vec![status.says().to_owned(), first.name.to_owned(), mask(first.title)];
    let error = item.report.verdict.error().unwrap_or_default();
    alike.extend(error.split(['"', ' ']).filter_map(authority_of).map(str::to_owned));
    let fix = first.finding.map(|finding| finding.fix.as_slice()).unwrap_or_default();
    alike.extend(fix.iter().map(|line| mask(line)));
    alike
}

/// The parts of a text that tell which module it is about, the longest first: the path, escaped too, and the version.
fn masks(path: &str) -> Vec<String> {
    let (module, version) = path.split_once('@').unwrap_or((path, ""));
    let escaped = escape(module).unwrap_or_default();
    let parts = [path, &escaped, module, version];
    parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
