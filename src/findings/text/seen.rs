//! The outer layers of an error: the path, what go was doing, and the request that failed.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    context::Context,
    pattern::pattern,
    request::{Kind, Request},
};
use crate::{
    go::std::net::url::{authority_of, host_of},
    trace::Step,
};

/// An error with its wrappers read.
pub(crate) struct Seen<'a> {
    /// What go says itself, up to what a server answered.
    pub(crate) own: &'a str,
    /// What the server answered.
    pub(crate) response: &'a str,
    /// What follows the URL of the request; all of `own` where there is no request.
    pub(crate) fault: &'a str,
    /// The import path or module path.
    pub(crate) path: Option<&'a str>,
    /// The version asked for.
    pub(crate) version: Option<&'a str>,
    /// `unrecognized import path`.
    pub(crate) unrecognized: bool,
    /// The reason is in brackets, as in releases before 1.14.
    pub(crate) bracketed: bool,
    /// The checksum was to be verified.
    pub(crate) verifying: bool,
    /// How many modules there are on the way to the one that failed.
    pub(crate) requires: usize,
    /// The request that failed.
    pub(crate) request: Option<Request<'a>>,
    /// The lines around.
    pub(crate) context: &'a Context,
}

impl<'a> Seen<'a> {
    /// Reads the wrappers of `text`.
    pub(crate) fn of(text: &'a str, context: &'a Context) -> Self {
        let (own, response) = text.split_once("server response:").unwrap_or((text, ""));
        let found = Request::find(own);
        let unrecognized = quoted_after(own, "unrecognized import path \"");
        let (path, version) = match unrecognized {
            Some(path) => (Some(path), version(own)),
            None => module(own),
        };
        Self {
            own,
            response,
            fault: found.map_or(own, |(_, fault)| fault),
            path,
            version,
            unrecognized: unrecognized.is_some(),
            bracketed: BRACKET.is_match(own),
            verifying: own.contains("verifying ") && !own.starts_with("Verifying "),
            requires: own.matches(" requires\n").count() + own.matches(" updating to\n").count(),
            request: found.map(|(request, _)| request),
            context,
        }
    }

    /// What the request was for.
    pub(crate) fn kind(&self) -> Option<Kind> {
        match self.request.map(|request| request.kind) {
            Some(Kind::Other) | None if self.verifying => Some(Kind::Sumdb),
            Some(Kind::Other) | None if self.unrecognized => Some(Kind::Page),
            kind => kind,
        }
    }

    /// Whether go's own words hold `words`.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.own.contains(words)
    }

    /// The host to look at.
    pub(crate) fn host(&self) -> Option<&'a str> {
        let requested = self.request.map(|request| request.host());
        let asked = requested.or_else(|| repository_host(self.own));
        asked.filter(|host| !host.is_empty()).or_else(|| self.path?.split('/').next())
    }

    /// How many elements the path has.
    pub(crate) fn elements(&self) -> usize {
        self.path.map_or(0, |path| path.split('/').filter(|element| !element.is_empty()).count())
    }

    /// Whether the path ends in `/v2` or later.
    pub(crate) fn has_major(&self) -> bool {
        let last = self.path.and_then(|path| path.rsplit('/').next());
        let digits = last.and_then(|last| last.strip_prefix('v'));
        digits.is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// The step of an error whose own words are not known, as far as its wrappers tell.
    pub(crate) fn step(&self) -> Option<Step> {
        Some(match self.kind() {
            Some(Kind::Sumdb) => Step::Sum,
            Some(Kind::Module) => Step::Proxy,
            Some(Kind::Page) if self.bracketed || !self.says(": tls: ") => Step::Fetch,
            _ if self.says("git ") && self.says("exit status ") => Step::Repository,
            _ if self.says("x509: ") || self.says("tls: ") => Step::Tls,
            _ if self.says("dial tcp") => Step::Connect,
            _ if self.version.is_some() || self.says("provides package ") => Step::Version,
            _ => return None,
        })
    }
}

/// The host of the repository that git complains about: it quotes the URL.
fn repository_host(own: &str) -> Option<&str> {
    let at = own.find("'https://").or_else(|| own.find("'http://"))?;
    let url = own.get(at + 1..)?.split('\'').next()?;
    authority_of(url).map(host_of)
}

/// The text between `start` and the next quotation mark.
pub(crate) fn quoted_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split('"').next()
}

/// The module that failed, the last of a chain, with its version.
fn module(own: &str) -> (Option<&str>, Option<&str>) {
    let wrappers = before_request(own);
    if let Some(found) = AT_VERSION.captures_iter(wrappers).last() {
        let part = |index| found.get(index).map(|part| part.as_str());
        return (part(1), part(2));
    }
    let names = NAMED.captures_iter(wrappers).filter_map(|found| found.get(1));
    (names.map(|path| path.as_str()).filter(|path| !FILES.contains(path)).last(), None)
}

/// Files of go, which look like a host.
const FILES: &[&str] = &["go.mod", "go.sum", "go.work", "go.work.sum"];

fn version(own: &str) -> Option<&str> {
    let found = AT_VERSION.captures_iter(before_request(own)).last()?;
    found.get(2).map(|version| version.as_str())
}

/// The part with the wrappers: paths in URLs and in what git says are none of theirs.
fn before_request(own: &str) -> &str {
    let ends = ["Get ", "reading http", " git ", ": exec:", "(http", "parse "];
    let end = ends.iter().filter_map(|end| own.find(end)).min().unwrap_or(own.len());
    own.get(..end).filter(|part| part.contains(['@', '/'])).unwrap_or(own)
}

static BRACKET: LazyLock<Regex> = LazyLock::new(|| pattern(r#"import path "[^"]*" \("#));

static AT_VERSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"([\w.~-]+(?:/[\w.~!+-]+)*)@([\w.+~-]+(?:/[\w.-]+)?)(?:[:;)"\s]|$)"#)
});

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:package|module|go get:?|go install|go list -m|build|cannot load|go:) ([\w~-]+(?:\.[\w~-]+)*\.[\w~-]+(?:/[\w.~+-]+)*)(?:[:\s]|$)",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<String>, Option<Kind>) {
        let context = Context::default();
        let seen = Seen::of(text, &context);
        (seen.path.map(str::to_owned), seen.version.map(str::to_owned), seen.kind())
    }

    #[test]
    fn wrappers_name_path_and_version() {
        for (text, path, version, kind) in [
            (
                r#"go: a.b/c@latest: unrecognized import path "a.b/c": x"#,
                "a.b/c",
                Some("latest"),
                Some(Kind::Page),
            ),
            (
                r#"package a.b/c: unrecognized import path "a.b/c" (x)"#,
                "a.b/c",
                None,
                Some(Kind::Page),
            ),
            ("go: module a.b/c: git ls-remote", "a.b/c", None, None),
            ("go: go.mod requires go >= 1.24: cannot load a.b/c: x", "a.b/c", None, None),
            (
                r#"go: a.b/c@v1.0.0: Get "https://p/a.b/c/@v/list": EOF"#,
                "a.b/c",
                Some("v1.0.0"),
                Some(Kind::Module),
            ),
            (
                "go: m/x imports\n\ta.b/d: a.b/c@v1: verifying module: x",
                "a.b/c",
                Some("v1"),
                Some(Kind::Sumdb),
            ),
            (
                "go get: a.b/x@v1 requires\n\ta.b/c@v2.0.0: invalid version: git fetch",
                "a.b/c",
                Some("v2.0.0"),
                None,
            ),
        ] {
            assert_eq!(
                read(text),
                (Some(path.to_owned()), version.map(str::to_owned), kind),
                "{text}"
            );
        }
    }
}
