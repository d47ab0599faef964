//! The module graph behind a build: whose go.mod go reads (modules.md §10).

use std::collections::HashMap;

use super::inputs::{Ask, Entry, Member, Replacement, Way};
use crate::trace::ModuleRead;

/// The members whose go.mod was read or is being read.
#[derive(Default)]
pub(super) struct Graph {
    /// The line that leads to each, the build with it, and how its requirements are followed.
    members: HashMap<Member, Entry>,
    /// What the go.mod of each says.
    read: HashMap<Member, ModuleRead>,
}

impl Graph {
    /// The members that the files of builds name themselves.
    pub(super) fn of(entries: impl Iterator<Item = Entry>) -> Self {
        let named = entries.filter_map(|entry| Some((entry.way.as_ref()?.required.clone(), entry)));
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
            let Some(way) = by.way.as_ref() else { continue };
            for required in way.follows(read) {
                match self.reach(&by, way, required) {
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
    fn reach(&mut self, by: &Entry, way: &Way, required: Member) -> Reached {
        if let Some(known) = self.members.get_mut(&required).and_then(|entry| entry.way.as_mut()) {
            let again = !known.unpruned;
            known.unpruned = true;
            return if again { Reached::Again(required) } else { Reached::Nothing };
        }
        let Some((entry, folder)) = entry(by, way, &required) else { return Reached::Nothing };
        self.members.insert(required.clone(), entry.clone());
        match folder {
            None => Reached::New(Box::new(entry)),
            Some(read) => {
                self.read.insert(required.clone(), read);
                Reached::Again(required)
            }
        }
    }
}

enum Reached {
    Again(Member),
    New(Box<Entry>),
    Nothing,
}

/// What is asked for where the member `by` requires something; where a directory replaces it, what its go.mod says, which
/// nobody is asked for. Nothing where there is none.
fn entry(by: &Entry, way: &Way, required: &Member) -> Option<(Entry, Option<ModuleRead>)> {
    let Ask::Required { build, .. } = &by.ask else { return None };
    let mut folder = None;
    let (path, version) = match way.main.replaced(required) {
        None => required.clone(),
        Some(Replacement::Module(path, version)) => (path.clone(), version.clone()),
        Some(Replacement::Folder(read)) => {
            folder = Some(read.as_deref()?.clone());
            required.clone()
        }
    };
    let own = way.to(required.clone());
    let ask = Ask::Required { version, build: build.clone() };
    let source = by.source.clone()?;
    Some((Entry { way: Some(own), ..Entry::new(source, path, ask) }, folder))
}

fn version(entry: &Entry) -> &str {
    match &entry.ask {
        Ask::Required { version, .. } => version,
        _ => "",
    }
}
