//! The requirements that `go get` adds to a main module that had none: their go.mod files, as far as go reads them
//! (modules.md §10).

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use crate::go::{
    cmd::{fault::Fault, gover},
    xmod::semver,
};

use crate::pipeline::module::{Modules, Source, identity::Summary};

/// A member of the graph whose go.mod does not do.
pub(super) struct Broken {
    /// The way to it, from the module that was asked for.
    pub path: Vec<(String, String)>,
    /// What is wrong.
    pub fault: Fault,
}

/// What the graph adds up to.
#[derive(Debug, Default)]
pub(super) struct Selected(BTreeMap<String, String>);

impl Selected {
    /// The version of `module`, where it is in the graph.
    pub(super) fn version(&self, module: &str) -> Option<&str> {
        self.0.get(module).map(String::as_str)
    }

    fn raise(&mut self, module: &str, version: &str) {
        let known = self.0.entry(module.to_owned()).or_insert_with(|| version.to_owned());
        if semver::compare(known, version).is_lt() {
            version.clone_into(known);
        }
    }
}

/// The release since which a go line prunes the graph behind a module.
const PRUNES: &str = "1.17";

impl<S: Source> Modules<S> {
    /// Reads the go.mod of `module`, and those behind it that go needs.
    pub(super) async fn graph(&self, module: &str, version: &str) -> Result<Selected, Broken> {
        let root = (module.to_owned(), version.to_owned());
        let mut selected = Selected::default();
        selected.raise(module, version);
        let mut parents: BTreeMap<(String, String), Option<(String, String)>> = BTreeMap::new();
        parents.insert(root.clone(), None);
        let mut waiting = VecDeque::from([(root, false)]);
        while let Some((member, unpruned)) = waiting.pop_front() {
            let summary = match self.member(&member.0, &member.1).await {
                Ok(summary) => summary,
                Err(fault) => return Err(Broken { path: way(&parents, member), fault }),
            };
            let goes_on = unpruned || !prunes(&summary) || !self.settings.main.prunes;
            for required in self.requirements(&summary) {
                selected.raise(&required.0, &required.1);
                if goes_on && !parents.contains_key(&required) {
                    parents.insert(required.clone(), Some(member.clone()));
                    waiting.push_back((required, true));
                }
            }
        }
        Ok(selected)
    }

    fn requirements(&self, summary: &Arc<Summary>) -> Vec<(String, String)> {
        let excluded = |it: &(String, String)| self.settings.main.excludes.contains(it);
        summary.requires.iter().filter(|it| !excluded(it)).cloned().collect()
    }
}

fn prunes(summary: &Summary) -> bool {
    summary.go.as_ref().is_some_and(|go| gover::compare(go, PRUNES).is_ge())
}

fn way(
    parents: &BTreeMap<(String, String), Option<(String, String)>>,
    member: (String, String),
) -> Vec<(String, String)> {
    let mut way = vec![member];
    while let Some(Some(parent)) = way.last().and_then(|last| parents.get(last)) {
        way.push(parent.clone());
    }
    way.reverse();
    way
}
