//! What a browser reads from a page, and where that and go's reading part.
//!
//! The second opinion on a `?go-get=1` page: html5ever's tokenizer with as much of HTML's tree
//! rules as decides what is a tag, and whether it is in the head. It explains why a page that
//! looks right to its owner says nothing to go.

mod compare;
mod frame;
mod miss;
mod passage;
mod readings;
mod scan;
mod shown;
mod source;

pub use compare::{Difference, DifferenceKind, compare};
pub use frame::Frame;
pub use miss::{Miss, NearMiss};
pub use readings::Readings;
pub use shown::{FOR_BROWSER, Shown};

use serde::{Deserialize, Serialize};

use crate::go::cmd::meta::Import;

/// What a browser reads from one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserReading {
    /// The go-import tags, in the order of the page.
    pub imports: Vec<Found>,
    /// Where the page speaks of go-import, but a browser sees no such tag.
    pub near_misses: Vec<NearMiss>,
    /// The element that a script is to fill, where the page is the frame of an app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// Where the first form of the page sends what was typed into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// How many more tags and other places there are, which are counted and not kept.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl BrowserReading {
    /// Whether the page does not speak of go-import at all.
    pub fn is_blank(&self) -> bool {
        self.imports.is_empty() && self.near_misses.is_empty()
    }

    /// Keeps the first `most` tags, and as many of the other places; the rest is counted.
    fn truncate(&mut self, most: usize) {
        let all = self.imports.len() + self.near_misses.len();
        self.imports.truncate(most);
        self.near_misses.truncate(most);
        self.more += all - self.imports.len() - self.near_misses.len();
    }
}

/// A go-import tag that a browser sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it says; fields as the newest go counts them.
    pub import: Import,
    /// The line of its `<`, from 1.
    pub line: u64,
    /// The bytes before its `<`.
    pub offset: u64,
    /// The part of the document it belongs to.
    pub part: Part,
}

/// A part of an HTML document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The head, where go looks.
    Head,
    /// The body. It begins with the first thing that no head may have, with or without `<body>`.
    Body,
}

/// What a browser with scripting reads from `page`, taken as UTF-8.
///
/// Not followed: scripts, a `<base>`, an encoding named in the page, and the other rules inside
/// `<svg>` and `<math>`. Time and memory are in proportion to the page, but for one tag with tens
/// of thousands of attributes, which html5ever compares with each other: 256 KiB of them, the most
/// to be given here, take seconds.
pub fn read(page: &[u8]) -> BrowserReading {
    let mut judge = miss::Judge::new(page);
    for piece in scan::pieces(page) {
        judge.take(&piece);
    }
    judge.reading
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = r#"<meta name="go-import" content="a git https://r">"#;

    fn found(page: &str) -> Vec<(u64, u64, Part)> {
        let imports = read(page.as_bytes()).imports;
        imports.iter().map(|found| (found.line, found.offset, found.part)).collect()
    }

    #[test]
    fn the_body_begins_where_html_says() {
        for (before, part) in [
            ("", Part::Head),
            ("<!doctype html><html><head><title>x</title><link>", Part::Head),
            ("</head>", Part::Head),
            ("<script>if (a<b) '<body>'</script><style>p > b {}</style>", Part::Head),
            ("<noscript><img></noscript>", Part::Head),
            ("<template><p>text</p></template>", Part::Head),
            ("<body>", Part::Body),
            ("text", Part::Body),
            ("<p>", Part::Body),
            ("</br>", Part::Body),
            ("</head><noscript></noscript>", Part::Body),
        ] {
            let offset = before.len() as u64;
            assert_eq!(found(&format!("{before}{TAG}")), [(1, offset, part)], "{before}");
        }
    }

    #[test]
    fn places_are_those_of_the_angle_bracket() {
        for before in
            ["a &am", "<<", "x < y", "<a b='<'>", "<!-- < -->", "\u{feff}é", "<script>a<b</script>"]
        {
            let page = format!("\n{before}\r\n{TAG}");
            let offset = (page.len() - TAG.len()) as u64;
            assert_eq!(found(&page).first().map(|f| (f.0, f.1)), Some((3, offset)), "{before}");
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_read_over() {
        let page = [b"<title>\xff\xe2\x82</title>", TAG.as_bytes()].concat();
        assert_eq!(read(&page).imports.first().map(|found| found.offset), Some(18));
    }

    #[test]
    fn minified_and_unclosed_html_is_read() {
        assert_eq!(found(&format!("<link href=/x.css rel=a>{TAG}")).len(), 1);
        assert_eq!(found("<meta content='a git r' name=go-import/>").len(), 0);
        assert_eq!(found("<META NAME=go-import content='a git r'/>").len(), 1);
        assert_eq!(found("<meta content=\"a&nbsp;git&#32;r\" name=go-import>").len(), 1);
    }
}
