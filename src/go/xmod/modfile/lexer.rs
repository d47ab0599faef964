//! The words of a go.mod or go.work, with their places.

use super::{
    error::{Fault, SyntaxError},
    position::Position,
};
use crate::go::{std::strconv::printable::is_printable_in, version::Version};

/// What a token is to the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The end of the file.
    End,
    /// A comment with nothing in front of it on its line, and the end of that line.
    LineComment,
    /// The end of a line.
    NewLine,
    /// A comment behind something, and the end of that line.
    SuffixComment,
    /// A word, a string with its quotes, or one of `( ) [ ] { } ,`.
    Word,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// Comments come with their slashes and without the end of the line.
    pub(super) text: &'a [u8],
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Token<'_> {
    pub(super) fn ends_line(&self) -> bool {
        matches!(self.kind, Kind::End | Kind::NewLine | Kind::SuffixComment)
    }

    /// Whether this is the mark `mark`. Strings have their quotes, so they are none.
    pub(super) fn is(&self, mark: &[u8]) -> bool {
        self.kind == Kind::Word && self.text == mark
    }
}

pub(super) struct Lexer<'a> {
    release: Version,
    rest: &'a [u8],
    at: Position,
    /// Nothing but blanks was read of this line.
    fresh: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(data: &'a [u8], release: Version) -> Self {
        Self { release, rest: data, at: Position { line: 1, column: 1 }, fresh: true }
    }

    /// The next token. At the end of the file that is [`Kind::End`], again and again.
    pub(super) fn token(&mut self) -> Result<Token<'a>, SyntaxError> {
        while matches!(self.peek(), Some(' ' | '\t' | '\r')) {
            self.advance();
        }
        let (before, start) = (self.rest, self.at);
        let kind = self.read()?;
        let read = &before[..before.len() - self.rest.len()];
        let comment = matches!(kind, Kind::LineComment | Kind::SuffixComment);
        let text = if comment { without_line_end(read) } else { read };
        self.fresh = kind != Kind::Word;
        Ok(Token { kind, text, start, end: self.at })
    }

    fn read(&mut self) -> Result<Kind, SyntaxError> {
        if self.rest.starts_with(b"//") {
            return Ok(self.comment());
        }
        self.forbid_star()?;
        match self.peek() {
            None => return Ok(Kind::End),
            Some('\n') => {
                self.advance();
                return Ok(Kind::NewLine);
            }
            Some('(' | ')' | '[' | ']' | '{' | '}' | ',') => self.advance(),
            Some(mark @ ('"' | '`')) => self.string(mark)?,
            Some(c) if !self.is_word_char(c) => return Err(self.fail(Fault::UnexpectedChar(c))),
            Some(_) => self.word()?,
        }
        Ok(Kind::Word)
    }

    fn comment(&mut self) -> Kind {
        while self.peek().is_some_and(|c| c != '\n') {
            self.advance();
        }
        self.advance();
        if self.fresh { Kind::LineComment } else { Kind::SuffixComment }
    }

    /// A backslash takes any character behind it, even the end of a line; what it means is looked
    /// at when the string is used.
    fn string(&mut self, mark: char) -> Result<(), SyntaxError> {
        let start = self.at;
        let end = SyntaxError { at: start, fault: Fault::EndInString };
        self.advance();
        loop {
            match self.peek().ok_or_else(|| end.clone())? {
                '\n' => return Err(self.fail(Fault::NewLineInString)),
                '\\' if mark == '"' => {
                    self.advance();
                    self.peek().ok_or_else(|| end.clone())?;
                }
                c if c == mark => break,
                _ => {}
            }
            self.advance();
        }
        self.advance();
        Ok(())
    }

    fn word(&mut self) -> Result<(), SyntaxError> {
        while self.peek().is_some_and(|c| self.is_word_char(c)) && !self.rest.starts_with(b"//") {
            self.forbid_star()?;
            self.advance();
        }
        Ok(())
    }

    fn is_word_char(&self, c: char) -> bool {
        let blank_or_mark = matches!(c, ' ' | '(' | ')' | '[' | ']' | '{' | '}' | ',');
        !blank_or_mark && is_printable_in(c, self.release)
    }

    fn forbid_star(&self) -> Result<(), SyntaxError> {
        if self.rest.starts_with(b"/*") { Err(self.fail(Fault::StarComment)) } else { Ok(()) }
    }

    fn fail(&self, fault: Fault) -> SyntaxError {
        SyntaxError { at: self.at, fault }
    }

    fn peek(&self) -> Option<char> {
        first_char(self.rest).map(|(c, _)| c)
    }

    fn advance(&mut self) {
        let Some((c, len)) = first_char(self.rest) else { return };
        self.rest = &self.rest[len..];
        self.at.column += 1;
        if c == '\n' {
            self.at = Position { line: self.at.line + 1, column: 1 };
        }
    }
}

/// The first character and its length. A byte that is not UTF-8 is U+FFFD, which words may hold.
fn first_char(bytes: &[u8]) -> Option<(char, usize)> {
    let &first = bytes.first()?;
    if first.is_ascii() {
        return Some((char::from(first), 1));
    }
    let longest = &bytes[..bytes.len().min(4)];
    let valid = longest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let c = valid.chars().next();
    Some(c.map_or((char::REPLACEMENT_CHARACTER, 1), |c| (c, c.len_utf8())))
}

fn without_line_end(comment: &[u8]) -> &[u8] {
    match comment.strip_suffix(b"\n") {
        Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
        None => comment,
    }
}
