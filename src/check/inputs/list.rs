//! A list of paths: one a line, `#` begins a comment.

use std::collections::HashMap;

use super::{Ask, Entry, Fault, Source};
use crate::stages::files::rules;

/// The paths of `text`; `module` says whether they are module paths or package paths.
pub fn parse(file: &str, text: &str, module: bool) -> Vec<Entry> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, path(line)));
    let mut entries: Vec<Entry> = lines
        .filter(|(_, path)| !path.is_empty())
        .map(|(line, path)| entry(Source::new(file, line), path, module))
        .collect();
    mark_duplicates(&mut entries);
    entries
}

/// Says of each path that is in the file before where that is.
pub(crate) fn mark_duplicates(entries: &mut [Entry]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entry in entries.iter_mut().filter(|entry| entry.ask != Ask::Nothing) {
        let line = entry.source.as_ref().map_or(0, |source| source.line);
        let first = *seen.entry(entry.path.clone()).or_insert(line);
        if first != line {
            let says = format!("{} stands in line {first} already", entry.path);
            entry.faults.push(Fault::new(&rules::DUPLICATE, says));
        }
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

fn entry(source: Source, path: &str, module: bool) -> Entry {
    if path.contains(char::is_whitespace) {
        return Entry::malformed(source, path, "a line holds one path");
    }
    Entry::new(source, path, if module { Ask::Module } else { Ask::Package })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_a_line() {
        let text = "# all of ours\na.test/b\n\n  a.test/c # why\r\na.test/x#y\na b\na.test/b\n";
        let entries = parse("-", text, false);
        let seen: Vec<_> = entries
            .iter()
            .map(|e| (e.source.as_ref().unwrap().line, e.path.as_str(), e.faults.len()))
            .collect();
        let wanted = [
            (2, "a.test/b", 0),
            (4, "a.test/c", 0),
            (5, "a.test/x#y", 0),
            (6, "a b", 1),
            (7, "a.test/b", 1),
        ];
        assert_eq!(seen, wanted);
        assert_eq!(entries[4].faults[0].says, "a.test/b stands in line 2 already");
    }
}
