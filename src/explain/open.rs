//! An error whose end is not reached: which lines go on with it.

use super::{start, words::CHAINS};
use crate::{
    findings::text::{context::Context, seen::Seen},
    stages::errors,
};

/// An error whose end is not reached.
pub(super) struct Open {
    /// The line where it begins.
    pub(super) line: u64,
    indent: usize,
    /// What precedes it in its line, if that is more than blank space.
    prefix: String,
    /// Whether it is an error at all; else only its wrapper was seen, at the end of a line.
    pub(super) sure: bool,
    /// The indentation of its details.
    detail: Option<usize>,
    lines: Vec<String>,
    /// Empty lines, which belong to the error if it goes on.
    blanks: usize,
    /// What may be the rest of a line that was wrapped.
    pub(super) tail: Vec<(u64, String)>,
}

impl Open {
    /// The error whose first line is `text`, after `before` in its line of the log.
    pub(super) fn new(number: u64, before: &str, text: &str, sure: bool) -> Self {
        let (lines, tail) = (vec![text.to_owned()], Vec::new());
        let (indent, prefix) = match before.trim() {
            "" => (indent(before), String::new()),
            _ => (0, before.to_owned()),
        };
        Self { line: number, indent, prefix, sure, detail: None, lines, blanks: 0, tail }
    }

    /// `line` without what preceded the error, if that is there again with other digits:
    /// a kind of noise that nobody has told us of.
    pub(super) fn without_prefix<'a>(&self, line: &'a str) -> &'a str {
        let same = |(a, b): (char, char)| a == b || a.is_ascii_digit() && b.is_ascii_digit();
        if self.prefix.is_empty() || !self.prefix.chars().zip(line.chars()).all(same) {
            return line;
        }
        let end = line.char_indices().nth(self.prefix.chars().count()).map(|(end, _)| end);
        end.and_then(|end| line.get(end..)).unwrap_or(line)
    }

    /// Its lines without what fills them up.
    pub(super) fn text(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| line.trim_end()).collect();
        lines.join("\n").trim_end().to_owned()
    }

    /// Whether `line` goes on with the error.
    pub(super) fn takes(&self, line: &str) -> bool {
        let text = line.trim_start();
        let bytes: usize = self.lines.iter().map(String::len).sum();
        let full = self.lines.len() >= MOST_LINES || bytes >= MOST_BYTES;
        if full || !self.tail.is_empty() {
            return false;
        }
        if text.is_empty() {
            return self.blanks < 2;
        }
        let indent = indent(line);
        let last = self.lines.last().map_or("", |last| last.trim_end());
        let asks = OPENS.iter().any(|end| last.ends_with(end)) && indent > self.indent + 1;
        let chain = CHAINS.iter().any(|end| last.ends_with(end));
        if self.blanks == 0 && (asks || chain || self.is_of_file(text)) {
            return true;
        }
        if start::is_fresh(text) || start::is_chatter(text) {
            return false;
        }
        let detail = self.detail.is_some_and(|detail| indent >= detail);
        self.blanks == 0 && detail
            || GOES_ON.iter().any(|start| text.starts_with(start))
            || text.starts_with("package ") && text.contains(": exit status ")
    }

    /// Whether `text` is one of the places that go names below `errors parsing go.mod:`.
    fn is_of_file(&self, text: &str) -> bool {
        let listed = self.lines.first().is_some_and(|first| first.contains("errors parsing "));
        let place = text.split(' ').next().unwrap_or_default();
        listed && place.ends_with(':') && (place.contains(".mod:") || place.contains(".work:"))
    }

    /// Adds a line that goes on with the error.
    pub(super) fn push(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.blanks += 1;
            return;
        }
        let indent = indent(line);
        if self.detail.is_none() && indent > self.indent {
            self.detail = Some(indent);
        }
        let blanks = std::mem::take(&mut self.blanks);
        self.lines.extend(std::iter::repeat_n(String::new(), blanks));
        self.lines.push(without_indent(line, self.indent).to_owned());
    }

    /// Whether `line` may be the rest of a line that a terminal wrapped.
    pub(super) fn may_be_wrapped(&self, line: &str) -> bool {
        let text = line.trim_start();
        let fits =
            self.blanks == 0 && self.tail.len() < MOST_WRAPS && self.lines.len() < MOST_LINES;
        let ended = text.is_empty() || start::is_fresh(text) || start::is_chatter(text);
        fits && !ended && !is_whole(&self.lines.join("\n"))
    }

    /// Adds what may be the rest of a line, and joins all of it to the error where that makes it
    /// one that is known.
    pub(super) fn unwrap_line(&mut self, number: u64, line: String) {
        self.tail.push((number, line));
        let anywhere = self.joined(false);
        let at_blanks = self.joined(true);
        let whole = if self.is_at_margin() && is_whole(&anywhere) {
            anywhere
        } else if is_whole(&at_blanks) {
            at_blanks
        } else if is_whole(&anywhere) {
            anywhere
        } else {
            return;
        };
        self.sure = true;
        self.lines = whole.split('\n').map(str::to_owned).collect();
        self.tail.clear();
    }

    /// The error with its tail, broken at blanks or anywhere.
    fn joined(&self, at_blanks: bool) -> String {
        let parts = self.tail.iter().map(|(_, line)| line.as_str());
        parts.fold(self.lines.join("\n"), |text, part| text + &joint(part, at_blanks))
    }

    /// Whether the first line ends where terminals break it.
    fn is_at_margin(&self) -> bool {
        let wide = self.lines.last().map_or(0, |line| line.chars().count());
        let alike = self.tail.iter().rev().skip(1).all(|(_, line)| line.chars().count() == wide);
        let known = MARGINS.contains(&wide);
        alike && (known || self.tail.len() > 1)
    }
}

/// A line as it goes on after the one before: what git writes begins a line of its own.
fn joint(line: &str, at_blanks: bool) -> String {
    let text = line.trim();
    if GOES_ON.iter().any(|start| text.starts_with(start)) || line.starts_with('\t') {
        format!("\n\t{text}")
    } else if at_blanks {
        format!(" {}", line.trim_start())
    } else {
        line.to_owned()
    }
}

/// Whether nothing seems to be missing at the end of `text`.
fn is_whole(text: &str) -> bool {
    let context = Context::default();
    let seen = Seen::of(text, &context);
    let open = seen.own.matches('(').count() > seen.own.matches(')').count();
    let quoted = !seen.own.matches('"').count().is_multiple_of(2);
    let timed = seen.says(": current time ");
    let judged = seen.says(" is before ") || seen.says(" is after ");
    let cut = open || quoted || timed && !judged || text.trim_end().ends_with([',', '(']);
    !cut && errors::read(&seen).is_some()
}

/// The columns of blank space in front.
fn indent(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
    blanks.map(|c| if c == '\t' { 8 } else { 1 }).sum()
}

fn without_indent(line: &str, indent: usize) -> &str {
    let blanks = line.bytes().take(indent).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    line.get(blanks..).unwrap_or(line)
}

/// An error has no more lines than this.
const MOST_LINES: usize = 48;

/// An error has hardly more bytes than this.
const MOST_BYTES: usize = 64 << 10;

/// A line of an error was wrapped no more often than this.
const MOST_WRAPS: usize = 6;

/// The columns that terminals have.
const MARGINS: &[usize] = &[80, 100, 120, 132, 160, 200];

/// Ends of a line after which its details follow, indented.
const OPENS: &[&str] = &[":", "checksum mismatch"];

/// What the lines of one error begin with, except the first.
const GOES_ON: &[&str] = &[
    "Confirm the import path was entered correctly",
    "For more information, see 'go help",
    "If this is a private repository",
    "Please make sure you have the correct access",
    "SECURITY ERROR",
    "The bits may have been replaced",
    "This download does NOT match",
    "To add an exception for this directory",
    "Use -buildvcs=false",
    "and the repository exists",
    "but was required as: ",
    "downloaded: h1:",
    "error obtaining VCS status",
    "fatal: ",
    "git config --global --add safe.directory",
    "go.sum database server misbehavior",
    "go.sum: ",
    "have intercepted the download attempt",
    "hint: ",
    "module declares its path as: ",
    "new database:",
    "not found: ",
    "old database:",
    "proof of misbehavior:",
    "remote: ",
    "server response:",
    "usage: git ",
];
