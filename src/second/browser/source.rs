//! Lines and excerpts of a page.

use crate::go::std::strconv::text::lossy;

/// What is taken away around an excerpt.
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// The most characters that an excerpt has.
const EXCERPT: usize = 120;
/// The most bytes that an excerpt shows of what precedes the place.
const BEFORE: usize = 40;

/// A page, with the places of its line feeds.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) bytes: &'a [u8],
    feeds: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let feeds = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at);
        Self { bytes, feeds: feeds.collect() }
    }

    /// The line of `offset`, from 1.
    pub(crate) fn line(&self, offset: usize) -> u64 {
        self.feeds.partition_point(|feed| *feed < offset) as u64 + 1
    }

    /// The text around `offset` on its line, raw.
    pub(crate) fn excerpt(&self, offset: usize) -> String {
        let offset = offset.min(self.bytes.len());
        let index = self.feeds.partition_point(|feed| *feed < offset);
        let line_end = self.feeds.get(index).copied().unwrap_or(self.bytes.len());
        let start = self.start(offset);
        let end = line_end.min(start + 4 * EXCERPT);
        let text = lossy(self.bytes.get(start..end).unwrap_or_default());
        text.chars().take(EXCERPT).collect::<String>().trim_matches(BLANKS).to_owned()
    }

    /// How many characters of the excerpt precede `offset`.
    pub(crate) fn column(&self, offset: usize) -> usize {
        let offset = offset.min(self.bytes.len());
        let before = lossy(self.bytes.get(self.start(offset)..offset).unwrap_or_default());
        before.trim_start_matches(BLANKS).chars().count()
    }

    /// Where the excerpt for `offset` begins.
    fn start(&self, offset: usize) -> usize {
        let index = self.feeds.partition_point(|feed| *feed < offset);
        let line_start = index.checked_sub(1).and_then(|i| self.feeds.get(i)).map_or(0, |f| f + 1);
        self.boundary(line_start.max(offset.saturating_sub(BEFORE)))
    }

    /// The next place from `offset` on where no UTF-8 character is cut.
    fn boundary(&self, offset: usize) -> usize {
        let rest = self.bytes.get(offset..).unwrap_or_default();
        offset + rest.iter().take(3).take_while(|b| matches!(b, 0x80..=0xBF)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_line_feeds_before_the_place() {
        let source = Source::new(b"a\nb\r\n\nc");
        assert_eq!([0, 1, 2, 5, 6, 99].map(|at| source.line(at)), [1, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn columns_are_those_of_the_excerpt() {
        let source = Source::new("x\n  <a é=b>".as_bytes());
        assert_eq!([2, 4, 5, 8, 99].map(|at| source.column(at)), [0, 0, 1, 4, 7]);
    }

    #[test]
    fn excerpts_stay_on_the_line_and_within_bounds() {
        let source = Source::new(b"first\nsecond line\nthird");
        assert_eq!([0, 8, 99].map(|at| source.excerpt(at)), ["first", "second line", "third"]);
        let long = "é".repeat(500);
        let excerpt = Source::new(long.as_bytes()).excerpt(301);
        assert_eq!(excerpt, "é".repeat(120));
    }
}
