//! From the tags of a page to the one repository that go takes.
//!
//! In go's order: what a page with its status comes to ([`accept`]), the tag that is about the
//! path ([`choose`]), what the page of its prefix says ([`verify()`]), and whether its fields are
//! valid ([`validate()`]). The texts are those behind `unrecognized import path "P": `.

mod page;
mod validate;
mod verify;

pub use page::{PageError, Status, accept};
pub use validate::{Fault, SubdirFault, validate};
pub use verify::{PrefixError, PrefixPage, verify};

use std::fmt;

use serde::{Deserialize, Serialize};

use super::meta::Import;
use crate::go::{
    std::strconv::text::quote,
    version::{Change, Version},
};

/// The one tag among `imports`, which are in go's order, that is about the import path `path`.
///
/// A `mod` tag wins over the tags of other systems; two tags of one sort are an error, even where
/// they say the same. `page_url` is where the tags were read. Source: discovery.md §9.1.
pub fn choose<'a>(
    imports: &'a [Import],
    path: &str,
    page_url: &str,
    version: Version,
) -> Result<&'a Import, MatchError> {
    let matching: Vec<_> = imports.iter().filter(|i| i.is_about(path)).collect();
    let mod_wins = version.has(Change::ModEntries);
    match matching[..] {
        [] => Err(MatchError::none(imports, path, page_url)),
        [only] => Ok(only),
        [first, second, ..] if mod_wins && first.is_mod() && !second.is_mod() => Ok(first),
        _ => Err(MatchError::Multiple {
            url: shown_url(page_url, version).to_owned(),
            path: path.to_owned(),
            matching: matching.into_iter().cloned().collect(),
        }),
    }
}

/// Why no tag of a page is the one for a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchError {
    /// No tag is about the path.
    None {
        /// The URL of the page.
        url: String,
        /// The path asked for.
        path: String,
        /// The prefixes of the tags that the page has.
        prefixes: Vec<String>,
        /// How many more tags it has, which are counted only.
        #[serde(default, skip_serializing_if = "is_none")]
        more: u64,
    },
    /// More than one tag is.
    Multiple {
        /// The URL of the page as go shows it: without a scheme.
        url: String,
        /// The path asked for.
        path: String,
        /// The tags about the path, in go's order.
        matching: Vec<Import>,
    },
}

impl MatchError {
    /// What is wrong, without the page that it is wrong with.
    pub fn reason(&self) -> String {
        match self {
            Self::None { path, prefixes, more, .. } => mismatches(path, prefixes, *more),
            Self::Multiple { path, .. } => {
                format!("multiple meta tags match import path {}", quote(path))
            }
        }
    }

    fn none(imports: &[Import], path: &str, page_url: &str) -> Self {
        let prefixes = imports.iter().map(|import| import.prefix.clone()).collect();
        Self::None { url: page_url.to_owned(), path: path.to_owned(), prefixes, more: 0 }
    }

    /// The error of a page that has `more` tags than were looked at, none of which is about the path.
    #[must_use]
    pub fn with_more(mut self, count: u64) -> Self {
        if let Self::None { more, .. } = &mut self {
            *more = count;
        }
        self
    }
}

impl fmt::Display for MatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.reason();
        match self {
            Self::None { url, .. } => write!(f, "parse {url}: no go-import meta tags ({reason})"),
            Self::Multiple { url, .. } => write!(f, "parse {url}: {reason}"),
        }
    }
}

impl std::error::Error for MatchError {}

/// go's text for each tag; those that were not kept are said in number.
fn mismatches(path: &str, prefixes: &[String], more: u64) -> String {
    let texts =
        prefixes.iter().map(|prefix| format!("meta tag {prefix} did not match import path {path}"));
    let rest = (more > 0).then(|| format!("and {more} more"));
    texts.chain(rest).collect::<Vec<_>>().join(", ")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// A page's URL as some texts show it: from 1.13 on without its scheme (discovery.md §17.1).
fn shown_url(url: &str, version: Version) -> &str {
    match url.find("//") {
        Some(at) if version.has(Change::SchemelessUrls) => &url[at..],
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://vanity.test/ok?go-get=1";

    fn import(content: &str) -> Import {
        Import::parse(content, Version::NEWEST).expect("a tag's content")
    }

    fn chosen(contents: &[&str], path: &str) -> Result<Import, String> {
        let imports: Vec<_> = contents.iter().map(|content| import(content)).collect();
        let choice = choose(&imports, path, URL, Version::NEWEST);
        choice.cloned().map_err(|error| error.to_string())
    }

    #[test]
    fn a_prefix_covers_whole_elements() {
        for (prefix, path, about) in [
            ("a/b", "a/b", true),
            ("a/b", "a/b/c", true),
            ("a/b", "a/bc", false),
            ("a/b/", "a/b/c", true),
            ("a/b/", "a/b", false),
            ("A/b", "a/b", false),
            ("a", "a/b/c", true),
        ] {
            let import = import(&format!("{prefix} git r"));
            assert_eq!(import.is_about(path), about, "{prefix} {path}");
        }
    }

    #[test]
    fn says_which_tags_did_not_match() {
        assert_eq!(
            chosen(&[], "vanity.test/ok").unwrap_err(),
            "parse https://vanity.test/ok?go-get=1: no go-import meta tags ()"
        );
        assert_eq!(
            chosen(&["x git r", "y git r"], "z").unwrap_err(),
            "parse https://vanity.test/ok?go-get=1: no go-import meta tags (meta tag x did not \
             match import path z, meta tag y did not match import path z)"
        );
    }

    #[test]
    fn several_matches_are_an_error_unless_mod_comes_first() {
        let text = "parse //vanity.test/ok?go-get=1: multiple meta tags match import path \"a/b\"";
        assert_eq!(chosen(&["a/b git r", "a/b git r"], "a/b").unwrap_err(), text);
        assert_eq!(chosen(&["a/b git r", "a hg s"], "a/b").unwrap_err(), text);
        assert_eq!(chosen(&["a/b mod r", "a mod s"], "a/b").unwrap_err(), text);
        assert_eq!(chosen(&["a/b mod r", "a git s"], "a/b"), Ok(import("a/b mod r")));
    }
}
