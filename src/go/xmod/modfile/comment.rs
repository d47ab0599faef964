//! What comments say: deprecations, reasons of retractions, and that a requirement is indirect.

use super::syntax::{Block, Line};
use crate::go::std::strconv::text::lossy;

/// The comments of a line without their slashes: those above it, then the one behind it. A line
/// in a block that has neither takes those of the block.
pub(super) fn text(line: &Line<'_>, block: Option<&Block<'_>>) -> String {
    let own = !line.before.is_empty() || line.suffix.is_some();
    let above = block.filter(|_| !own).map_or(&line.before, |block| &block.before);
    let comments = above.iter().chain(&line.suffix);
    let lines = comments.filter_map(|comment| comment.strip_prefix(b"//"));
    lines.map(|text| lossy(text).trim().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The paragraph of `text` that begins `Deprecated:`, without that; the first if there are more.
pub(super) fn deprecation(text: &str) -> Option<String> {
    let paragraph = match text.strip_prefix(MARK) {
        Some(first) => first,
        None => text.split_once("\n\nDeprecated:")?.1,
    };
    let message = paragraph.trim_start_matches(' ');
    let message = message.split_once("\n\n").map_or(message, |(message, _)| message);
    (!message.is_empty()).then(|| message.to_owned())
}

/// Whether the comment behind a line says `// indirect`, or `// indirect; …`.
pub(super) fn is_indirect(line: &Line<'_>) -> bool {
    let comment = line.suffix.map(|comment| comment.strip_prefix(b"//").unwrap_or(comment));
    let comment = comment.map(lossy).unwrap_or_default();
    let mut words = comment.split_whitespace();
    match words.next() {
        Some("indirect") => words.next().is_none(),
        Some("indirect;") => words.next().is_some(),
        _ => false,
    }
}

const MARK: &str = "Deprecated:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deprecations_are_paragraphs() {
        for (text, want) in [
            ("Deprecated: use b", Some("use b")),
            ("Deprecated:   use b\nor c\n\nmore", Some("use b\nor c")),
            ("first\n\nDeprecated:x\n\nDeprecated: y", Some("x")),
            ("a\n\n\nDeprecated: x", Some("x")),
            ("first\nDeprecated: x", None),
            ("deprecated: x", None),
            ("Deprecated: \n\nx", None),
        ] {
            assert_eq!(deprecation(text).as_deref(), want, "{text:?}");
        }
    }
}
