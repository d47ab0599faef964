//! The lines that belong to one error.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
};

use super::{context::Context, lines::Lines, noise, rows, seen::Seen, start};

/// One error with the lines that belong to it.
pub(super) struct Block {
    /// Its lines without noise, joined by `\n`.
    pub(super) text: String,
    /// The line of the log where it begins.
    pub(super) line: u64,
    /// What was known when it ended.
    pub(super) context: Context,
}

/// The errors of a log, one after the other.
pub(super) struct Blocks<R> {
    lines: Lines<R>,
    /// Clean lines that are to be looked at before the log is read on.
    pending: VecDeque<(u64, String)>,
    context: Context,
    open: Option<Open>,
}

/// An error whose end is not reached.
struct Open {
    line: u64,
    indent: usize,
    /// Whether it is an error at all; else only its wrapper was seen, at the end of a line.
    sure: bool,
    /// The indentation of its details.
    detail: Option<usize>,
    lines: Vec<String>,
    /// Empty lines, which belong to the error if it goes on.
    blanks: usize,
    /// What may be the rest of a line that was wrapped.
    tail: Vec<(u64, String)>,
}

impl<R: BufRead> Blocks<R> {
    pub(super) fn new(log: R) -> Self {
        let (lines, pending) = (Lines::new(log), VecDeque::new());
        Self { lines, pending, context: Context::default(), open: None }
    }

    /// The next error; none at the end of the log.
    pub(super) fn next(&mut self) -> Option<io::Result<Block>> {
        loop {
            match self.line() {
                Err(error) => return Some(Err(error)),
                Ok(Some((number, line))) => {
                    if let Some(block) = self.take(number, line) {
                        return Some(Ok(block));
                    }
                }
                Ok(None) if self.open.is_none() => return None,
                Ok(None) => {
                    if let Some(block) = self.close() {
                        return Some(Ok(block));
                    }
                }
            }
        }
    }

    /// The next line without its noise.
    fn line(&mut self) -> io::Result<Option<(u64, String)>> {
        if let Some(line) = self.pending.pop_front() {
            return Ok(Some(line));
        }
        let open = self.open.is_some();
        let Some((number, raw)) = self.lines.next(|line| open || start::is_of_interest(line))?
        else {
            return Ok(None);
        };
        self.context.see_raw(&raw);
        self.pending.extend(noise::clean(&raw).split('\n').map(|line| (number, line.to_owned())));
        Ok(self.pending.pop_front())
    }

    /// Adds a line to the open error, or ends that and begins another.
    fn take(&mut self, number: u64, line: String) -> Option<Block> {
        if let Some(open) = &mut self.open {
            if open.takes(&line) {
                open.push(&line);
                return None;
            }
            if open.may_be_wrapped(&line) {
                open.tail.push((number, line));
                open.unwrap_lines();
                return None;
            }
            let ended = self.close();
            self.pending.push_back((number, line));
            return ended;
        }
        self.begin(number, &line);
        None
    }

    fn begin(&mut self, number: u64, line: &str) {
        if self.context.is_goauth_speaking(line) {
            self.context.see(line);
            return;
        }
        self.context.see(line);
        let found = start::of_error(line);
        let Some(start) = found.or_else(|| start::of_wrapper(line)) else { return };
        let text = without_open_quote(line.get(start..).unwrap_or_default());
        let indent = indent(line);
        let (lines, tail) = (vec![text.to_owned()], Vec::new());
        self.open = Some(Open {
            line: number,
            indent,
            detail: None,
            sure: found.is_some(),
            lines,
            blanks: 0,
            tail,
        });
    }

    /// Ends the open error. What turned out not to belong to it is looked at again.
    fn close(&mut self) -> Option<Block> {
        let open = self.open.take()?;
        for line in open.tail.into_iter().rev() {
            self.pending.push_front(line);
        }
        if !open.sure {
            return None;
        }
        let context = self.context.clone();
        self.context.end_error();
        let lines: Vec<_> = open.lines.iter().map(|line| line.trim_end()).collect();
        Some(Block { text: lines.join("\n").trim_end().to_owned(), line: open.line, context })
    }
}

impl Open {
    /// Whether `line` goes on with the error.
    fn takes(&self, line: &str) -> bool {
        let text = line.trim_start();
        let full = self.lines.len() >= MOST_LINES;
        if full || !self.tail.is_empty() {
            return false;
        }
        if text.is_empty() {
            return self.blanks < 2;
        }
        let indent = indent(line);
        let last = self.lines.last().map_or("", |last| last.trim_end());
        let asks = OPENS.iter().any(|end| last.ends_with(end)) && indent > self.indent + 1;
        let chain = CHAIN.iter().any(|end| last.ends_with(end));
        if self.blanks == 0 && (asks || chain) {
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

    fn push(&mut self, line: &str) {
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
    fn may_be_wrapped(&self, line: &str) -> bool {
        let text = line.trim_start();
        let fits =
            self.blanks == 0 && self.tail.len() < MOST_WRAPS && self.lines.len() < MOST_LINES;
        let ended = text.is_empty() || start::is_fresh(text) || start::is_chatter(text);
        fits && !ended && !is_whole(&self.lines.join("\n"))
    }

    /// Joins the tail to the error where that makes it one that is known.
    fn unwrap_lines(&mut self) {
        let head = self.lines.join("\n");
        for at_blanks in [false, true] {
            let parts = self.tail.iter().map(|(_, line)| line.as_str());
            let joined = parts.fold(head.clone(), |text, part| text + &joint(part, at_blanks));
            if is_whole(&joined) {
                self.sure = true;
                self.lines = joined.split('\n').map(str::to_owned).collect();
                self.tail.clear();
                return;
            }
        }
    }
}

/// A line as it goes on after the one before: what git writes begins a line of its own.
fn joint(line: &str, at_blanks: bool) -> String {
    let text = line.trim();
    if GOES_ON.iter().any(|start| text.starts_with(start)) || line.starts_with('\t') {
        format!("\n\t{text}")
    } else if at_blanks {
        format!(" {text}")
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
    !cut && rows::read(&seen).is_some()
}

/// `text` without the quotation mark, and what follows it, of a quotation that began before.
fn without_open_quote(text: &str) -> &str {
    if text.matches('"').count().is_multiple_of(2) {
        return text;
    }
    let text = text.trim_end();
    text.strip_suffix("\",").or_else(|| text.strip_suffix('"')).unwrap_or(text)
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

/// A line of an error was wrapped no more often than this.
const MOST_WRAPS: usize = 6;

/// Ends of a line after which the error goes on in the next one.
const CHAIN: &[&str] = &[" imports", " requires", " tested by", " updating to"];

/// Ends of a line after which its details follow, indented.
const OPENS: &[&str] = &[":", "checksum mismatch"];

/// What the lines of one error begin with, beside the first.
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
