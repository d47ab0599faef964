//! Patterns over text, in ASCII classes: the regex crate is built without Unicode tables.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;

/// The compiled form of a constant pattern, in which `\w`, `\s` and `\b` are those of ASCII.
#[expect(clippy::expect_used, reason = "the patterns are constants, and the tests use them all")]
pub(crate) fn pattern(text: &str) -> Regex {
    let text = [(r"[\w", "[0-9A-Za-z_"), (r"\w", "[0-9A-Za-z_]"), (r"\s", r" \t\r\n")]
        .iter()
        .fold(text.to_owned(), |text, (class, ascii)| text.replace(class, ascii));
    Regex::new(&text.replace(r"\b", r"(?-u:\b)")).expect("a constant pattern")
}

/// A search for all words of `lists` in one pass, a table lookup a byte: every line of a log goes through it.
#[expect(clippy::expect_used, reason = "the words are constants, and few")]
pub(crate) fn words(lists: &[&[&str]]) -> AhoCorasick {
    let search = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(lists.concat());
    search.expect("constant words")
}
