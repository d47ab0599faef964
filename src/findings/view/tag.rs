//! go-import tags as they have to be on a page.

use super::View;
use crate::{
    go::{cmd::meta::Import, std::net::url::Url, xmod::module::is_below},
    secret::UrlText,
    trace::{Matched, Told as _},
};

impl<'a> View<'a> {
    /// The tag that go chose on the page of the path.
    pub(crate) fn chosen(&self) -> Option<&'a Import> {
        self.failed().told::<Matched>().find_map(|matched| matched.import.as_ref())
    }

    /// The scheme of `url` as go reads it, empty for none; `None` where it is no URL.
    pub(crate) fn scheme(&self, url: &UrlText) -> Option<String> {
        let url = Url::parse_by(url.expose(), self.trace.header.go).ok()?;
        Some(url.scheme().to_owned())
    }

    /// The tag with this prefix, on the page that go took none from.
    pub(crate) fn tag_for(&self, prefix: &str) -> Option<&'a Import> {
        let mut imports = self.useless_page()?.read.go().imports.iter();
        imports.find(|import| import.prefix == prefix)
    }

    /// The tag that `text` was meant for, which go does not take as one. What the text does not
    /// tell is left for the reader to fill in.
    pub(crate) fn meant(&self, text: &str) -> String {
        const KNOWN: [&str; 5] = ["git", "hg", "svn", "fossil", "mod"];
        let path = self.culprit().unwrap_or("PREFIX");
        let text = text.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&#34;", "\"");
        let mut quoted = text.split(|c: char| "\"'<>“”„«»‘’".contains(c));
        let content = quoted.find(|part| part.contains("://")).unwrap_or_default();
        let mut words = content.split_whitespace();
        let prefix = words.clone().find(|word| word.contains('/') && is_below(path, word));
        let vcs = words.clone().find(|word| KNOWN.contains(word));
        let repo = words.find(|word| word.contains("://"));
        tag(&Import {
            prefix: prefix.unwrap_or(path).to_owned(),
            vcs: vcs.unwrap_or("git").to_owned(),
            repo: repo.unwrap_or("https://REPOSITORY").into(),
            subdir: words.next().unwrap_or_default().to_owned(),
        })
    }
}

/// The tag that says what `import` says, to be pasted into the head of a page; without a login,
/// which no page should have.
pub(crate) fn tag(import: &Import) -> String {
    let Import { prefix, vcs, repo, subdir } = import;
    let repo = repo.without_login();
    let space = if subdir.is_empty() { "" } else { " " };
    let content = format!("{prefix} {vcs} {repo}{space}{subdir}");
    let content = content.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<meta name=\"go-import\" content=\"{content}\">")
}

/// The tag with `url`, the page that it is missing from.
pub(crate) fn tag_on(import: &Import, url: &str) -> String {
    format!("{}   <!-- on {url} -->", tag(import))
}

/// The tag behind `<head>`, to be pasted in its place.
pub(crate) fn first_in_head(import: &Import) -> String {
    format!("<head>{}", tag(import))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_html() {
        let import = |repo: &str, subdir: &str| Import {
            prefix: "a.test/x".into(),
            vcs: "git".into(),
            repo: repo.into(),
            subdir: subdir.into(),
        };
        let plain = "<meta name=\"go-import\" content=\"a.test/x git https://r sub\">";
        assert_eq!(tag(&import("https://r", "sub")), plain);
        assert_eq!(tag(&import("https://user:secret@r", "sub")), plain);
        assert!(tag(&import("https://user@r", "")).contains(" https://user@r"));
        assert!(tag(&import("https://r?a&b\"", "")).contains("https://r?a&amp;b&quot;\">"));
    }
}
