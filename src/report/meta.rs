//! What go reads from one page and what a browser reads: the report of the `meta` command.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::{
    findings::Finding,
    go::{
        cmd::{
            meta::{Import, Share, Stopped, read_keeping},
            select::{Fault, Status, accept, choose, validate},
            winner::Class,
        },
        std::net::url::Url,
        version::Version,
    },
    second::browser::{Difference, FOR_BROWSER, Readings, Shown},
    stages,
    trace::{
        Concluded, Conclusion, Event, Events, Header, Matched, PageRead, SCHEMA, Step, Trace,
        Validated,
    },
};

/// What both read, ready to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetaView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// The release whose rules were applied.
    pub go: Version,
    /// What was read: a file's name, a URL, or `-`.
    pub source: String,
    /// The go-import tags in go's order, `mod` first.
    pub imports: Vec<Import>,
    /// go's error text, where it reads no tag.
    pub error: Option<String>,
    /// Where go stopped.
    pub stopped: Stopped,
    /// What a browser reads.
    pub browser: Browser,
    /// What `--path` asked for.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    pub matched: Option<Match>,
    /// What is wrong and what to change.
    pub findings: Vec<Finding>,
}

/// What a browser reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    /// Its go-import tags, in the order of the page.
    pub imports: Vec<Import>,
    /// Where it and go part.
    pub differences: Vec<Difference>,
}

/// What go makes of the tags for one path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The path asked for.
    pub path: String,
    /// The tag that go takes.
    pub import: Option<Import>,
    /// go's text where it takes none.
    pub error: Option<String>,
}

impl MetaView {
    /// Reads `page`, which came from `source`, by the rules of `go`; with `path` also matches it.
    pub fn of(source: &str, page: &[u8], path: Option<&str>, go: Version) -> Self {
        let share = Share::alone(path);
        let read = |page: &[u8]| read_keeping(page, go, share.clone());
        let shown = Shown::of(read(page), page.to_vec(), read);
        let Shown { page, reading } = shown;
        let seen = page.get(..FOR_BROWSER).unwrap_or(&page);
        let matched = path.map(|path| matched(&reading.imports, path, source, go));
        let unusable = unusable(&reading.imports, source, go).filter(|_| path.is_none());
        let read = Readings::new(reading, Bytes::copy_from_slice(seen), share.places());
        let reading = read.go();
        let seen = read.browser().imports.iter();
        let mut view = Self {
            schema: SCHEMA,
            go,
            source: source.to_owned(),
            imports: reading.imports.iter().map(covered).collect(),
            error: reading.error.clone(),
            stopped: reading.stopped.clone(),
            browser: Browser {
                imports: seen.map(|found| covered(&found.import)).collect(),
                differences: read.differences().to_vec(),
            },
            matched,
            findings: Vec::new(),
        };
        if !view.is_ok() || unusable.is_some() {
            let status = Status { code: 200, text: "200 OK", detail: "" };
            let error = accept(reading, status, source, source, go).err();
            let url = source.to_owned();
            let status = status.text.to_owned();
            let page = PageRead { url, status, read, error };
            view.findings = findings(page, path.or(unusable.as_deref()).unwrap_or(source), go);
        }
        view
    }

    /// Whether go can use the page: it reads a tag, one that matches where a path was asked for.
    pub fn is_ok(&self) -> bool {
        let matched = self.matched.as_ref().is_none_or(|matched| matched.import.is_some());
        let usable = self.matched.is_some() || self.findings.is_empty();
        self.error.is_none() && !self.imports.is_empty() && matched && usable
    }
}

/// A tag without the password in its URL: what go and a browser read is laid side by side.
fn covered(import: &Import) -> Import {
    Import { repo: import.repo.to_string().into(), ..import.clone() }
}

fn matched(imports: &[Import], path: &str, source: &str, go: Version) -> Match {
    let chosen = choose(imports, path, source, go).map_err(|error| match error.reason() {
        none if none.is_empty() => "no go-import tag before the place where go stops".to_owned(),
        reason => reason,
    });
    let usable = chosen.and_then(|import| match fault(import, source, go) {
        Some(fault) => Err(fault.to_string()),
        None => Ok(import),
    });
    Match {
        path: path.to_owned(),
        import: usable.as_ref().ok().copied().cloned(),
        error: usable.err(),
    }
}

/// What go says to the fields of the tag.
fn fault(import: &Import, source: &str, go: Version) -> Option<Fault> {
    let scheme = |text: &str| match Url::parse_by(text, go) {
        Ok(url) => Ok(url.scheme().to_owned()),
        Err(error) => Err(error.to_string()),
    };
    validate(import, source, go, scheme).err()
}

/// The prefix of the first tag with fields that go does not take.
fn unusable(imports: &[Import], source: &str, go: Version) -> Option<String> {
    let first = imports.iter().find(|import| fault(import, source, go).is_some());
    first.map(|import| import.prefix.clone())
}

/// What the checks find where go fails because of this page.
fn findings(page: PageRead, path: &str, go: Version) -> Vec<Finding> {
    let url = page.url.clone();
    let imports = page.read.go().imports.clone();
    let (import, error) = match choose(&imports, path, &url, go) {
        Ok(import) => (Some(import.clone()), None),
        Err(error) => (None, Some(error)),
    };
    let validated = Validated { error: import.as_ref().and_then(|import| fault(import, &url, go)) };
    let failed = Conclusion::Failed { error: String::new(), class: Class::NotExist };
    let events = [
        Event::of(Some(path), Step::Meta, page),
        Event::of(Some(path), Step::Match, Matched { url, import, error }),
        Event::of(Some(path), Step::Validate, validated),
        Event::of(Some(path), Step::Root, Concluded { conclusion: failed }),
    ];
    stages::findings(&Trace { header: Header::of_page(path, go), events: Events::from(events) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_keeps_nobody_from_seeing_the_same_tag() {
        let page = r#"<meta name="go-import" content="a.test/x git https://u:secret@h.test/x">"#;
        let view = MetaView::of("page", page.as_bytes(), None, Version::NEWEST);
        assert_eq!(view.imports.len(), 1);
        assert_eq!(view.imports, view.browser.imports);
    }
}
