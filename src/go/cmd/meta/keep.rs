//! Which tags of a page are kept: as many as fit a share, and all that decide about the path.

use super::{Import, Tag, Verdict};

/// How long a go-import tag may be, in bytes of its content. go has no limit.
pub const MOST_OF_A_TAG: usize = 2 << 10;

/// How many bytes of tags a page of a host alone may keep; deeper paths have less.
const WHOLE: usize = 12 << 10;

/// How many places a page of a host alone may keep at which a browser reads something.
const PLACES: usize = 200;

/// How many tags about the path are kept behind the share, of each sort: two settle what go says.
const DECIDING: usize = 2;

/// What may be kept of a page's tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    wanted: Option<String>,
    bytes: usize,
    places: usize,
}

impl Default for Share {
    /// The share of a page that is read for no path.
    fn default() -> Self {
        Self { wanted: None, bytes: 4 * WHOLE, places: 2 * PLACES }
    }
}

impl Share {
    /// The share of the page of `page_of`, read for the import path `wanted`.
    ///
    /// A page has less the deeper its path, so that the pages of a path and of all that are above
    /// it keep little together, whoever is asked first.
    pub fn of(page_of: &str, wanted: &str) -> Self {
        let depth = page_of.split('/').count();
        let wanted = Some(wanted.to_owned());
        Self { wanted, bytes: WHOLE / depth, places: (PLACES / depth).max(1) }
    }

    /// The share of a page that is read by itself, for the import path `wanted` where one is given.
    pub fn alone(wanted: Option<&str>) -> Self {
        Self { wanted: wanted.map(str::to_owned), ..Self::default() }
    }

    /// How many places are kept of what a browser reads otherwise.
    pub fn places(&self) -> usize {
        self.places
    }
}

/// The tags of a page so far.
#[derive(Debug)]
pub(super) struct Tags {
    share: Share,
    /// The tags that are kept, in the order of the page.
    pub(super) kept: Vec<Tag>,
    /// How many are not.
    pub(super) more: u64,
    /// How many tags about the path were kept behind the share: others, and `mod`.
    deciding: [usize; 2],
    /// Whether there is a tag of the sort: others, and `mod`.
    met: [bool; 2],
}

impl Tags {
    pub(super) fn new(share: Share) -> Self {
        Self { share, kept: Vec::new(), more: 0, deciding: [0; 2], met: [false; 2] }
    }

    /// Keeps `tag`, or counts it; an `Err` is the most that a tag may be, in bytes.
    pub(super) fn take(&mut self, tag: Tag) -> Result<(), u64> {
        let length = tag.content.as_ref().map_or(0, String::len);
        let import = if let Verdict::Import(import) = &tag.verdict { Some(import) } else { None };
        if import.is_some() && length > MOST_OF_A_TAG {
            return Err(MOST_OF_A_TAG as u64);
        }
        let decides = import.cloned().is_some_and(|import| self.decides(&import));
        let cost = length + COST_OF_A_TAG;
        if cost <= self.share.bytes && length <= MOST_OF_A_TAG {
            self.share.bytes -= cost;
            self.kept.push(tag);
        } else if decides {
            self.kept.push(tag);
        } else {
            self.more += 1;
        }
        Ok(())
    }

    /// Whether the verdict may hang on `import`, whatever came before it: the first of its sort, or one about the path.
    fn decides(&mut self, import: &Import) -> bool {
        let sort = usize::from(import.is_mod());
        let first = !std::mem::replace(&mut self.met[sort], true);
        let about = self.share.wanted.as_ref().is_some_and(|path| import.is_about(path));
        let room = about && self.deciding[sort] < DECIDING;
        self.deciding[sort] += usize::from(room);
        first || room
    }
}

/// What a tag costs whatever it says, in bytes.
const COST_OF_A_TAG: usize = 16;

#[cfg(test)]
mod tests {
    use crate::go::{
        cmd::{
            meta::{End, PageReader, Progress, Reading},
            select::choose,
        },
        version::Version,
    };

    use super::*;

    fn tag(prefix: &str, vcs: &str) -> String {
        format!("<meta name='go-import' content='{prefix} {vcs} https://h.test/r'>")
    }

    fn read(page: &str, wanted: &str) -> Reading {
        let mut reader = PageReader::new(Version::NEWEST).keeping(Share::of(wanted, wanted));
        assert_eq!(reader.feed(page.as_bytes()), Progress::More);
        reader.finish(End::Complete)
    }

    /// A thousand tags about other paths.
    fn others() -> String {
        (0..1000).map(|n| tag(&format!("h.test/other{n}"), "git")).collect()
    }

    fn chosen(page: &str) -> Result<String, String> {
        let reading = read(page, "h.test/a/b");
        assert!(reading.tags.len() < 400 && reading.more > 0, "{}", reading.tags.len());
        let chosen = choose(&reading.imports, "h.test/a/b", "https://h", Version::NEWEST);
        let chosen = chosen.map(|import| format!("{} {}", import.prefix, import.vcs));
        chosen.map_err(|error| error.with_more(reading.more).reason())
    }

    #[test]
    fn the_verdict_is_that_of_all_tags() {
        let many = others();
        let ours = tag("h.test/a", "git");
        assert_eq!(chosen(&format!("{many}{ours}")).unwrap(), "h.test/a git");
        let two = format!("{many}{ours}{many}{}", tag("h.test/a/b", "hg"));
        let text = "multiple meta tags match import path \"h.test/a/b\"";
        assert_eq!(chosen(&two).unwrap_err(), text);
        let mods = format!("{two}{}", tag("h.test", "mod"));
        assert_eq!(chosen(&mods).unwrap(), "h.test mod");
        let same = format!("{}{many}{ours}", tag("h.test/a", "mod"));
        assert_eq!(chosen(&same).unwrap(), "h.test/a mod");
    }

    #[test]
    fn what_is_not_kept_is_counted() {
        let reading = read(&others(), "h.test/a/b");
        assert_eq!(reading.tags.len() as u64 + reading.more, 1000);
        let text = chosen(&others()).unwrap_err();
        assert!(text.ends_with(&format!("path h.test/a/b, and {} more", reading.more)), "{text}");
    }

    #[test]
    fn deep_paths_have_less_and_the_first_tag() {
        let deep = ["h.test"; 41].join("/");
        let reading = read(&others(), &deep);
        assert!((1..20).contains(&reading.tags.len()), "{}", reading.tags.len());
        let long = tag(&"x".repeat(MOST_OF_A_TAG - 30), "git");
        assert_eq!(read(&long, &deep).imports.len(), 1);
    }

    #[test]
    fn a_tag_without_end_is_none_of_ours() {
        let long = tag(&"x".repeat(MOST_OF_A_TAG), "git");
        let mut reader = PageReader::new(Version::NEWEST);
        assert_eq!(reader.feed(long.as_bytes()), Progress::TooLong(2048));
        let words = tag(&"x ".repeat(MOST_OF_A_TAG), "git");
        let reading = read(&words, "h.test");
        assert_eq!((reading.tags.len(), reading.more), (0, 1));
    }
}
