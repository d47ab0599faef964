//! A page as it may be shown and saved: without the passwords in its URLs.

use super::{BrowserReading, read};
use crate::{
    go::cmd::meta::{Import, Reading, Tag, Verdict},
    secret::{passwords, veil, veiled},
};

/// How much of a page a browser's reading is made of.
pub const FOR_BROWSER: usize = 256 << 10;

/// More passwords than any page has; one with more is not shown.
const MANY: usize = 100;

/// A page as it may be shown and saved, with what is read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its bytes, as many as there were and in the same places; none where a password is hidden too
    /// well to be overwritten.
    pub page: Vec<u8>,
    /// What go reads. The URLs of repositories are whole, since go needs them, but cannot be shown.
    pub reading: Reading,
}

impl Shown {
    /// What may be shown of `page`, the beginning of what go read `reading` from; `again` is go's
    /// parser.
    pub fn of(reading: Reading, mut page: Vec<u8>, again: impl Fn(&[u8]) -> Reading) -> Self {
        let contents = reading.tags.iter().filter_map(|tag| tag.content.as_deref());
        let secrets: Vec<String> = contents.flat_map(open).take(MANY).collect();
        // There is no password without an `@`, as it is or as a reference.
        if secrets.is_empty() && !page.iter().any(|byte| matches!(byte, b'@' | b'&')) {
            return Self { page, reading };
        }
        let mut changed = veil(&mut page, &secrets) || !secrets.is_empty();
        let mut browser = seen(&page);
        let secrets: Vec<String> = unveiled(&browser).take(MANY).collect();
        if !secrets.is_empty() {
            changed |= veil(&mut page, &secrets);
            browser = seen(&page);
        }
        if unveiled(&browser).next().is_some() {
            page = Vec::new();
        }
        let reading = if changed { without_secrets(reading, &page, again) } else { reading };
        Self { page, reading }
    }
}

/// What a browser reads from the beginning of a page.
fn seen(page: &[u8]) -> BrowserReading {
    read(page.get(..FOR_BROWSER).unwrap_or(page))
}

/// What go reads from the page without passwords, where that is the same but for them.
fn without_secrets(reading: Reading, page: &[u8], again: impl Fn(&[u8]) -> Reading) -> Reading {
    let other = again(page);
    let same = other.stopped == reading.stopped && other.tags.len() == reading.tags.len();
    let mut shown = if same { other } else { covered(reading.clone()) };
    for (import, whole) in shown.imports.iter_mut().zip(reading.imports) {
        import.repo = whole.repo;
    }
    shown
}

/// `reading` with its passwords overwritten.
fn covered(mut reading: Reading) -> Reading {
    for Tag { content, verdict, .. } in &mut reading.tags {
        *content = content.as_deref().map(veiled);
        if let Verdict::Import(import) = verdict {
            *import = cover(import);
        }
    }
    reading.imports = reading.imports.iter().map(cover).collect();
    reading
}

fn cover(import: &Import) -> Import {
    let Import { prefix, vcs, repo, subdir } = import;
    let repo = veiled(repo.expose()).into();
    Import { prefix: veiled(prefix), vcs: veiled(vcs), repo, subdir: veiled(subdir) }
}

/// The passwords in the tags that a browser sees.
fn unveiled(browser: &BrowserReading) -> impl Iterator<Item = String> {
    let fields = |Import { prefix, vcs, repo, subdir }: &Import| {
        open(&[prefix, vcs, repo.expose(), subdir].join(" "))
    };
    browser.imports.iter().flat_map(move |found| fields(&found.import))
}

/// The passwords in `text` that are not overwritten yet.
fn open(text: &str) -> Vec<String> {
    let other = veiled(text);
    let found =
        passwords(text).into_iter().filter(|range| text[range.clone()] != other[range.clone()]);
    found.map(|range| text[range].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::{cmd::meta, version::Version};

    fn shown(page: &[u8]) -> Shown {
        let go = |page: &[u8]| meta::read(page, Version::NEWEST);
        Shown::of(go(page), page.to_vec(), go)
    }

    fn tag(repo: &str) -> String {
        format!("<meta name=\"go-import\" content=\"a.test/x git {repo}\">")
    }

    #[test]
    fn a_page_without_passwords_stays() {
        for page in [tag("https://u@h/x"), tag("https://h:8443/x@y"), String::new()] {
            assert_eq!(shown(page.as_bytes()).page, page.as_bytes());
        }
    }

    #[test]
    fn both_read_the_same_from_what_is_shown() {
        for (password, covered) in [("pass", "xxxx"), ("it's", "xx'x"), ("a&amp;b", "xxxxxxx")] {
            let page = tag(&format!("https://u:{password}@h/x"));
            let shown = shown(page.as_bytes());
            let page = tag(&format!("https://u:{covered}@h/x"));
            assert_eq!(shown.page, page.as_bytes());
            assert_eq!(shown.reading.tags, meta::read(page.as_bytes(), Version::NEWEST).tags);
        }
    }

    #[test]
    fn go_has_the_whole_url() {
        let shown = shown(tag("https://u:pass@h/x").as_bytes());
        assert_eq!(shown.reading.imports[0].repo.expose(), "https://u:pass@h/x");
        assert!(!format!("{:?}", shown.reading).contains("pass"));
    }

    #[test]
    fn tags_behind_what_is_kept_are_covered_too() {
        let page = tag("https://u:pass@h/x");
        let go = |page: &[u8]| meta::read(page, Version::NEWEST);
        let shown = Shown::of(go(page.as_bytes()), b"<head>".to_vec(), go);
        let contents = shown.reading.tags.iter().map(|tag| tag.content.as_deref());
        assert_eq!(contents.collect::<Vec<_>>(), [Some("a.test/x git https://u:xxxx@h/x")]);
    }

    #[test]
    fn a_page_with_more_passwords_than_any_is_not_shown() {
        let page: String = (0..=2 * MANY).map(|n| tag(&format!("https://u:it's{n}@h/x"))).collect();
        let shown = shown(page.as_bytes());
        assert!(shown.page.is_empty());
        assert!(!format!("{shown:?}").contains("it's"));
    }
}
