//! The module graph behind a build: whose go.mod go reads (modules.md §10).

use std::collections::HashMap;

use super::inputs::{Ask, Entry, Way};
use crate::{go::cmd::gover, trace::ModuleRead};

/// A module and its version.
type Member = (String, String);

/// The members whose go.mod was read or is being read.
#[derive(Default)]
pub(super) struct Graph {
    /// The line that leads to each, the build with it, and how its requirements are followed.
    members: HashMap<Member, Entry>,
    /// What the go.mod of each says.
    read: HashMap<Member, ModuleRead>,
}

/// The release since which a go line prunes the graph behind a module.
const PRUNES: &str = "1.17";

impl Graph {
    /// The members that the files of builds name themselves.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let named = entries
            .iter()
            .filter_map(|entry| Some((entry.way.as_ref()?.required.clone(), entry.clone())));
        Self { members: named.collect(), ..Self::default() }
    }

    /// What is to be read next, now that these were read.
    pub(super) fn learn(&mut self, learnt: Vec<(Way, ModuleRead)>) -> Vec<Entry> {
        let mut next: Vec<Member> = Vec::new();
        for (Way { required, .. }, read) in learnt {
            self.read.insert(required.clone(), read);
            next.push(required);
        }
        let mut found = Vec::new();
        while let Some(member) = next.pop() {
            let Some((by, read)) = self.members.get(&member).cloned().zip(self.read.get(&member))
            else {
                continue;
            };
            if !follows(&by, read) {
                continue;
            }
            let requires: Vec<Member> =
                read.requires.iter().filter_map(|it| member_of(it)).collect();
            for required in requires {
                match self.reach(&by, required) {
                    Reached::New(entry) => found.push(*entry),
                    // What was passed over until now is followed.
                    Reached::Again(member) => next.push(member),
                    Reached::Nothing => {}
                }
            }
        }
        found.sort_by(|a, b| (&a.path, version(a)).cmp(&(&b.path, version(b))));
        found
    }

    /// Comes to a requirement of the member `by`, behind which nothing is pruned.
    fn reach(&mut self, by: &Entry, required: Member) -> Reached {
        let Some(way) = &by.way else { return Reached::Nothing };
        let main = &way.main;
        if main.modules.contains(&required.0) || main.excludes.contains(&required) {
            return Reached::Nothing;
        }
        if let Some(known) = self.members.get_mut(&required).and_then(|entry| entry.way.as_mut()) {
            let again = !known.unpruned;
            known.unpruned = true;
            return if again { Reached::Again(required) } else { Reached::Nothing };
        }
        let Some(entry) = entry(by, way, &required) else { return Reached::Nothing };
        self.members.insert(required, entry.clone());
        Reached::New(Box::new(entry))
    }
}

enum Reached {
    Again(Member),
    New(Box<Entry>),
    Nothing,
}

/// Whether go reads the go.mod files of what a member requires.
fn follows(member: &Entry, read: &ModuleRead) -> bool {
    let prunes = read.go.as_ref().is_some_and(|go| gover::compare(go, PRUNES).is_ge());
    member.way.as_ref().is_some_and(|way| way.unpruned || !way.main.prunes || !prunes)
}

/// What is asked for where the member `by` requires something; nothing where a directory replaces it.
fn entry(by: &Entry, way: &Way, required: &Member) -> Option<Entry> {
    let Ask::Required { build, .. } = &by.ask else { return None };
    let (path, version) = match way.main.replaced(required) {
        Some(replaced) => replaced.new.clone()?,
        None => required.clone(),
    };
    let mut chain = way.by.clone();
    if chain.is_empty() {
        chain.extend(way.main.modules.first().cloned());
    }
    chain.push(format!("{}@{}", way.required.0, way.required.1));
    let own = Way { main: way.main.clone(), required: required.clone(), by: chain, unpruned: true };
    let ask = Ask::Required { version, build: build.clone() };
    let source = by.source.clone()?;
    Some(Entry { way: Some(own), ..Entry::new(source, path, ask) })
}

fn member_of(named: &str) -> Option<Member> {
    let (path, version) = named.split_once(' ')?;
    Some((path.to_owned(), version.to_owned()))
}

fn version(entry: &Entry) -> &str {
    match &entry.ask {
        Ask::Required { version, .. } => version,
        _ => "",
    }
}
