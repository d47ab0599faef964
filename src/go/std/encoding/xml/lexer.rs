//! One token, cut off the front of the bytes that are there.

use std::borrow::Cow;

use super::{
    characters, declaration,
    error::{Error, Fault},
    names,
    token::{Attribute, Element, Token},
};
use crate::go::version::{Change, Version};

/// Reads tokens from the front of `bytes`; `pos` is how far it has read.
#[derive(Clone, Debug)]
pub(crate) struct Lexer<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) pos: usize,
    /// Whether no byte follows `bytes`.
    pub(crate) closed: bool,
    pub(crate) version: Version,
}

/// Why there is no token.
#[derive(Debug)]
pub(crate) enum Halt {
    /// The bytes end within the token.
    Short,
    /// The bytes end within a CDATA section.
    ShortCdata,
    /// The syntax is wrong at `pos`.
    Fault(Fault),
    /// What the document says of itself is refused.
    Refused(Error),
}

pub(crate) type Lexed<T> = Result<T, Halt>;

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Whether go collects `byte` as part of a name, which it then judges as a whole.
pub(crate) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-' | 0x80..)
}

impl<'a> Lexer<'a> {
    /// The next token. There must be bytes left.
    pub(crate) fn token(&mut self) -> Lexed<Token<'a>> {
        if self.peek()? != b'<' {
            self.characters(b'<')?;
            return Ok(Token::Text);
        }
        self.pos += 1;
        match self.peek()? {
            b'/' => self.after(1, Self::end_element),
            b'?' => self.after(1, Self::instruction),
            b'!' => self.after(1, Self::markup_declaration),
            _ => self.start_element(),
        }
    }

    /// The next attribute; `None` at the end of the tag, which is not consumed.
    pub(crate) fn attribute(&mut self) -> Lexed<Option<Attribute<'a>>> {
        self.skip_space();
        if matches!(self.peek()?, b'>' | b'/') {
            return Ok(None);
        }
        let name = self.local_name()?.ok_or(Fault::AttributeName)?;
        self.skip_space();
        if self.peek()? != b'=' {
            return Ok(Some(Attribute { name, value: Cow::Borrowed(name) }));
        }
        self.pos += 1;
        self.skip_space();
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => self.after(1, |lexer| lexer.quoted(quote))?,
            _ => self.unquoted()?,
        };
        Ok(Some(Attribute { name, value }))
    }

    fn start_element(&mut self) -> Lexed<Token<'a>> {
        let name = self.local_name()?.ok_or(Fault::ElementName)?;
        let from = self.pos;
        while self.attribute()?.is_some() {}
        let closes_itself = self.take()? == b'/';
        if closes_itself {
            self.expect(b'>', Fault::SelfClosing)?;
        }
        let attributes = Self { bytes: &self.bytes[from..self.pos], pos: 0, ..self.clone() };
        Ok(Token::Start(Element { name, closes_itself, attributes }))
    }

    fn end_element(&mut self) -> Lexed<Token<'a>> {
        let name = self.local_name()?.ok_or(Fault::EndElementName)?;
        self.skip_space();
        match self.take()? {
            b'>' => Ok(Token::End(name)),
            _ => Err(Fault::EndElementTail(named(name)).into()),
        }
    }

    fn instruction(&mut self) -> Lexed<Token<'a>> {
        let target = self.name()?.ok_or(Fault::TargetName)?;
        self.skip_space();
        let text = self.until(b"?>").ok_or(Halt::Short)?;
        if target == "xml" {
            declaration::check(text, self.version).map_err(Halt::Refused)?;
        }
        Ok(Token::Instruction)
    }

    fn markup_declaration(&mut self) -> Lexed<Token<'a>> {
        match self.take()? {
            b'-' => self.comment(),
            b'[' => self.cdata(),
            _ => self.directive(),
        }
    }

    fn comment(&mut self) -> Lexed<Token<'a>> {
        self.expect(b'-', Fault::CommentStart)?;
        self.until(b"--").ok_or(Halt::Short)?;
        self.expect(b'>', Fault::DashesInComment)?;
        Ok(Token::Comment)
    }

    fn cdata(&mut self) -> Lexed<Token<'a>> {
        for byte in *b"CDATA[" {
            self.expect(byte, Fault::CdataStart)?;
        }
        let text = self.until(b"]]>").ok_or(Halt::ShortCdata)?;
        characters::check(text)?;
        Ok(Token::Cdata)
    }

    /// To the `>` that is neither quoted nor nested; the byte behind `<!` was taken unseen.
    fn directive(&mut self) -> Lexed<Token<'a>> {
        let mut depth = 0_usize;
        loop {
            match self.take()? {
                quote @ (b'"' | b'\'') => self.skip_past(quote)?,
                b'<' if self.rest().starts_with(b"!--") => {
                    self.pos += 3;
                    self.until(b"-->").ok_or(Halt::Short)?;
                }
                b'<' => depth += 1,
                b'>' if depth == 0 => return Ok(Token::Directive),
                b'>' => depth -= 1,
                _ => {}
            }
        }
    }

    fn quoted(&mut self, quote: u8) -> Lexed<Cow<'a, str>> {
        let value = self.characters(quote)?;
        self.take()?;
        Ok(value)
    }

    fn unquoted(&mut self) -> Lexed<Cow<'a, str>> {
        let rest = self.rest();
        let belongs = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':' | b'-');
        let length = rest.iter().take_while(belongs).count();
        self.pos += length;
        self.peek()?;
        Ok(Cow::Borrowed(str::from_utf8(&rest[..length]).unwrap_or_default()))
    }

    /// The characters up to `stop`: `<` for text, a quote for a value.
    fn characters(&mut self, stop: u8) -> Lexed<Cow<'a, str>> {
        let rest = self.rest();
        let cdata_end = stop == b'<' || !self.version.has(Change::CdataEndInValues);
        let is_end = |at: usize| cdata_end && rest[..at].ends_with(b"]]");
        let at = rest.iter().enumerate().position(|(at, b)| match b {
            b'<' => true,
            b'>' => is_end(at),
            _ => *b == stop,
        });
        self.pos += at.unwrap_or(rest.len());
        match at.map(|at| rest[at]) {
            None if !self.closed || characters::ends_within_entity(rest) => Err(Halt::Short),
            Some(b'>') => self.after(1, |_| Err(Fault::CdataEnd.into())),
            Some(b'<') if stop != b'<' => self.after(1, |_| Err(Fault::LessThanInQuotes.into())),
            found => self.decode(&rest[..at.unwrap_or(rest.len())], found.filter(|b| *b != b'<')),
        }
    }

    /// The meaning of `raw`; where it is faulty, `closing`, the quote behind it, counts as read.
    fn decode(&mut self, raw: &'a [u8], closing: Option<u8>) -> Lexed<Cow<'a, str>> {
        characters::decode(raw).map_err(|fault| {
            self.pos += usize::from(closing.is_some());
            fault.into()
        })
    }

    /// A name without the prefix in front of its colon.
    fn local_name(&mut self) -> Lexed<Option<&'a str>> {
        let version = self.version;
        Ok(self.name()?.and_then(|name| local_part(name, version)))
    }

    fn name(&mut self) -> Lexed<Option<&'a str>> {
        let rest = self.rest();
        let length = rest.iter().take_while(|b| is_name_byte(**b)).count();
        self.pos += length;
        self.peek()?;
        match str::from_utf8(&rest[..length]) {
            Ok("") => Ok(None),
            Ok(name) if names::is_name(name) => Ok(Some(name)),
            _ => Err(Fault::InvalidName(rest[..length.min(NAMED)].to_vec()).into()),
        }
    }

    fn expect(&mut self, byte: u8, fault: Fault) -> Lexed<()> {
        if self.take()? == byte { Ok(()) } else { Err(fault.into()) }
    }

    fn skip_space(&mut self) {
        let is_space = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        self.pos += self.rest().iter().take_while(is_space).count();
    }

    fn skip_past(&mut self, byte: u8) -> Lexed<()> {
        self.until(&[byte]).map(|_| ()).ok_or(Halt::Short)
    }

    /// What precedes `mark`, which is read too.
    fn until(&mut self, mark: &[u8]) -> Option<&'a [u8]> {
        let rest = self.rest();
        let length = rest.windows(mark.len()).position(|window| window == mark)?;
        self.pos += length + mark.len();
        Some(&rest[..length])
    }

    /// Goes `count` bytes on, then reads `next`.
    fn after<T>(&mut self, count: usize, next: impl FnOnce(&mut Self) -> Lexed<T>) -> Lexed<T> {
        self.pos += count;
        next(self)
    }

    fn take(&mut self) -> Lexed<u8> {
        let byte = self.peek()?;
        self.pos += 1;
        Ok(byte)
    }

    fn peek(&self) -> Lexed<u8> {
        self.bytes.get(self.pos).copied().ok_or(Halt::Short)
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.pos..).unwrap_or_default()
    }
}

/// How much of a name is told where it is wrong, in bytes. go tells all of it.
const NAMED: usize = 1 << 10;

fn named(name: &str) -> String {
    name[..name.floor_char_boundary(NAMED)].to_owned()
}

/// `name` without its prefix, or nothing where go takes it for no name (discovery.md §8.4).
fn local_part(name: &str, version: Version) -> Option<&str> {
    let Some((prefix, local)) = name.split_once(':') else { return Some(name) };
    if !version.has(Change::EdgeColonsInNames) {
        return Some(local);
    }
    if local.contains(':') {
        return (!version.has(Change::OneColonInNames)).then_some(name);
    }
    let splits = !prefix.is_empty() && !local.is_empty();
    Some(if splits { local } else { name })
}
