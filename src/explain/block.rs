//! The lines that belong to one error.

use std::{
    collections::VecDeque,
    io::{self, BufRead},
};

use super::{lines::Lines, noise, open::Open, start};
use crate::findings::text::context::Context;

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
                    if let Some(block) = self.take(number, &line) {
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
        if noise::is_of_machine(&raw) {
            self.context.see_machine();
        }
        self.pending.extend(noise::clean(&raw).split('\n').map(|line| (number, line.to_owned())));
        Ok(self.pending.pop_front())
    }

    /// Adds a line to the open error, or ends that and begins another.
    fn take(&mut self, number: u64, line: &str) -> Option<Block> {
        if let Some(open) = &mut self.open {
            let line = open.without_prefix(line);
            if open.takes(line) {
                open.push(line);
                return None;
            }
            if open.may_be_wrapped(line) {
                open.unwrap_line(number, line.to_owned());
                return None;
            }
            self.pending.push_front((number, line.to_owned()));
            return self.close();
        }
        self.begin(number, line);
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
        self.open =
            Some(Open::new(number, line.get(..start).unwrap_or_default(), text, found.is_some()));
    }

    /// Ends the open error. What turned out not to belong to it is looked at again.
    fn close(&mut self) -> Option<Block> {
        let open = self.open.take()?;
        for line in open.tail.iter().rev() {
            self.pending.push_front(line.clone());
        }
        if !open.sure {
            return None;
        }
        let context = self.context.clone();
        self.context.end_error();
        Some(Block { text: open.text(), line: open.line, context })
    }
}

/// `text` without the quotation mark, and what follows it, of a quotation that began before.
fn without_open_quote(text: &str) -> &str {
    if text.matches('"').count().is_multiple_of(2) {
        return text;
    }
    let text = text.trim_end();
    text.strip_suffix("\",").or_else(|| text.strip_suffix('"')).unwrap_or(text)
}
