//! The cure that a page tells.

use std::{collections::BTreeMap, sync::LazyLock};

use super::all;

/// What to do about a name, as the end of its page tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cure {
    /// What to do, in a paragraph.
    pub(crate) words: String,
    /// Lines to paste.
    pub(crate) lines: Vec<String>,
}

/// The cure of `name`; none where no page has that name.
pub(crate) fn cure(name: &str) -> Option<&'static Cure> {
    static CURES: LazyLock<BTreeMap<&str, Cure>> =
        LazyLock::new(|| all().iter().map(|named| (named.name, of(named.page))).collect());
    CURES.get(name)
}

/// The cure of `page`: its end from `Cure:` on, or its last paragraph.
fn of(page: &str) -> Cure {
    let paragraphs: Vec<&str> = page.trim_end().split("\n\n").collect();
    let is_words = |paragraph: &&str| !paragraph.starts_with(INDENT);
    let marked = paragraphs.iter().position(|paragraph| paragraph.trim_start().starts_with(MARK));
    let last = || paragraphs.iter().rposition(is_words);
    let start = marked.or_else(last).unwrap_or(0);
    let end = paragraphs.get(start..).unwrap_or_default();
    let (words, lines): (Vec<&str>, Vec<&str>) = end.iter().partition(|it| is_words(it));
    let words = words.iter().flat_map(|it| it.lines()).map(str::trim).collect::<Vec<_>>().join(" ");
    let lines = lines.iter().flat_map(|it| it.lines()).map(|line| line.trim().to_owned());
    Cure { words: words.strip_prefix(MARK).unwrap_or(&words).to_owned(), lines: lines.collect() }
}

/// What a paragraph begins with that holds the cure.
const MARK: &str = "Cure: ";

/// What lines to paste begin with.
const INDENT: &str = "    ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_page_is_its_cure() {
        let read = |page| {
            let Cure { words, lines } = of(page);
            (words, lines.join("|"))
        };
        let marked =
            "What it is.\n\nLook-alikes: none.\n\nCure: Do\nthis:\n\n    a b\n    c\n\nOr that.";
        assert_eq!(read(marked), ("Do this: Or that.".to_owned(), "a b|c".to_owned()));
        let plain = "What it is.\n\nTake it\naway.";
        assert_eq!(read(plain), ("Take it away.".to_owned(), String::new()));
    }

    #[test]
    fn every_page_tells_what_to_do() {
        for named in all() {
            assert!(cure(named.name).is_some_and(|cure| !cure.words.is_empty()), "{}", named.name);
        }
    }
}
