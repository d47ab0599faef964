//! How far go came on a page, token by token.

use crate::go::{
    cmd::meta::{Stopped, StoppedAt},
    std::encoding::xml::{End, Error, Fault, Place, Step, Token, Tokenizer},
    version::Version,
};

/// go's way through a page, up to where it stopped.
#[derive(Debug)]
pub(crate) struct Passage {
    /// The tokens before the one that stopped it.
    tokens: Vec<Passed>,
    /// Where the token begins that stopped it, or that it could not finish.
    pub(crate) last: u64,
    /// The place to look at: `last`, or a byte within that token.
    pub(crate) stop: u64,
}

/// A token that go has read.
#[derive(Debug)]
pub(crate) struct Passed {
    pub(crate) start: Place,
    end: u64,
    pub(crate) name: &'static str,
}

impl Passage {
    pub(crate) fn new(page: &[u8], stopped: &Stopped) -> Self {
        let mut tokenizer = Tokenizer::new(Version::NEWEST);
        tokenizer.push(page);
        tokenizer.close(End::Complete);
        let (mut tokens, mut last) = (Vec::new(), 0);
        loop {
            match tokenizer.step() {
                Step::Token(_, start, end) if is_the_stop(stopped, end) => {
                    return Self { tokens, last: start.offset, stop: start.offset };
                }
                Step::Token(token, start, Place { offset: end, .. }) => {
                    tokens.push(Passed { start, end, name: name(&token) });
                    last = end;
                }
                Step::Failed(error, place) if place.offset == stopped.offset => {
                    let stop = culprit(&error, page, last, place.offset);
                    return Self { tokens, last, stop };
                }
                _ => return Self { tokens, last, stop: stopped.offset },
            }
        }
    }

    /// The token that holds the byte at `offset`.
    pub(crate) fn token_at(&self, offset: u64) -> Option<&Passed> {
        let index = self.tokens.partition_point(|token| token.end <= offset);
        self.tokens.get(index)
    }
}

/// Whether the token that ends at `end` is the tag that made go stop.
fn is_the_stop(stopped: &Stopped, end: Place) -> bool {
    stopped.at != StoppedAt::Error && end.offset >= stopped.offset
}

/// The place that `error` is about, in the token from `last` on, of which go read up to `read`.
fn culprit(error: &Error, page: &[u8], last: u64, read: u64) -> u64 {
    let Error::Syntax { fault, .. } = error else { return last };
    match fault {
        Fault::UnexpectedEof | Fault::EofInCdata => last,
        Fault::InvalidUtf8 | Fault::IllegalCharacter(_) => last + bad_character(page, last),
        Fault::ElementName | Fault::EndElementName | Fault::TargetName | Fault::AttributeName => {
            read
        }
        Fault::InvalidName(name) => read.saturating_sub(name.len() as u64),
        _ => read.saturating_sub(1),
    }
}

/// How many bytes are between `from` and the first one that XML does not allow as it is.
fn bad_character(page: &[u8], from: u64) -> u64 {
    let rest = usize::try_from(from).ok().and_then(|from| page.get(from..)).unwrap_or_default();
    let text = rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let is_bad = |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let at = text.find(is_bad).unwrap_or(text.len());
    if at < rest.len() { at as u64 } else { 0 }
}

fn name(token: &Token<'_>) -> &'static str {
    match token {
        Token::Start(_) => "a start tag",
        Token::End(_) => "an end tag",
        Token::Text => "text",
        Token::Cdata => "a CDATA section",
        Token::Comment => "a comment",
        Token::Instruction => "a processing instruction",
        Token::Directive => "a <!…> directive",
    }
}
