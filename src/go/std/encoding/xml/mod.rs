//! go's lenient XML tokenizer, fed as the bytes come in.
//!
//! The go command reads pages with `encoding/xml` in its lenient mode, one raw token after the
//! other. This is that tokenizer's behaviour (discovery.md §8), not its code: the same tokens,
//! the same errors, the same line numbers. It holds no more than the tag it waits for: text,
//! comments and the like go by in pieces.

mod characters;
mod declaration;
mod error;
mod lexer;
mod long;
mod names;
mod token;

pub use error::{Error, Fault};
pub use token::{Element, Place, Token};

use crate::go::version::Version;
use lexer::{Halt, Lexer};
use long::Passed;

/// Up to this size an unfinished token is tried again with every byte that comes.
const SMALL: usize = 4096;

/// From this size on an unfinished token goes by in pieces.
const LONG: usize = 64 << 10;

/// The most of a tag that is held.
const MOST: usize = 512 << 10;

/// How the bytes of a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// All of them came.
    Complete,
    /// The connection or the decompression failed, with go's text for it.
    Broken(String),
}

/// What comes next on a page.
#[derive(Clone, Debug)]
pub enum Step<'a> {
    /// A token, and where it begins and ends.
    Token(Token<'a>, Place, Place),
    /// Nothing before more bytes come, or the end.
    More,
    /// The end of the page, at a place where it may end.
    End(Place),
    /// go gives up here.
    Failed(Error, Place),
    /// A tag is longer than so many bytes, the most that is held here; go has no such limit.
    TooLong(u64),
}

/// Takes bytes, gives tokens.
#[derive(Debug)]
pub struct Tokenizer {
    version: Version,
    /// Bytes that were pushed; those before `at` have become tokens.
    pending: Vec<u8>,
    at: usize,
    place: Place,
    /// How many bytes must be pending before the token at `at` is tried again.
    retry: usize,
    /// How many of the bytes from `at` on were tried and did not end the token.
    tried: usize,
    /// What is wrong with the text whose beginning has gone by. go says so at its end.
    fault: Option<Fault>,
    end: Option<End>,
}

impl Tokenizer {
    /// A tokenizer at the start of a page, with the rules of `version`.
    pub fn new(version: Version) -> Self {
        let (pending, at, place) = (Vec::new(), 0, Place::START);
        Self { version, pending, at, place, retry: 1, tried: 0, fault: None, end: None }
    }

    /// Takes the next bytes of the page.
    pub fn push(&mut self, bytes: &[u8]) {
        self.pending.drain(..self.at);
        self.at = 0;
        if self.tried > LONG {
            self.pass_by();
        }
        if self.waits_for_a_tag() && bytes.contains(&b'<') {
            self.retry = 1;
        }
        self.pending.extend_from_slice(bytes);
    }

    /// Says that no more bytes come, and why.
    pub fn close(&mut self, end: End) {
        self.end = Some(end);
    }

    /// The next token, or why there is none.
    pub fn step(&mut self) -> Step<'_> {
        let bytes = self.pending.get(self.at..).unwrap_or_default();
        if self.end.is_none() && bytes.len() < self.retry {
            return Step::More;
        }
        if bytes.is_empty() {
            return self.finished();
        }
        let closed = self.end.is_some();
        let mut lexer = Lexer { bytes, pos: 0, closed, version: self.version };
        let result = lexer.token();
        let (start, stop) = (self.place, self.place.behind(&bytes[..lexer.pos]));
        match result {
            Ok(token) => {
                (self.at, self.place) = (self.at + lexer.pos, stop);
                (self.retry, self.tried) = (1, 0);
                // What went by was text too, and had a fault.
                match self.fault.take() {
                    Some(fault) => Step::Failed(Error::Syntax { line: stop.line, fault }, stop),
                    None => Step::Token(token, start, stop),
                }
            }
            Err(Halt::Fault(fault)) => Step::Failed(Error::Syntax { line: stop.line, fault }, stop),
            Err(Halt::Refused(error)) => Step::Failed(error, stop),
            Err(_) if !closed && bytes.len() > MOST => Step::TooLong(MOST as u64),
            Err(halt) => {
                (self.retry, self.tried) = (next_try(bytes.len()), bytes.len());
                self.ran_out(&halt, start.behind(bytes))
            }
        }
    }

    /// Text ends at the next `<`, however long it is.
    fn waits_for_a_tag(&self) -> bool {
        self.pending.first().is_some_and(|b| *b != b'<')
    }

    /// Lets most of a long token without an end go by; a tag is held until it is too long.
    fn pass_by(&mut self) {
        let Some(Passed { range, fault }) = long::passed(&self.pending[..self.tried]) else {
            return;
        };
        self.place = self.place.behind(&self.pending[range.clone()]);
        self.pending.drain(range);
        self.fault = self.fault.take().or(fault);
        (self.retry, self.tried) = (1, 0);
    }

    fn finished(&self) -> Step<'_> {
        match &self.end {
            Some(End::Broken(text)) => Step::Failed(Error::Reader(text.clone()), self.place),
            Some(End::Complete) => Step::End(self.place),
            None => Step::More,
        }
    }

    /// The bytes end within a token, at `stop`.
    fn ran_out(&self, halt: &Halt, stop: Place) -> Step<'_> {
        let fault = match halt {
            Halt::ShortCdata => Fault::EofInCdata,
            _ => Fault::UnexpectedEof,
        };
        match &self.end {
            Some(End::Complete) => Step::Failed(Error::Syntax { line: stop.line, fault }, stop),
            Some(End::Broken(text)) => Step::Failed(Error::Reader(text.clone()), stop),
            None => Step::More,
        }
    }
}

/// How many bytes must be pending before a token that `length` bytes did not end is tried again.
///
/// A large one waits for a quarter more, so that one without an end costs time in proportion to
/// its length.
fn next_try(length: usize) -> usize {
    length + if length < SMALL { 1 } else { length / 4 }
}
