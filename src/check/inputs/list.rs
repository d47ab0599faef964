//! A list of paths: one a line, `#` begins a comment.

use std::collections::HashMap;

use super::{Ask, Change, Entry, Fault, Source};
use crate::stages::files::rules;

/// The path that a line names, if it does; `module` says whether it is a module path or a package path.
pub fn entry(file: &str, line: usize, text: &str, module: bool) -> Option<Entry> {
    let (source, path) = (Source::new(file, line), path(text));
    if path.contains(char::is_whitespace) {
        return Some(Entry::malformed(source, path, "a line holds one path"));
    }
    let ask = if module { Ask::Module } else { Ask::Package };
    (!path.is_empty()).then(|| Entry::new(source, path, ask))
}

/// Says of each path that is in the file before where that is.
pub(crate) fn mark_duplicates(entries: &mut [Entry]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in entries.iter_mut().filter(|entry| entry.ask != Ask::Nothing) {
        let line = entry.source.as_ref().map_or(0, |source| source.line);
        let first = *seen.entry(entry.path.clone()).or_insert(line);
        if first != line {
            let fault = entry.repeat(first);
            entry.faults.push(fault);
        }
    }
}

impl Entry {
    /// The path, which line `first` of the file names already.
    pub(crate) fn repeated(mut self, first: usize) -> Self {
        let fault = self.repeat(first).change(Change::Drop);
        self.faults.push(fault);
        self
    }

    fn repeat(&self, first: usize) -> Fault {
        Fault::new(&rules::DUPLICATE, format!("{} stands in line {first} already", self.path))
    }
}

/// What a line names: behind a blank, `#` begins a comment too.
fn path(line: &str) -> &str {
    let comment = line.char_indices().find(|(at, c)| {
        *c == '#'
            && line.get(..*at).is_none_or(|before| !before.ends_with(|c: char| !c.is_whitespace()))
    });
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line)).trim()
}
