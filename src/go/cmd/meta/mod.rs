//! What go reads from a `?go-get=1` page: its go-import tags, in go's order.

mod keep;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    go::{
        std::encoding::xml::{self, Element, Place, Step, Token, Tokenizer},
        version::{Change, Version},
    },
    secret::UrlText,
};

pub use crate::go::std::encoding::xml::End;
pub use keep::{MOST_OF_A_TAG, Share};

use keep::Tags;

/// What a go-import tag says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Import {
    /// The import path of the repository's root.
    pub prefix: String,
    /// The version control system, or `mod` for a module proxy.
    pub vcs: String,
    /// The URL of the repository or the proxy, as written; its password is not shown.
    pub repo: UrlText,
    /// The module's directory in the repository; empty is the root of it.
    pub subdir: String,
}

/// What go reads from one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The tags that count, in go's order: `mod` first, and nothing that a `mod` tag replaces.
    pub imports: Vec<Import>,
    /// go's text for what is wrong with the page; `None` also where a tag makes go ignore it.
    pub error: Option<String>,
    /// Where go stopped. It has not looked at anything behind that.
    pub stopped: Stopped,
    /// The tags named go-import or go-source, in the order of the page, whatever became of them.
    pub tags: Vec<Tag>,
    /// How many more there are, which are counted and not kept: none of them is the one for the path.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Where and why go stopped reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// What stopped it.
    pub at: StoppedAt,
    /// The line it had come to, from 1.
    pub line: u64,
    /// How many bytes it had read.
    pub offset: u64,
    /// go's text for the error, also for one that it ignores.
    pub error: Option<String>,
    /// What is wrong with the page's encoding, where that is the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<BadEncoding>,
}

/// What is wrong with the encoding of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadEncoding {
    /// A byte is none of UTF-8.
    NotUtf8,
    /// The XML declaration names one that go does not read.
    Declared,
}

/// What makes go stop reading a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoppedAt {
    /// `<body>`.
    BodyStart,
    /// `</head>` or `<head/>`.
    HeadEnd,
    /// The end of the page.
    Eof,
    /// An error, of the syntax or of the connection.
    Error,
}

/// A `<meta>` element whose name is go-import or go-source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The line of its `<`, from 1.
    pub line: u64,
    /// The bytes before its `<`.
    pub offset: u64,
    /// Its content as go reads it; `None` without such an attribute.
    pub content: Option<String>,
    /// What go makes of it.
    pub verdict: Verdict,
}

/// What go makes of a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The tag names a repository or a module proxy.
    Import(Import),
    /// The tag is ignored: its content has the wrong number of fields.
    FieldCount {
        /// The fields it has.
        found: usize,
    },
    /// The tag is ignored: go-source is for documentation sites.
    GoSource,
}

/// How go treats `mod` tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModTags {
    /// `mod` tags come first, and replace the other tags of their prefix: in module mode.
    #[default]
    Prefer,
    /// `mod` tags do not exist: where go needs the repository itself.
    Ignore,
}

/// Whether a reader wants more bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The reader wants more.
    More,
    /// go has stopped; what follows makes no difference.
    Stopped,
    /// A tag is longer than so many bytes, the most that is read here; go has no such limit.
    TooLong(u64),
}

/// Reads a page as its bytes come in.
#[derive(Debug)]
pub struct PageReader {
    tokenizer: Tokenizer,
    version: Version,
    mode: ModTags,
    tags: Tags,
    stopped: Option<Stopped>,
    too_long: Option<u64>,
}

/// What go reads from `page`, all of which came.
pub fn read(page: &[u8], version: Version) -> Reading {
    read_keeping(page, version, Share::default())
}

/// What go reads from `page`, all of which came, of which as much is kept as `share` says.
pub fn read_keeping(page: &[u8], version: Version, share: Share) -> Reading {
    let mut reader = PageReader::new(version).keeping(share);
    reader.feed(page);
    reader.finish(End::Complete)
}

impl PageReader {
    /// A reader with the rules of `version`, in module mode.
    pub fn new(version: Version) -> Self {
        Self::with_mod_tags(version, ModTags::Prefer)
    }

    /// A reader with the rules of `version` that treats `mod` tags as `mode` says.
    pub fn with_mod_tags(version: Version, mode: ModTags) -> Self {
        let (tokenizer, tags) = (Tokenizer::new(version), Tags::new(Share::default()));
        Self { tokenizer, version, mode, tags, stopped: None, too_long: None }
    }

    /// The reader, which keeps of the tags what `share` says.
    #[must_use]
    pub fn keeping(self, share: Share) -> Self {
        Self { tags: Tags::new(share), ..self }
    }

    /// Takes the next bytes of the page.
    pub fn feed(&mut self, bytes: &[u8]) -> Progress {
        for piece in bytes.chunks(PIECE) {
            if self.stopped.is_some() || self.too_long.is_some() {
                break;
            }
            self.tokenizer.push(piece);
            self.advance();
        }
        match (self.too_long, &self.stopped) {
            (Some(most), _) => Progress::TooLong(most),
            (None, Some(_)) => Progress::Stopped,
            (None, None) => Progress::More,
        }
    }

    /// What go has read, now that no more bytes come.
    pub fn finish(mut self, end: End) -> Reading {
        self.tokenizer.close(end);
        self.advance();
        let Tags { kept: tags, more, .. } = self.tags;
        let imports = in_order(&tags, self.mode, self.version);
        let stopped = self.stopped.unwrap_or_else(|| Stopped::at(StoppedAt::Eof, Place::START));
        let error = stopped.error.clone().filter(|_| !has_import(&tags));
        Reading { imports, error, stopped, tags, more }
    }

    fn advance(&mut self) {
        while self.stopped.is_none() && self.too_long.is_none() {
            match self.tokenizer.step() {
                Step::Token(token, start, end) => {
                    if let Some(tag) = tag(&token, start, self.version) {
                        self.too_long = self.tags.take(tag).err();
                    }
                    self.stopped = stop(&token).map(|at| Stopped::at(at, end));
                }
                Step::TooLong(most) => self.too_long = Some(most),
                Step::End(place) => self.stopped = Some(Stopped::at(StoppedAt::Eof, place)),
                Step::Failed(error, place) => {
                    let stopped = Stopped::at(StoppedAt::Error, place);
                    let encoding = BadEncoding::of(&error);
                    self.stopped =
                        Some(Stopped { error: Some(error.to_string()), encoding, ..stopped });
                }
                Step::More => return,
            }
        }
    }
}

impl Stopped {
    fn at(at: StoppedAt, place: Place) -> Self {
        Self { at, line: place.line, offset: place.offset, error: None, encoding: None }
    }
}

impl BadEncoding {
    fn of(error: &xml::Error) -> Option<Self> {
        match error {
            xml::Error::Syntax { fault: xml::Fault::InvalidUtf8, .. } => Some(Self::NotUtf8),
            xml::Error::Charset { .. } => Some(Self::Declared),
            _ => None,
        }
    }
}

impl Import {
    /// What `content` says, or how many fields it has where that number is wrong.
    ///
    /// Fields are parted by Unicode white space. Source: discovery.md §8.1.
    pub fn parse(content: &str, version: Version) -> Result<Self, usize> {
        let fields: Vec<_> = content.split_whitespace().take(MANY).collect();
        let fields = match fields[..] {
            [prefix, vcs, repo] => [prefix, vcs, repo, ""],
            [prefix, vcs, repo, subdir] if version.has(Change::SubdirField) => {
                [prefix, vcs, repo, subdir]
            }
            _ => return Err(content.split_whitespace().count()),
        };
        let [prefix, vcs, repo, subdir] = fields.map(str::to_owned);
        Ok(Self { prefix, vcs, repo: repo.into(), subdir })
    }

    /// Whether the tag is about `path`: its prefix is the path, or whole elements of it.
    pub fn is_about(&self, path: &str) -> bool {
        match path.strip_prefix(&self.prefix) {
            Some(rest) => rest.is_empty() || rest.starts_with('/') || self.prefix.ends_with('/'),
            None => false,
        }
    }

    /// Whether the tag names a module proxy rather than a repository.
    pub fn is_mod(&self) -> bool {
        self.vcs == "mod"
    }
}

/// How much is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// More fields than any tag may have.
const MANY: usize = 5;

fn stop(token: &Token<'_>) -> Option<StoppedAt> {
    match token {
        Token::Start(element) if element.name.eq_ignore_ascii_case("body") => {
            Some(StoppedAt::BodyStart)
        }
        Token::Start(element) if element.closes_itself => stop(&Token::End(element.name)),
        Token::End(name) if name.eq_ignore_ascii_case("head") => Some(StoppedAt::HeadEnd),
        _ => None,
    }
}

fn tag(token: &Token<'_>, start: Place, version: Version) -> Option<Tag> {
    let Token::Start(element) = token else { return None };
    if !element.name.eq_ignore_ascii_case("meta") {
        return None;
    }
    let content = element.attribute("content").map(String::from);
    let verdict = verdict(element, content.as_deref().unwrap_or_default(), version)?;
    Some(Tag { line: start.line, offset: start.offset, content, verdict })
}

fn verdict(element: &Element<'_>, content: &str, version: Version) -> Option<Verdict> {
    match &*element.attribute("name")? {
        "go-import" => Some(match Import::parse(content, version) {
            Ok(import) => Verdict::Import(import),
            Err(found) => Verdict::FieldCount { found },
        }),
        "go-source" => Some(Verdict::GoSource),
        _ => None,
    }
}

fn has_import(tags: &[Tag]) -> bool {
    tags.iter().any(|tag| matches!(tag.verdict, Verdict::Import(_)))
}

/// The imports in go's order: `mod` first, then the others whose prefix has no `mod` tag.
fn in_order(tags: &[Tag], mode: ModTags, version: Version) -> Vec<Import> {
    let imports = tags.iter().filter_map(|tag| match &tag.verdict {
        Verdict::Import(import) => Some(import.clone()),
        _ => None,
    });
    if !version.has(Change::ModEntries) {
        return imports.collect();
    }
    let (mut first, rest): (Vec<_>, Vec<_>) = imports.partition(Import::is_mod);
    if mode == ModTags::Ignore {
        return rest;
    }
    let replaced: HashSet<String> = first.iter().map(|import| import.prefix.clone()).collect();
    first.extend(rest.into_iter().filter(|import| !replaced.contains(&import.prefix)));
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, content: &str) -> String {
        format!("<meta name='{name}' content='{content}'>")
    }

    fn reading(page: &str, mode: ModTags) -> Reading {
        let mut reader = PageReader::with_mod_tags(Version::NEWEST, mode);
        reader.feed(page.as_bytes());
        reader.finish(End::Complete)
    }

    fn repos(page: &str, mode: ModTags) -> Vec<String> {
        reading(page, mode).imports.into_iter().map(|import| import.repo.to_string()).collect()
    }

    #[test]
    fn keeps_every_tag_with_its_place_and_verdict() {
        let page = [
            "\n",
            &tag("go-source", "a b c d"),
            "\n",
            &tag("go-import", "a git"),
            "<meta name='go-import'>",
        ];
        let tags = reading(&page.concat(), ModTags::Prefer).tags;
        let places: Vec<_> = tags.iter().map(|tag| (tag.line, tag.offset)).collect();
        assert_eq!(places, [(2, 1), (3, 43), (3, 82)]);
        let verdicts: Vec<_> = tags.iter().map(|tag| &tag.verdict).collect();
        let counts = |found| Verdict::FieldCount { found };
        assert_eq!(verdicts, [&Verdict::GoSource, &counts(2), &counts(0)]);
        assert_eq!(tags[1].content.as_deref(), Some("a git"));
        assert_eq!(tags[2].content, None);
    }

    #[test]
    fn mod_comes_first_and_replaces_its_prefix() {
        let contents = ["a git 1", "b mod 2", "b git 3", "c hg 4", "a mod 5"];
        let page: String = contents.iter().map(|content| tag("go-import", content)).collect();
        assert_eq!(repos(&page, ModTags::Prefer), ["2", "5", "4"]);
        assert_eq!(repos(&page, ModTags::Ignore), ["1", "3", "4"]);
    }

    #[test]
    fn an_error_counts_only_without_a_tag() {
        let alone = reading("<3>", ModTags::Prefer);
        assert!(alone.error.is_some() && alone.error == alone.stopped.error);
        let behind = reading(&format!("{}<3>", tag("go-import", "a mod r")), ModTags::Ignore);
        assert_eq!((behind.error, behind.stopped.at), (None, StoppedAt::Error));
        assert!(behind.stopped.error.is_some());
    }

    #[test]
    fn a_reading_survives_a_saved_trace() {
        let page = [tag("go-import", "a git r s"), tag("go-import", "a"), "<body>".into()].concat();
        let reading = reading(&page, ModTags::Prefer);
        let saved = serde_json::to_string(&reading).unwrap();
        assert_eq!(serde_json::from_str::<Reading>(&saved).unwrap(), reading);
        assert!(saved.contains(r#""stopped":{"at":"body-start","line":1,"offset":"#), "{saved}");
        assert!(saved.contains(r#"{"field-count":{"found":1}}"#), "{saved}");
    }
}
