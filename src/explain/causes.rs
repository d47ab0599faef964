//! The catalogue of causes: what each means, and the command that would tell.

use std::{collections::BTreeMap, sync::LazyLock};

use super::Cause;
use crate::findings::text::{seen::Seen, settle::Settle};

/// The cause called `name`, with the command for what `seen` is about.
pub(crate) fn cause(name: &str, seen: &Seen<'_>) -> Option<Cause> {
    let entry = CATALOGUE.get(name)?;
    Some(Cause { name: entry.name, why: entry.why, settle: entry.settle.command(seen) })
}

/// Whether there is a cause of this name.
#[cfg(test)]
pub(crate) fn is_known(name: &str) -> bool {
    CATALOGUE.contains_key(name)
}

/// The names, sorted.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    CATALOGUE.keys().copied()
}

struct Entry {
    name: &'static str,
    settle: Settle,
    why: &'static str,
}

/// A line each: name, what settles it, what it means.
static CATALOGUE: LazyLock<BTreeMap<&'static str, Entry>> = LazyLock::new(|| {
    let lines = include_str!("causes.txt").lines().filter_map(entry);
    lines.map(|entry| (entry.name, entry)).collect()
});

fn entry(line: &'static str) -> Option<Entry> {
    let (name, rest) = line.split_once('|')?;
    let (settle, why) = rest.split_once('|')?;
    Some(Entry { name, settle: Settle::named(settle)?, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert_eq!(CATALOGUE.len(), include_str!("causes.txt").lines().count());
        for entry in CATALOGUE.values() {
            assert!(entry.why.ends_with('.'), "{}", entry.name);
        }
    }
}
