//! The requirements that `go get` adds to a main module that had none: their go.mod files, as far as go reads them
//! (modules.md §10).

use std::collections::HashMap;

use crate::go::{
    cmd::{fault::Fault, gover},
    xmod::semver,
};

use crate::pipeline::module::{Modules, Source, identity::Summary, together::together};

/// A module and its version.
type Member = (String, String);

/// A member of the graph whose go.mod does not do.
pub(super) struct Broken {
    /// The way to it, from the module that was asked for.
    pub path: Vec<Member>,
    /// What is wrong.
    pub fault: Fault,
}

/// The go.mod files that were read, each with the first one that required it.
#[derive(Debug)]
pub(super) struct Graph {
    root: Member,
    required_by: HashMap<Member, Option<Member>>,
    highest: String,
}

/// The release since which a go line prunes the graph behind a module.
const PRUNES: &str = "1.17";

impl<S: Source> Modules<S> {
    /// Reads the go.mod of `module`, and those behind it that go needs: all of one distance at once.
    pub(super) async fn graph(&self, module: &str, version: &str) -> Result<Graph, Broken> {
        let root = (module.to_owned(), version.to_owned());
        let mut graph = Graph::new(root.clone());
        let mut level = vec![root];
        let mut unpruned = false;
        while !level.is_empty() {
            let read = together(level.iter().map(|(module, version)| self.member(module, version)));
            let mut next = Vec::new();
            for (member, summary) in level.iter().zip(read.await) {
                let summary = match summary {
                    Ok(summary) => summary,
                    Err(fault) => return Err(Broken { path: graph.way(member), fault }),
                };
                let goes_on = unpruned || !self.settings.main.prunes || !prunes(&summary);
                let required = summary.requires.iter().filter(|it| !self.is_excluded(it));
                next.extend(required.filter(|it| graph.add(it, member, goes_on)).cloned());
            }
            (level, unpruned) = (next, true);
        }
        Ok(graph)
    }

    /// Reads the go.mod of what the main module requires already, which go does before it looks for anything.
    pub(super) async fn required(&self) -> Result<(), Fault> {
        let requires = self.settings.main.requires.iter();
        let read = together(requires.map(|(module, version)| self.member(module, version)));
        read.await.into_iter().try_for_each(|summary| summary.map(drop))
    }

    fn is_excluded(&self, member: &Member) -> bool {
        self.settings.main.excludes.contains(member)
    }
}

impl Graph {
    fn new(root: Member) -> Self {
        let highest = root.1.clone();
        Self { required_by: HashMap::from([(root.clone(), None)]), root, highest }
    }

    /// Takes a requirement; whether its go.mod is still to be read.
    fn add(&mut self, required: &Member, by: &Member, goes_on: bool) -> bool {
        if required.0 == self.root.0 && semver::compare(&self.highest, &required.1).is_lt() {
            self.highest.clone_from(&required.1);
        }
        let is_new = !self.required_by.contains_key(required);
        if is_new {
            self.required_by.insert(required.clone(), Some(by.clone()));
        }
        is_new && goes_on
    }

    /// The way to the higher version of the module that was asked for, where the graph needs one.
    pub(super) fn raised(&self) -> Option<Vec<Member>> {
        let higher = (self.root.0.clone(), self.highest.clone());
        (self.highest != self.root.1).then(|| self.way(&higher))
    }

    fn way(&self, member: &Member) -> Vec<Member> {
        let mut way = vec![member.clone()];
        while let Some(Some(by)) = way.last().and_then(|last| self.required_by.get(last)) {
            way.push(by.clone());
        }
        way.reverse();
        way
    }
}

fn prunes(summary: &Summary) -> bool {
    summary.go.as_ref().is_some_and(|go| gover::compare(go, PRUNES).is_ge())
}
