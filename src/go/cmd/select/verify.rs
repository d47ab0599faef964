//! The page of a tag's prefix must say the same as the page that was asked for.

use serde::{Deserialize, Serialize};

use super::{PageError, choose, shown_url};
use crate::go::{
    cmd::meta::Import,
    version::{Change, Version},
};

/// The page of a prefix, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct PrefixPage<'a> {
    /// Its URL.
    pub url: &'a str,
    /// Its tags, in go's order.
    pub imports: &'a [Import],
}

/// Why the page of a prefix does not bear out a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum PrefixError {
    /// The page could not be fetched.
    #[error("fetching {prefix}: {error}")]
    Fetch {
        /// The prefix.
        prefix: String,
        /// go's text for the fault.
        error: String,
    },
    /// The page counts as none; a parse error names its URL.
    #[error("{0}")]
    Page(PageError),
    /// The page has no tags.
    #[error("{}", no_tags(prefix, url, *fetching))]
    NoTags {
        /// The prefix.
        prefix: String,
        /// The URL of its page, as shown.
        url: String,
        /// Whether the release words it `fetching PREFIX: …`.
        fetching: bool,
    },
    /// Its tag for the path differs, or it has none or several.
    #[error("{url} and {prefix_url} disagree about go-import for {prefix}")]
    Disagree {
        /// The URL of the page that was asked for.
        url: String,
        /// The URL of the prefix's page, as shown: without a scheme.
        prefix_url: String,
        /// The prefix.
        prefix: String,
        /// What the page that was asked for says.
        chosen: Box<Import>,
        /// What the prefix's page says for the same path; `None` if nothing, or several things.
        found: Option<Box<Import>>,
    },
}

/// Whether the page of its prefix bears out `chosen`, which `page_url` names for `path`.
///
/// To be asked only where the prefix is not the path itself. All four fields must be the same.
/// Source: discovery.md §9.2.
pub fn verify(
    chosen: &Import,
    path: &str,
    page_url: &str,
    page: PrefixPage<'_>,
    version: Version,
) -> Result<(), PrefixError> {
    let prefix = chosen.prefix.clone();
    if page.imports.is_empty() {
        let fetching = version.has(Change::FetchingPrefix);
        let url = if fetching { page.url } else { shown_url(page.url, version) };
        return Err(PrefixError::NoTags { prefix, url: url.to_owned(), fetching });
    }
    let found = choose(page.imports, path, page.url, version).ok();
    if found == Some(chosen) {
        return Ok(());
    }
    Err(PrefixError::Disagree {
        url: page_url.to_owned(),
        prefix_url: shown_url(page.url, version).to_owned(),
        prefix,
        chosen: Box::new(chosen.clone()),
        found: found.cloned().map(Box::new),
    })
}

fn no_tags(prefix: &str, url: &str, fetching: bool) -> String {
    if fetching {
        format!("fetching {prefix}: no go-import meta tag found in {url}")
    } else {
        format!("fetch {url}: no go-import meta tag")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(contents: &[&str], version: &str) -> Option<String> {
        let import = |content: &&str| Import::parse(content, Version::NEWEST).expect("content");
        let imports: Vec<_> = contents.iter().map(import).collect();
        let page = PrefixPage { url: "https://h.test/p?go-get=1", imports: &imports };
        let chosen = import(&"h.test/p git https://r sub");
        let version = version.parse().expect("a release");
        verify(&chosen, "h.test/p/q", "https://h.test/p/q?go-get=1", page, version)
            .err()
            .map(|error| error.to_string())
    }

    #[test]
    fn the_same_four_fields_agree() {
        assert_eq!(text(&["h.test/p git https://r sub"], "1.27"), None);
        assert_eq!(text(&["other git https://r", "h.test/p git https://r sub"], "1.27"), None);
    }

    #[test]
    fn anything_else_disagrees() {
        let disagree = "https://h.test/p/q?go-get=1 and //h.test/p?go-get=1 disagree about \
                        go-import for h.test/p";
        for contents in [
            &["h.test/p git https://r"][..],
            &["h.test/p git https://s sub"],
            &["h.test/p hg https://r sub"],
            &["h.test git https://r sub"],
            &["other git https://r sub"],
            &["h.test/p git https://r sub", "h.test/p git https://r sub"],
            &["h.test/p mod https://r", "h.test git https://r sub"],
        ] {
            assert_eq!(text(contents, "1.27").as_deref(), Some(disagree), "{contents:?}");
        }
    }

    #[test]
    fn a_page_without_tags_has_its_own_text() {
        let shown = |version| text(&[], version).expect("an error");
        let url = "https://h.test/p?go-get=1";
        assert_eq!(
            shown("1.27"),
            format!("fetching h.test/p: no go-import meta tag found in {url}")
        );
        assert_eq!(shown("1.13"), "fetch //h.test/p?go-get=1: no go-import meta tag");
        assert_eq!(shown("1.11"), format!("fetch {url}: no go-import meta tag"));
    }

    #[test]
    fn other_faults_of_the_prefix_page() {
        let fetch = PrefixError::Fetch { prefix: "h.test/p".into(), error: "E".into() };
        assert_eq!(fetch.to_string(), "fetching h.test/p: E");
        let url = "https://h.test/p?go-get=1";
        let parse = PageError::Parse { subject: url.into(), error: "E".into() };
        assert_eq!(PrefixError::Page(parse).to_string(), format!("parsing {url}: E"));
    }
}
