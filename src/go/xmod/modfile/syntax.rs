//! The lines and blocks of a go.mod or go.work, and the comments that belong to them.

use std::mem;

use super::{
    error::{Fault, SyntaxError},
    lexer::{Kind, Lexer, Token},
    position::Position,
};
use crate::go::version::Version;

pub(super) enum Statement<'a> {
    Block(Block<'a>),
    /// Comments that belong to no line.
    Comments,
    Line(Line<'a>),
}

/// `require (` … `)`.
pub(super) struct Block<'a> {
    pub(super) start: Position,
    /// What is in front of the bracket; at least one word.
    pub(super) words: Vec<&'a [u8]>,
    /// The whole-line comments directly above it, with their slashes.
    pub(super) before: Vec<&'a [u8]>,
    pub(super) lines: Vec<Line<'a>>,
}

pub(super) struct Line<'a> {
    pub(super) start: Position,
    /// At least one. In a block the word in front of the bracket is not among them.
    pub(super) words: Vec<&'a [u8]>,
    /// The whole-line comments above it, with their slashes. In a block an empty line counts as an
    /// empty comment; elsewhere it separates comments from the line.
    pub(super) before: Vec<&'a [u8]>,
    /// The comment behind it, with its slashes; then those of later lines, see [`hand_back`].
    pub(super) suffix: Vec<&'a [u8]>,
}

impl Line<'_> {
    /// Whether it goes on in the next line of the file, which a backslash in a string can do.
    fn is_folded(&self) -> bool {
        self.words.iter().any(|word| word.contains(&b'\n'))
    }
}

/// All lines and blocks; the first fault otherwise. `file` is its name, for the texts.
pub(super) fn statements<'a>(
    file: &str,
    data: &'a [u8],
    release: Version,
) -> Result<Vec<Statement<'a>>, SyntaxError> {
    let mut lexer = Lexer::new(data, release);
    let next = lexer.token()?;
    Parser { file, lexer, next }.statements()
}

struct Parser<'a, 'f> {
    file: &'f str,
    lexer: Lexer<'a>,
    /// One token ahead. Its faults come up before those of the tokens in front of it.
    next: Token<'a>,
}

impl<'a> Parser<'a, '_> {
    fn take(&mut self) -> Result<Token<'a>, SyntaxError> {
        let following = self.lexer.token()?;
        Ok(mem::replace(&mut self.next, following))
    }

    fn statements(mut self) -> Result<Vec<Statement<'a>>, SyntaxError> {
        let mut statements: Vec<Statement<'a>> = Vec::new();
        let mut before = Vec::new();
        loop {
            match self.next.kind {
                Kind::End => {
                    hand_back(statements.iter_mut().rev().map(as_line));
                    return Ok(statements);
                }
                Kind::LineComment => before.push(self.take()?.text),
                Kind::NewLine => {
                    self.take()?;
                    statements.extend((!before.is_empty()).then_some(Statement::Comments));
                    before.clear();
                }
                _ => statements.push(self.statement(mem::take(&mut before))?),
            }
        }
    }

    fn statement(&mut self, before: Vec<&'a [u8]>) -> Result<Statement<'a>, SyntaxError> {
        let first = self.take()?;
        let start = first.start;
        let mut words = vec![first.text];
        loop {
            let token = self.take()?;
            if token.ends_line() {
                let suffix = suffix(&token);
                return Ok(Statement::Line(Line { start, words, before, suffix }));
            }
            if token.is(b"(") && self.next.ends_line() {
                let lines = self.block(start)?;
                return Ok(Statement::Block(Block { start, words, before, lines }));
            }
            if token.is(b"(") && self.next.is(b")") {
                let close = self.take()?;
                if self.next.ends_line() {
                    self.take()?;
                    return Ok(Statement::Block(Block { start, words, before, lines: Vec::new() }));
                }
                words.extend([token.text, close.text]);
                continue;
            }
            words.push(token.text);
        }
    }

    /// The lines up to the closing bracket, and that bracket.
    fn block(&mut self, start: Position) -> Result<Vec<Line<'a>>, SyntaxError> {
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut before: Vec<&[u8]> = Vec::new();
        loop {
            match self.next.kind {
                Kind::End => return Err(self.unterminated(start)),
                Kind::LineComment => before.push(self.take()?.text),
                Kind::NewLine => {
                    self.take()?;
                    if before.last().map_or(!lines.is_empty(), |last| !last.is_empty()) {
                        before.push(b"");
                    }
                }
                Kind::SuffixComment => drop(self.take()?),
                Kind::Word if self.next.is(b")") => {
                    self.close()?;
                    hand_back(lines.iter_mut().rev().map(Some));
                    return Ok(lines);
                }
                Kind::Word => lines.push(self.line(mem::take(&mut before))?),
            }
        }
    }

    fn line(&mut self, before: Vec<&'a [u8]>) -> Result<Line<'a>, SyntaxError> {
        let first = self.take()?;
        let mut words = vec![first.text];
        loop {
            let token = self.take()?;
            if token.ends_line() {
                return Ok(Line { start: first.start, words, before, suffix: suffix(&token) });
            }
            words.push(token.text);
        }
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        self.take()?;
        if !self.next.ends_line() {
            return Err(SyntaxError { at: self.next.end, fault: Fault::AfterBracket });
        }
        self.take().map(drop)
    }

    fn unterminated(&self, start: Position) -> SyntaxError {
        let fault = Fault::OpenBlock { file: self.file.to_owned(), start };
        SyntaxError { at: self.next.end, fault }
    }
}

fn suffix<'a>(end: &Token<'a>) -> Vec<&'a [u8]> {
    Vec::from_iter((end.kind == Kind::SuffixComment).then_some(end.text))
}

fn as_line<'s, 'a>(statement: &'s mut Statement<'a>) -> Option<&'s mut Line<'a>> {
    match statement {
        Statement::Line(line) => Some(line),
        Statement::Block(_) | Statement::Comments => None,
    }
}

/// Moves the comments from behind folded lines to the nearest line above that is none, as go does.
/// The lines come from the last to the first; a None, which is no line, keeps the comments.
fn hand_back<'s, 'a: 's>(upwards: impl Iterator<Item = Option<&'s mut Line<'a>>>) {
    let mut carried = Vec::new();
    for line in upwards {
        match line {
            None => carried.clear(),
            Some(line) if line.is_folded() => carried.append(&mut line.suffix),
            Some(line) => line.suffix.extend(carried.drain(..).rev()),
        }
    }
}
