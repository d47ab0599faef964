//! How doc comments begin: with the noun they document, which a reader of one line can understand.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files itself, and ends where they are missing"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Openings that point at something outside the comment.
const POINTING: [&str; 8] =
    ["It ", "That ", "The same", "Them ", "These ", "They ", "This ", "Those "];

/// Whole comments that name nothing.
const RIDDLES: [&str; 11] = [
    "All of them.",
    "As above.",
    "How.",
    "Nothing.",
    "One.",
    "Them.",
    "What that is.",
    "What.",
    "Where.",
    "Which one.",
    "Which.",
];

#[test]
fn doc_comments_begin_with_the_noun_they_document() {
    let mut wrong = Vec::new();
    let mut read = 0;
    for file in files_below(&src()) {
        let text = fs::read_to_string(&file).unwrap();
        for (line, opening) in openings(&text) {
            read += 1;
            if is_pointing(opening) || RIDDLES.contains(&opening) {
                wrong.push(format!("{}:{line}: {opening}", file.display()));
            }
        }
    }
    assert!(read > 5_000, "only {read} doc comments were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn openings_are_first_lines_alone() {
    let text =
        "/// A noun.\n/// It goes on.\nfn a() {}\n    /// It begins.\n//! This too.\n/// That.\n";
    let found: Vec<_> = openings(text).collect();
    assert_eq!(found, [(1, "A noun."), (4, "It begins."), (5, "This too."), (6, "That.")]);
    assert!(found.iter().skip(1).all(|(_, opening)| is_pointing(opening)));
    assert!(!is_pointing("Items of a list."));
}

fn is_pointing(opening: &str) -> bool {
    let opening = opening.replace(['.', ',', ':'], " ");
    POINTING.iter().any(|word| opening.starts_with(word))
}

/// The first line of each doc comment, with its number.
fn openings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut before = None;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let (mark, rest) = doc_line(line).unzip();
        let begins = mark.is_some() && mark != before;
        before = mark;
        begins.then_some((index + 1, rest?))
    })
}

/// The mark of a doc comment's line, and what follows.
fn doc_line(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start();
    ["///", "//!"].into_iter().find_map(|mark| Some((mark, line.strip_prefix(mark)?.trim())))
}

/// Source files whose doc comments are read in the code alone: not the options, which `--help` prints, and not the
/// checks, whose comment is a page.
fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("cli/args") {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_page(&path) {
            files.push(path);
        }
    }
    files
}

fn is_page(file: &Path) -> bool {
    fs::read_to_string(file).unwrap().contains("check! {")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
