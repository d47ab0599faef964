//! Which pieces of a page are go-import tags, and which only look like it.

use html5ever::tokenizer::Tag;
use serde::{Deserialize, Serialize};

use super::{
    BrowserReading, Found,
    frame::{Frame, is_frame},
    scan::{Piece, PieceKind},
    source::Source,
};
use crate::go::{cmd::meta::Import, version::Version};

/// A place that speaks of go-import and is no such tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// What it is instead.
    pub kind: Miss,
    /// The line where it begins, from 1.
    pub line: u64,
    /// The bytes before it.
    pub offset: u64,
    /// The text there, at most 120 characters, as it is on the page.
    pub excerpt: String,
}

/// Why something that looks like a go-import tag is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Miss {
    /// The word is in another attribute than `name`: `property`, say.
    OtherAttribute {
        /// The attribute.
        attribute: String,
    },
    /// The word is in the `name` of another element than `meta`.
    OtherElement {
        /// The element.
        element: String,
    },
    /// The name is go-import in other letters: `Go-Import`.
    WrongCase,
    /// The name has more in it than go-import: a space, a backslash.
    OtherName {
        /// The name.
        name: String,
    },
    /// The values are in “typographic” quotes, which HTML does not know.
    SmartQuotes,
    /// The content has neither three nor four fields.
    FieldCount {
        /// The fields it has.
        found: usize,
    },
    /// The tag is in a comment.
    Comment,
    /// The tag is escaped, as `&lt;meta …`, and so is text.
    Escaped,
    /// The tag is in an element that holds no tags, such as `<script>` or `<noscript>`.
    RawText {
        /// The element.
        element: String,
    },
    /// The tag is in a `<template>`, which is no part of the document.
    Template,
    /// The page ends within the tag.
    Unfinished,
}

const WORD: &str = "go-import";
/// How a tag begins, as it is or escaped.
const OPENERS: [&str; 4] = ["<meta", "&lt;meta", "&#60;meta", "&#x3c;meta"];

/// Sorts the pieces of a page.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    source: Source<'a>,
    pub(crate) reading: BrowserReading,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(page: &'a [u8]) -> Self {
        Self { source: Source::new(page), reading: BrowserReading::default() }
    }

    pub(crate) fn take(&mut self, piece: &Piece) {
        let bytes = self.source.bytes.get(piece.range.clone()).unwrap_or_default();
        if let PieceKind::Start(tag, in_template) = &piece.kind {
            return self.tag(tag, *in_template, bytes, piece);
        }
        let Some(last) = find_last(bytes, WORD) else { return };
        let mut from = 0;
        while let Some((at, opener)) = next_tag(bytes, from, last) {
            self.miss(miss_in(&piece.kind, opener), piece.range.start + at);
            from = at + opener.len();
        }
    }

    fn tag(&mut self, tag: &Tag, in_template: bool, bytes: &[u8], piece: &Piece) {
        let offset = piece.range.start;
        if is_frame(tag) && self.reading.frame.is_none() {
            let line = self.source.line(offset);
            self.reading.frame = Some(Frame { line, excerpt: self.source.excerpt(offset) });
        }
        if &*tag.name == "form" && self.reading.form.is_none() {
            let action = tag.attrs.iter().find(|attribute| &*attribute.name.local == "action");
            self.reading.form = action.map(|action| action.value.to_string());
        }
        match judge(tag, in_template, bytes) {
            Some(Ok(import)) => self.reading.imports.push(Found {
                import,
                line: self.source.line(offset),
                offset: offset as u64,
                part: piece.part,
            }),
            Some(Err(miss)) => self.miss(miss, offset),
            None => {}
        }
    }

    fn miss(&mut self, kind: Miss, offset: usize) {
        self.reading.near_misses.push(NearMiss {
            kind,
            line: self.source.line(offset),
            offset: offset as u64,
            excerpt: self.source.excerpt(offset),
        });
    }
}

/// What a start tag says, what is wrong with it, or nothing where it is about something else.
fn judge(tag: &Tag, in_template: bool, bytes: &[u8]) -> Option<Result<Import, Miss>> {
    let name = attribute(tag, "name").filter(|value| means_the_word(value));
    if &*tag.name != "meta" {
        let element = tag.name.to_string();
        return name.and(attribute(tag, "content")).map(|_| Err(Miss::OtherElement { element }));
    }
    let Some(name) = name else { return other_attribute(tag).map(Err) };
    if name != WORD {
        return Some(Err(wrong_name(name)));
    }
    let content = attribute(tag, "content").unwrap_or_default();
    let import = Import::parse(content, Version::NEWEST);
    Some(
        import
            .map_err(|found| wrong_content(bytes, found))
            .and_then(|import| if in_template { Err(Miss::Template) } else { Ok(import) }),
    )
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| &*attribute.value)
}

fn other_attribute(tag: &Tag) -> Option<Miss> {
    let mut others = tag.attrs.iter().filter(|attribute| &*attribute.name.local != "content");
    let found = others.find(|attribute| means_the_word(&attribute.value))?;
    Some(Miss::OtherAttribute { attribute: found.name.local.to_string() })
}

/// Whether a value is meant to be go-import, give or take its case and what surrounds it.
fn means_the_word(value: &str) -> bool {
    value.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(WORD)
}

fn wrong_name(name: &str) -> Miss {
    if name.eq_ignore_ascii_case(WORD) {
        Miss::WrongCase
    } else if name.contains(is_smart_quote) {
        Miss::SmartQuotes
    } else {
        Miss::OtherName { name: name.to_owned() }
    }
}

fn wrong_content(bytes: &[u8], found: usize) -> Miss {
    let has_smart_quotes = |text: &str| text.contains(is_smart_quote);
    if str::from_utf8(bytes).is_ok_and(has_smart_quotes) {
        return Miss::SmartQuotes;
    }
    Miss::FieldCount { found }
}

fn is_smart_quote(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '«' | '»' | '″')
}

fn miss_in(kind: &PieceKind, opener: &str) -> Miss {
    match kind {
        PieceKind::Comment => Miss::Comment,
        PieceKind::RawText(element) => Miss::RawText { element: element.clone() },
        _ if opener.starts_with('<') => Miss::Unfinished,
        _ => Miss::Escaped,
    }
}

/// The next tag in `bytes` from `from` on that holds the word, whose last place is `last`.
fn next_tag(bytes: &[u8], from: usize, last: usize) -> Option<(usize, &'static str)> {
    let mut opened = None;
    for at in from..=last {
        let rest = bytes.get(at..)?;
        if let Some(opener) = OPENERS.into_iter().find(|opener| starts_with(rest, opener)) {
            opened = Some((at, opener));
        } else if opened.is_some() && starts_with(rest, WORD) {
            return opened;
        }
    }
    None
}

fn find_last(bytes: &[u8], word: &str) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| starts_with(window, word))
}

fn starts_with(bytes: &[u8], word: &str) -> bool {
    bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::second::browser::read;

    fn misses(page: &str) -> Vec<(Miss, u64)> {
        let reading = read(page.as_bytes());
        assert_eq!(reading.imports, [], "{page}");
        reading.near_misses.into_iter().map(|near| (near.kind, near.offset)).collect()
    }

    #[test]
    fn names_what_stands_there_instead() {
        let script = Miss::RawText { element: "script".into() };
        let noscript = Miss::RawText { element: "noscript".into() };
        for (page, miss, offset) in [
            ("<meta property='go-import' content='a git r'>", attribute("property"), 0),
            ("<meta itemprop=go-import content='a git r'>", attribute("itemprop"), 0),
            (
                "<link name='go-import' content='a git r'>",
                Miss::OtherElement { element: "link".into() },
                0,
            ),
            ("<meta name='Go-Import' content='a git r'>", Miss::WrongCase, 0),
            ("<meta name=' go-import' content='a git r'>", name(" go-import"), 0),
            (r#"<meta name=\"go-import\" content=\"a git r\">"#, name(r#"\"go-import\""#), 0),
            ("<meta name=“go-import” content=“a git r”>", Miss::SmartQuotes, 0),
            ("<meta name=\"go-import\" content=“a git r”>", Miss::SmartQuotes, 0),
            ("<meta name=\"go-import\" content=\"a git\">", Miss::FieldCount { found: 2 }, 0),
            ("<meta name=\"go-import\">", Miss::FieldCount { found: 0 }, 0),
            ("<!-- <meta name=\"go-import\" content='a git r'> -->", Miss::Comment, 5),
            ("<pre>&lt;meta name='go-import' content='a git r'&gt;", Miss::Escaped, 5),
            ("<script>'<meta name=go-import content=x>'</script>", script, 9),
            ("<noscript><meta name=go-import content='a b c'></noscript>", noscript, 10),
            ("<template><meta name=go-import content='a b c'></template>", Miss::Template, 10),
            ("x <meta name='go-import' content='a b c>", Miss::Unfinished, 2),
        ] {
            assert_eq!(misses(page), [(miss, offset)], "{page}");
        }
    }

    #[test]
    fn talk_about_tags_is_no_near_miss() {
        for page in [
            "<p>the go-import tag, a meta tag</p>",
            "<!-- go-import -->",
            "<meta name=description content='go-import'>",
            "<meta name='go-source' content='a b c d'>",
            "<a href='#go-import'>",
        ] {
            assert_eq!(misses(page), [], "{page}");
        }
    }

    #[test]
    fn each_escaped_tag_counts() {
        let tag = "&lt;meta name=go-import&gt; &lt;meta name=x&gt;";
        let offsets: Vec<_> = misses(&tag.repeat(3)).into_iter().map(|(_, at)| at).collect();
        assert_eq!(offsets, [0, 47, 94]);
    }

    fn attribute(attribute: &str) -> Miss {
        Miss::OtherAttribute { attribute: attribute.into() }
    }

    fn name(name: &str) -> Miss {
        Miss::OtherName { name: name.into() }
    }
}
