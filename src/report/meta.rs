//! What go reads from one page and what a browser reads: the report of the `meta` command.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::{
    findings::{Finding, Severity},
    go::{
        cmd::{
            hosts::{Lookup, lookup},
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
        By, Concluded, Conclusion, Event, Events, Header, Matched, PageRead, Root, SCHEMA, Step,
        Trace, Validated,
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
    /// Reads `page`, the text of a file, as [`MetaView::served`] does one that is served well.
    pub fn of(source: &str, page: &[u8], path: Option<&str>, go: Version) -> Self {
        let status = Status { code: 200, text: "200 OK", detail: "" };
        Self::served(source, page, status, path, go)
    }

    /// Reads `page`, which came from `source` with `status`, by the rules of `go`; with `path` also matches it.
    pub fn served(
        source: &str,
        page: &[u8],
        status: Status<'_>,
        path: Option<&str>,
        go: Version,
    ) -> Self {
        let share = Share::alone(path);
        let read = |page: &[u8]| read_keeping(page, go, share.clone());
        let shown = Shown::of(read(page), page.to_vec(), read);
        let Shown { page, reading } = shown;
        let seen = page.get(..FOR_BROWSER).unwrap_or(&page);
        let matched = path.map(|path| matched(&reading.imports, path, source, go));
        let taken = matched.as_ref().and_then(|matched| matched.import.as_ref());
        let is_asked = |prefix: &String| taken.map_or(path.is_none(), |it| it.prefix == *prefix);
        let unusable = unusable(&reading.imports, source, go).filter(is_asked);
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
        let fails = !view.is_ok() || unusable.is_some();
        let judged = path.map(str::to_owned).or(unusable);
        let judged = judged.or_else(|| reading.imports.first().map(|it| it.prefix.clone()));
        // A page by its URL is one about that path; go is given no URL.
        let of_url = || source.contains("://").then(|| stages::meant_path(source)).flatten();
        let named = || of_url().unwrap_or_else(|| source.to_owned());
        if let Some(judged) = judged.or_else(|| fails.then(named)) {
            let error = accept(reading, status, source, source, go).err();
            let url = source.to_owned();
            let status = status.text.to_owned();
            let page = PageRead { url, status, read, error };
            view.findings = findings(page, &judged, go);
            // Of a page that go takes the tag alone is judged.
            let is_of_tag = |step| matches!(step, Step::Match | Step::Validate);
            view.findings.retain(|finding| fails || is_of_tag(finding.step));
        }
        view
    }

    /// Whether go can use the page: it reads a tag, one that matches where a path was asked for.
    pub fn is_ok(&self) -> bool {
        let matched = self.matched.as_ref().is_none_or(|matched| matched.import.is_some());
        let fails = |finding: &Finding| finding.severity == Severity::Error;
        let usable = self.matched.is_some() || !self.findings.iter().any(fails);
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

/// The prefix of the first tag that go does not take: for its fields, or for another one that matches the same path; or that names no
/// repository.
fn unusable(imports: &[Import], source: &str, go: Version) -> Option<String> {
    let is_unusable = |import: &&Import| {
        fault(import, source, go).is_some()
            || is_below(import, go)
            || choose(imports, &import.prefix, source, go).is_err()
    };
    let first = imports.iter().find(is_unusable);
    first.map(|import| import.prefix.clone())
}

/// Whether the repository root is a place below a repository, at a host whose form of addresses go knows.
fn is_below(import: &Import, go: Version) -> bool {
    let place = import.repo.without_login();
    let path = place.strip_prefix("https://").unwrap_or_default().trim_end_matches('/');
    match lookup(path, go) {
        Lookup::Row { outcome: Ok(known), .. } => import.vcs == "git" && known.root != path,
        _ => false,
    }
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
    let conclusion = match &import {
        Some(import) if validated.error.is_none() => Conclusion::Found { root: root(import) },
        _ => Conclusion::Failed { error: String::new(), class: Class::NotExist },
    };
    let events = [
        Event::of(Some(path), Step::Meta, page),
        Event::of(Some(path), Step::Match, Matched { url, import, error }),
        Event::of(Some(path), Step::Validate, validated),
        Event::of(Some(path), Step::Root, Concluded { conclusion }),
    ];
    stages::findings(&Trace { header: Header::of_page(path, go), events: Events::from(events) })
}

/// The root that go takes from a tag.
fn root(import: &Import) -> Root {
    let Import { prefix, vcs, repo, subdir } = import.clone();
    Root { path: prefix, vcs, repo, subdir, by: By::Meta }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_of_a_page_is_no_path() {
        let view = MetaView::of("https://a.test/b", b"", None, Version::NEWEST);
        let names: Vec<_> = view.findings.iter().map(|finding| &*finding.name).collect();
        assert_eq!(names, ["http-empty-body"]);
    }

    #[test]
    fn a_password_keeps_nobody_from_seeing_the_same_tag() {
        let page = r#"<meta name="go-import" content="a.test/x git https://u:secret@h.test/x">"#;
        let view = MetaView::of("page", page.as_bytes(), None, Version::NEWEST);
        assert_eq!(view.imports.len(), 1);
        assert_eq!(view.imports, view.browser.imports);
    }
}
