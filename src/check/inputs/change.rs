//! Edits of a file that cure what is wrong with a line.

use super::{Entry, Fault, Source};
use crate::report::Edit;

/// How long a line may be, in bytes, in which a word is looked for.
const MAX_LINE: usize = 4096;

/// What is to be done with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The line goes.
    Drop,
    /// A part of it is written otherwise; the line may be another one than that which names the path.
    Put {
        /// The line, from 1.
        line: usize,
        /// What is there, which has to be there once.
        old: String,
        /// What is written in its place.
        new: String,
        /// The column of `old`, from 1; 0 where it was not looked for yet.
        column: usize,
    },
}

impl Change {
    /// The change of `old` to `new` in this line.
    pub(super) fn put(line: usize, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self::Put { line, old: old.into(), new: new.into(), column: 0 }
    }
}

/// Finds the parts of `text` that are to be written otherwise. Where one is not there, or twice, there is no change.
pub(super) fn find(text: &str, entries: &mut [Entry]) {
    let mut lines: Option<Vec<&str>> = None;
    for fault in entries.iter_mut().flat_map(|entry| &mut entry.faults) {
        let Some(Change::Put { line, old, column, .. }) = &mut fault.change else { continue };
        let lines = lines.get_or_insert_with(|| text.lines().collect());
        let own = line.checked_sub(1).and_then(|at| lines.get(at));
        match own.filter(|own| own.len() <= MAX_LINE).and_then(|own| column_of(own, old)) {
            Some(found) => *column = found,
            None => fault.change = None,
        }
    }
}

/// The column of the one place where `line` has `word` by itself.
fn column_of(line: &str, word: &str) -> Option<usize> {
    let alone = |(at, _): &(usize, &str)| {
        let before = line.get(..*at).and_then(|it| it.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|it| it.chars().next());
        let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "\"':,{}".contains(c));
        ends(before) && ends(after)
    };
    let mut found = line.match_indices(word).filter(alone);
    let (at, _) = found.next()?;
    let column = line.get(..at)?.chars().count() + 1;
    found.next().is_none().then_some(column)
}

impl Fault {
    /// The edit that cures it in the file of `source`.
    pub(in crate::check) fn edit(&self, source: &Source) -> Option<Edit> {
        let file = source.file.clone();
        let name = self.rule.name;
        Some(match self.change.as_ref()? {
            Change::Drop => Edit {
                name,
                says: format!("delete line {}", source.line),
                file,
                from: (source.line, 1),
                to: (source.line + 1, 1),
                text: String::new(),
            },
            Change::Put { line, old, new, column } => Edit {
                name,
                says: format!("write {new} in the place of {old}"),
                file,
                from: (*line, *column),
                to: (*line, column + old.chars().count()),
                text: new.clone(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_it_is_alone() {
        assert_eq!(column_of("  vcs: bzr2", "bzr2"), Some(8));
        assert_eq!(column_of("é \"x\": 1", "x"), Some(4));
        assert_eq!(column_of("x: x", "x"), None);
        assert_eq!(column_of("xy: yx", "x"), None);
    }
}
