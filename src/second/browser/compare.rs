//! Where go's reading of a page and a browser's part, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    BrowserReading, Found, Miss,
    passage::Passage,
    scan::{self, PieceKind},
    source::Source,
};
use crate::go::cmd::meta::{Import, Reading, StoppedAt, Tag, Verdict};

/// A place where go and a browser part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What happens there.
    pub kind: DifferenceKind,
    /// The line, from 1.
    pub line: u64,
    /// The bytes before it.
    pub offset: u64,
    /// The difference in a sentence, without a capital letter or a full stop.
    pub why: String,
    /// The text there, at most 120 characters, as it is on the page.
    pub excerpt: String,
    /// The characters of the excerpt before the place.
    #[serde(default)]
    pub column: usize,
}

impl Difference {
    /// The excerpt, and below it a caret under the place.
    pub fn pointed(&self) -> String {
        let line = self.excerpt.replace('\t', " ");
        format!("{line}\n{}^", " ".repeat(self.column.min(line.chars().count())))
    }
}

/// How go and a browser part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceKind {
    /// go stops at `<body>`; a browser finds tags behind it.
    StoppedAtBody,
    /// go stops at `</head>`; a browser finds tags behind it.
    StoppedAtHeadEnd,
    /// go's parser gives up; a browser reads on.
    Failed,
    /// go takes for something else what is a tag to a browser.
    Swallowed,
    /// go and a browser see the same tag and read different things from it.
    ReadDifferently,
    /// go sees a tag where a browser sees none.
    OnlyGo,
}

/// The places where go's `reading` of `page` and a browser's part, in the order of the page.
pub fn compare(reading: &Reading, browser: &BrowserReading, page: &[u8]) -> Vec<Difference> {
    let (source, passage) = (Source::new(page), Passage::new(page, &reading.stopped));
    let comparison = Comparison { reading, browser, source, passage };
    let mut differences: Vec<_> = comparison.tag_by_tag().chain(comparison.stop()).collect();
    differences.sort_by_key(|difference| difference.offset);
    differences
}

struct Comparison<'a> {
    reading: &'a Reading,
    browser: &'a BrowserReading,
    source: Source<'a>,
    passage: Passage,
}

impl Comparison<'_> {
    fn tag_by_tag(&self) -> impl Iterator<Item = Difference> {
        let found = self.browser.imports.iter().filter_map(|found| self.in_browser(found));
        let tags = self.reading.tags.iter().filter_map(|tag| self.in_go(tag));
        found.chain(tags)
    }

    /// What go makes of a tag that a browser sees, if it is not the same and go came so far.
    fn in_browser(&self, found: &Found) -> Option<Difference> {
        if self.is_lost(found) {
            return None;
        }
        let (kind, why) = match beginning_at(&self.reading.tags, found.offset, |tag| tag.offset) {
            Some(Tag { verdict: Verdict::Import(import), .. }) if *import == found.import => {
                return None;
            }
            Some(tag) => (
                DifferenceKind::ReadDifferently,
                format!("go reads {}, a browser {}", Said(tag), Fields(&found.import)),
            ),
            None => (DifferenceKind::Swallowed, self.swallowed(found)),
        };
        Some(self.difference(kind, found.offset, why))
    }

    fn swallowed(&self, found: &Found) -> String {
        match self.passage.token_at(found.offset) {
            Some(token) if token.start.offset < found.offset => format!(
                "go takes this tag for a part of {}, which begins on line {}, byte {}",
                token.name, token.start.line, token.start.offset
            ),
            _ => "go reads this tag, but not as go-import".to_owned(),
        }
    }

    /// What a browser makes of a tag that only go sees.
    fn in_go(&self, tag: &Tag) -> Option<Difference> {
        let Verdict::Import(import) = &tag.verdict else { return None };
        if beginning_at(&self.browser.imports, tag.offset, |found| found.offset).is_some() {
            return None;
        }
        let near = beginning_at(&self.browser.near_misses, tag.offset, |near| near.offset);
        let instead = match near.map(|near| &near.kind) {
            Some(Miss::FieldCount { found }) => {
                let why = format!("go reads {}, a browser {}", Fields(import), Count(*found));
                return Some(self.difference(DifferenceKind::ReadDifferently, tag.offset, why));
            }
            Some(Miss::RawText { element }) => format!("the text of <{element}>"),
            Some(Miss::Comment) => "a comment".to_owned(),
            Some(Miss::Template) => "the content of <template>, which is not in force".to_owned(),
            _ => "something else".to_owned(),
        };
        let why = format!("go reads a tag here; a browser takes it for {instead}");
        Some(self.difference(DifferenceKind::OnlyGo, tag.offset, why))
    }

    /// The place where go stopped, if a browser finds something behind it, or go failed for it.
    fn stop(&self) -> Option<Difference> {
        let stopped = &self.reading.stopped;
        let lost: Vec<_> = self.browser.imports.iter().filter(|f| self.is_lost(f)).collect();
        let (line, byte) = (stopped.line, stopped.offset);
        let (kind, stop) = match (stopped.at, &stopped.error) {
            (StoppedAt::Error, Some(error)) if self.matters(error, &lost) => {
                let stop = format!("go's parser failed on line {line}, byte {byte}: {error}");
                (DifferenceKind::Failed, format!("{stop}; a browser reads on"))
            }
            (StoppedAt::BodyStart, _) if !lost.is_empty() => {
                let stop = format!("go stopped at <body> on line {line}, byte {byte}");
                (DifferenceKind::StoppedAtBody, stop + &self.inside())
            }
            (StoppedAt::HeadEnd, _) if !lost.is_empty() => {
                let stop = format!("go stopped at </head> on line {line}, byte {byte}");
                (DifferenceKind::StoppedAtHeadEnd, stop + &self.inside())
            }
            _ => return None,
        };
        Some(self.difference(kind, self.passage.stop, format!("{stop}; {}", Lost(&lost))))
    }

    /// Whether an error is the parser's, not the connection's, and changes what go reads.
    fn matters(&self, error: &str, lost: &[&Found]) -> bool {
        let is_the_parsers = error.starts_with("XML syntax error") || error.starts_with("xml: ");
        is_the_parsers && (!lost.is_empty() || self.reading.error.is_some())
    }

    /// Says so where go stopped at something that is no tag to a browser.
    fn inside(&self) -> String {
        let at = self.passage.last;
        let pieces = scan::pieces(self.source.bytes);
        let piece = pieces.into_iter().find(|p| (p.range.end as u64) > at);
        match piece.map(|piece| piece.kind) {
            Some(PieceKind::RawText(element)) => {
                format!(", which to a browser is the text of <{element}>")
            }
            Some(PieceKind::Comment) => ", which to a browser is in a comment".to_owned(),
            _ => String::new(),
        }
    }

    /// Whether go stopped before it came to this tag, or within it.
    fn is_lost(&self, found: &Found) -> bool {
        let stopped = &self.reading.stopped;
        let unfinished = stopped.at == StoppedAt::Error && found.offset >= self.passage.last;
        unfinished || found.offset >= stopped.offset
    }

    fn difference(&self, kind: DifferenceKind, offset: u64, why: String) -> Difference {
        let at = usize::try_from(offset).unwrap_or(usize::MAX);
        let (line, excerpt) = (self.source.line(at), self.source.excerpt(at));
        Difference { kind, line, offset, why, excerpt, column: self.source.column(at) }
    }
}

/// The one of `items`, which are in the order of the page, that begins at `offset`.
fn beginning_at<T>(items: &[T], offset: u64, place: impl Fn(&T) -> u64) -> Option<&T> {
    let index = items.binary_search_by_key(&offset, place).ok()?;
    items.get(index)
}

/// What go reads from a tag.
struct Said<'a>(&'a Tag);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.verdict {
            Verdict::Import(import) => Fields(import).fmt(f),
            Verdict::FieldCount { found } => Count(*found).fmt(f),
            Verdict::GoSource => f.write_str("go-source"),
        }
    }
}

/// How many fields there are.
struct Count(usize);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} field{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

/// The fields of a tag, as its content has them.
struct Fields<'a>(&'a Import);

impl fmt::Display for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Import { prefix, vcs, repo, subdir } = self.0;
        let space = if subdir.is_empty() { "" } else { " " };
        write!(f, "\"{prefix} {vcs} {repo}{space}{subdir}\"")
    }
}

/// Where the tags are that go does not come to.
struct Lost<'a>(&'a [&'a Found]);

impl fmt::Display for Lost<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("it finds no go-import tag either"),
            [only] => write!(f, "the tag stands on line {}", only.line),
            [first, rest @ ..] => {
                write!(f, "{} tags stand there, the first on line {}", rest.len() + 1, first.line)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::meta;
    use crate::go::version::Version;
    use crate::second::browser;

    const TAG: &str = r#"<meta name="go-import" content="a git https://r">"#;

    /// The differences on a page where each `@` is a tag that a browser reads.
    fn differences(page: &str) -> Vec<(DifferenceKind, u64, u64, String)> {
        let page = page.replace('@', TAG);
        let reading = meta::read(page.as_bytes(), Version::NEWEST);
        let browser = browser::read(page.as_bytes());
        let found = compare(&reading, &browser, page.as_bytes()).into_iter();
        found.map(|d| (d.kind, d.line, d.offset, d.why)).collect()
    }

    fn only(page: &str) -> (DifferenceKind, u64, u64, String) {
        let mut all = differences(page);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    #[test]
    fn pages_that_both_read_alike() {
        for page in ["", "@", "<html><head>@</head><body>text", "@<3>", "<title>x</title>@<body>"] {
            assert_eq!(differences(page), [], "{page}");
        }
    }

    #[test]
    fn tags_behind_the_stop() {
        let why = "go stopped at <body> on line 2, byte 7; the tag stands on line 4";
        assert_eq!(only("\n<body>\n\n@"), (DifferenceKind::StoppedAtBody, 2, 1, why.into()));
        let why =
            "go stopped at </head> on line 1, byte 7; 2 tags stand there, the first on line 2";
        assert_eq!(only("</head>\n@@"), (DifferenceKind::StoppedAtHeadEnd, 1, 0, why.into()));
        let why = "go stopped at </head> on line 1, byte 16, which to a browser is the text of \
                   <script>; the tag stands on line 1";
        let page = "<script>\"</head>\"</script>@";
        assert_eq!(only(page), (DifferenceKind::StoppedAtHeadEnd, 1, 9, why.into()));
    }

    #[test]
    fn pages_that_go_cannot_parse() {
        let why = "go's parser failed on line 2, byte 14: XML syntax error on line 2: invalid XML \
                   name: .ico; a browser reads on; the tag stands on line 3";
        let page = "<a>\n<b c=x.ico>\n@";
        let (kind, line, offset, text) = only(page);
        assert_eq!((kind, line, offset), (DifferenceKind::Failed, 2, 10));
        assert_eq!(text, why);
        let (kind, line, offset, text) = only("x\n<!-- a -- b -->");
        assert_eq!((kind, line, offset), (DifferenceKind::Failed, 2, 11));
        assert!(text.ends_with("; a browser reads on; it finds no go-import tag either"), "{text}");
    }

    #[test]
    fn a_broken_connection_is_nobodys_fault() {
        for page in ["<p>", "<p", ""] {
            let mut reader = meta::PageReader::new(Version::NEWEST);
            reader.feed(page.as_bytes());
            let reading = reader.finish(meta::End::Broken("unexpected EOF".into()));
            let browser = browser::read(page.as_bytes());
            assert_eq!(compare(&reading, &browser, page.as_bytes()), []);
        }
    }

    #[test]
    fn faults_are_shown_where_they_stand() {
        let (_, line, offset, _) = only("<p>\n<!DOCTYPE it's>\n@");
        assert_eq!((line, offset), (2, 4));
        let (_, line, offset, _) = only("<p>a\nb\u{c}c\n</p>@");
        assert_eq!((line, offset), (2, 6));
        let page = [b"<title>a\nb\xc4\xe3</title>", TAG.as_bytes()].concat();
        let reading = meta::read(&page, Version::NEWEST);
        let found = compare(&reading, &browser::read(&page), &page);
        assert_eq!(found.first().map(|d| (d.line, d.offset)), Some((2, 10)));
    }

    #[test]
    fn the_same_place_read_in_two_ways() {
        let why =
            "go takes this tag for a part of a <!…> directive, which begins on line 1, byte 0";
        let page = "<!DOCTYPE html it's>\n@<p title='>'>";
        assert!(differences(page).contains(&(DifferenceKind::Swallowed, 2, 21, why.into())));
        let page = "<meta name='go-import' content='a&nbsp;git&nbsp;https://r'>";
        let why = r#"go reads 1 field, a browser "a git https://r""#;
        assert_eq!(only(page), (DifferenceKind::ReadDifferently, 1, 0, why.into()));
        let why = "go reads a tag here; a browser takes it for the text of <noscript>";
        assert_eq!(only("<noscript>@</noscript>"), (DifferenceKind::OnlyGo, 1, 10, why.into()));
    }
}
