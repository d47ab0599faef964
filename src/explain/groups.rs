//! Equal errors put together: the same fault at the same host, whatever modules it is about.

use std::collections::HashMap;

use super::Message;
use crate::trace::Step;

/// Errors that are equal but for the module that each is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Group {
    /// The first of them.
    pub first: Message,
    /// How many there are.
    pub count: usize,
    /// The lines of the input where the others begin; the first hundred.
    pub lines: Vec<u64>,
    /// The paths of the others, each once and not that of the first; the first hundred.
    pub paths: Vec<String>,
}

impl Group {
    /// The group of one error.
    pub fn new(first: Message) -> Self {
        Self { first, count: 1, lines: Vec::new(), paths: Vec::new() }
    }

    fn put(&mut self, message: Message) {
        self.count += 1;
        if self.lines.len() < MOST_NAMED {
            self.lines.push(message.line);
        }
        let path = message.path.filter(|path| self.first.path.as_ref() != Some(path));
        if let Some(path) = path.filter(|path| !self.paths.contains(path))
            && self.paths.len() < MOST_NAMED
        {
            self.paths.push(path);
        }
    }
}

/// The groups of a log, in the order of their first errors.
#[derive(Debug, Default)]
pub struct Groups {
    groups: Vec<Group>,
    places: HashMap<String, usize>,
}

impl Groups {
    /// Adds an error to its group.
    pub fn put(&mut self, message: Message) {
        let place = self.groups.len();
        match self.places.entry(key(&message)) {
            std::collections::hash_map::Entry::Occupied(known) => {
                if let Some(group) = self.groups.get_mut(*known.get()) {
                    group.put(message);
                }
            }
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(place);
                self.groups.push(Group::new(message));
            }
        }
    }

    /// Whether there are as many as are held at a time.
    pub fn is_full(&self) -> bool {
        self.groups.len() >= MOST_GROUPS
    }

    /// All groups; none are left.
    pub fn take(&mut self) -> Vec<Group> {
        self.places.clear();
        std::mem::take(&mut self.groups)
    }
}

fn key(message: &Message) -> String {
    let names: Vec<_> = message.causes.iter().map(|cause| &*cause.name).collect();
    format!("{} {names:?} {}", Step::in_logs(message.step), message.alike)
}

/// As many groups are held at a time.
const MOST_GROUPS: usize = 1000;

/// As many lines and paths of a group are remembered.
const MOST_NAMED: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn grouped(log: &str) -> Vec<(u64, usize, Vec<String>)> {
        let mut groups = Groups::default();
        super::super::explain(log.as_bytes()).map(Result::unwrap).for_each(|it| groups.put(it));
        groups
            .take()
            .into_iter()
            .map(|group| (group.first.line, group.count, group.paths))
            .collect()
    }

    #[test]
    fn one_fault_at_one_host_is_one_error() {
        let fault = |path: &str, host: &str| {
            format!(
                "go: {path}@v1.0.0: Get \"https://{host}/{path}/@v/v1.0.0.info\": dial tcp: lookup {host}: no such host\n"
            )
        };
        let log = [
            fault("a.test/b", "px.test"),
            fault("a.test/c", "px.test"),
            fault("a.test/c", "py.test"),
        ];
        let found = grouped(&log.concat());
        assert_eq!(found, [(1, 2, vec!["a.test/c".to_owned()]), (3, 1, Vec::new())]);
    }

    #[test]
    fn other_faults_stay_apart() {
        let log = "go: a.test/b@v1: unknown revision v1\ngo: a.test/b@v1: reading https://px.test/a.test/b/@v/v1.mod: 404 Not Found\n";
        assert_eq!(grouped(log).len(), 2);
    }
}
