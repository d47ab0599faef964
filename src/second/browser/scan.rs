//! A page cut into tags, comments and text, as html5ever cuts it, with byte offsets.
//!
//! html5ever counts lines but not bytes. So it is fed `<`, `>` and the runs between them one by
//! one: whatever it hands out while it reads a `>` ends there, and markup begins at the first `<`
//! after the last thing it handed out.

use std::cell::RefCell;
use std::mem;
use std::ops::Range;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::Part;

/// A piece of the page.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) range: Range<usize>,
    /// The part of the document it is in.
    pub(crate) part: Part,
}

#[derive(Debug)]
pub(crate) enum PieceKind {
    /// A start tag, and whether it is in a `<template>`, which shows nothing.
    Start(Tag, bool),
    /// An end tag, a doctype.
    Other,
    /// A comment, or what HTML takes for one: `<?…>`, `<!…>`.
    Comment,
    /// Text between tags.
    Text,
    /// The text of an element that holds no tags, and the element's name.
    RawText(String),
}

/// The pieces of `page` that are markup, and the text between them, in order.
pub(crate) fn pieces(page: &[u8]) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    for (range, text) in morsels(page) {
        queue.push_back(StrTendril::from_slice(text));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        cutter.take(tokenizer.sink.tokens.take(), range, text == "<");
    }
    tokenizer.end();
    cutter.take(tokenizer.sink.tokens.take(), page.len()..page.len(), false);
    cutter.text_up_to(page.len());
    cutter.pieces
}

/// `page` cut before and after each `<` and `>`, and around bytes that are not UTF-8.
fn morsels(page: &[u8]) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    let texts = page.utf8_chunks().flat_map(|chunk| {
        let valid = chunk.valid();
        let cuts = valid.split_inclusive(['<', '>']).flat_map(|text| match text.len() {
            0 | 1 => [text, ""],
            length => text.split_at(length - usize::from(text.ends_with(['<', '>']))).into(),
        });
        let bad = chunk.invalid().iter().map(|_| (1, "\u{fffd}"));
        cuts.map(|text| (text.len(), text)).chain(bad)
    });
    texts.filter(|(length, _)| *length > 0).map(move |(length, text)| {
        at += length;
        (at - length..at, text)
    })
}

/// Collects what html5ever hands out, and tells it which elements hold no tags.
#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let next = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => content_of(&tag.name),
            _ => TokenSinkResult::Continue,
        };
        if !matches!(token, Token::ParseError(_) | Token::EOFToken) {
            self.tokens.borrow_mut().push(token);
        }
        next
    }
}

/// How a browser with scripting reads what an element holds.
fn content_of(element: &str) -> TokenSinkResult<()> {
    match element {
        "script" => TokenSinkResult::RawData(ScriptData),
        "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
            TokenSinkResult::RawData(Rawtext)
        }
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

/// Puts tokens and offsets together.
#[derive(Default)]
struct Cutter {
    pieces: Vec<Piece>,
    /// The first `<` since the last token, if any.
    markup: Option<usize>,
    /// Where the text before the next markup begins.
    text: usize,
    /// The element whose raw text is being read.
    raw: Option<String>,
    tree: Tree,
}

impl Cutter {
    /// Takes what was handed out while the bytes of `range` were read.
    fn take(&mut self, tokens: Vec<Token>, range: Range<usize>, is_open: bool) {
        let handed_out = !tokens.is_empty();
        for token in tokens {
            self.token(token, range.end);
        }
        if handed_out {
            self.markup = None;
        }
        if is_open && self.markup.is_none() {
            self.markup = Some(range.start);
        }
    }

    fn token(&mut self, token: Token, end: usize) {
        let kind = match token {
            Token::CharacterTokens(text) => return self.characters(&text),
            Token::NullCharacterToken => return self.characters("\0"),
            Token::CommentToken(_) => PieceKind::Comment,
            Token::TagToken(tag) => self.tag(tag),
            _ => PieceKind::Other,
        };
        let start = self.markup.take().unwrap_or(end);
        self.text_up_to(start);
        if let PieceKind::Start(tag, _) = &kind {
            let holds_raw = !matches!(content_of(&tag.name), TokenSinkResult::Continue);
            self.raw = holds_raw.then(|| tag.name.to_string());
        } else if !matches!(kind, PieceKind::Comment) {
            self.raw = None;
        }
        self.pieces.push(Piece { kind, range: start..end, part: self.tree.part() });
        self.text = end;
    }

    fn tag(&mut self, tag: Tag) -> PieceKind {
        if tag.kind == TagKind::EndTag {
            self.tree.end(&tag.name);
            return PieceKind::Other;
        }
        let in_template = self.tree.templates > 0;
        self.tree.start(&tag.name);
        PieceKind::Start(tag, in_template)
    }

    fn characters(&mut self, text: &str) {
        if self.raw.is_none() {
            self.tree.text(text);
        }
    }

    fn text_up_to(&mut self, end: usize) {
        let range = mem::replace(&mut self.text, end)..end;
        if !range.is_empty() {
            let kind = self.raw.clone().map_or(PieceKind::Text, PieceKind::RawText);
            self.pieces.push(Piece { kind, range, part: self.tree.part() });
        }
    }
}

/// As much of HTML's tree construction as tells the head from the body.
#[derive(Default)]
struct Tree {
    mode: Mode,
    /// How many `<template>` elements are open.
    templates: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Head,
    AfterHead,
    Body,
}

impl Tree {
    fn part(&self) -> Part {
        if self.mode == Mode::Body { Part::Body } else { Part::Head }
    }

    fn start(&mut self, name: &str) {
        let belongs_to_head = match name {
            "html" | "head" | "base" | "basefont" | "bgsound" | "link" | "meta" | "noframes"
            | "script" | "style" | "template" | "title" => true,
            "noscript" => self.mode == Mode::Head,
            _ => false,
        };
        if !belongs_to_head {
            self.enter_body();
        }
        self.templates += usize::from(name == "template");
    }

    fn end(&mut self, name: &str) {
        match name {
            "head" if self.mode == Mode::Head => self.mode = Mode::AfterHead,
            "body" | "html" | "br" => self.enter_body(),
            "template" => self.templates = self.templates.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.contains(|c: char| !matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ' | '\0')) {
            self.enter_body();
        }
    }

    /// What is in a template says nothing about the document.
    fn enter_body(&mut self) {
        if self.templates == 0 {
            self.mode = Mode::Body;
        }
    }
}
