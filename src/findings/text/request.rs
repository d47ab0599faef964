//! The request that an error is about.

/// A URL that go asked for, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Request<'a> {
    /// The URL as the text has it.
    pub(crate) url: &'a str,
    /// What it is for.
    pub(crate) kind: Kind,
}

/// What a URL is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page with tags: `?go-get=1`.
    Page,
    /// A file of a module proxy: `/@v/`, `/@latest`.
    Module,
    /// The checksum database, or a proxy's relay to it.
    Sumdb,
    /// Something else.
    Other,
}

impl<'a> Request<'a> {
    /// The first request that `text` speaks of, and what follows its URL.
    pub(crate) fn find(text: &'a str) -> Option<(Self, &'a str)> {
        let found = VERBS.iter().filter_map(|verb| Some((text.find(verb)?, verb.len())));
        let mut found: Vec<_> = found.collect();
        found.sort_unstable();
        found.into_iter().find_map(|(at, length)| Self::at(text.get(at + length..)?))
    }

    fn at(text: &'a str) -> Option<(Self, &'a str)> {
        let text = text.trim_start_matches(['"', '(']);
        let end = text.find([' ', '"', ')', '\n', '\t']).unwrap_or(text.len());
        let (url, rest) = text.split_at_checked(end)?;
        let url = url.trim_end_matches(':');
        let known = ["http://", "https://", "file://", "//"];
        known.iter().any(|start| url.starts_with(start)).then_some(())?;
        let rest = rest.trim_start_matches(['"', ')', ':', ' ']);
        Some((Self { url, kind: kind(url) }, rest))
    }

    /// The URL without its scheme, login, query and port.
    pub(crate) fn place(&self) -> &'a str {
        let (_, rest) = self.url.split_once("//").unwrap_or(("", self.url));
        rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
    }

    /// The host, without login and port.
    pub(crate) fn host(&self) -> &'a str {
        let authority = self.place().split('/').next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
            Some((address, _)) => address,
            None => host.split(':').next().unwrap_or_default(),
        }
    }
}

fn kind(url: &str) -> Kind {
    let lookup = url.split_once("/lookup/").is_some_and(|(_, module)| module.contains('@'));
    if lookup || url.contains("/sumdb/") || url.contains("/tile/") {
        Kind::Sumdb
    } else if url.contains("/@v/") || url.ends_with("/@latest") {
        Kind::Module
    } else if url.contains("go-get=1") {
        Kind::Page
    } else {
        Kind::Other
    }
}

/// What go says before a URL.
const VERBS: &[&str] = &[
    "Get ",
    "Post ",
    "reading ",
    "read ",
    "parse ",
    "fetch ",
    "unexpected status ",
    "insecure URL: ",
    "unrecognized import path \"",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_url_and_what_follows() {
        for (text, url, kind, rest) in [
            ("x: Get \"https://a.b/c?go-get=1\": EOF", "https://a.b/c?go-get=1", Kind::Page, "EOF"),
            (
                "(https fetch: Get https://a.b/c?go-get=1: EOF)",
                "https://a.b/c?go-get=1",
                Kind::Page,
                "EOF)",
            ),
            (
                "unexpected status (https://a/b/@v/v1.info): 404",
                "https://a/b/@v/v1.info",
                Kind::Module,
                "404",
            ),
            (
                "reading https://a/lookup/b@v1: 410 Gone",
                "https://a/lookup/b@v1",
                Kind::Sumdb,
                "410 Gone",
            ),
            ("Post \"https://a:1/b\": x", "https://a:1/b", Kind::Other, "x"),
        ] {
            let read = Request::find(text);
            assert_eq!(read, Some((Request { url, kind }, rest)), "{text}");
        }
        assert_eq!(Request::find("reading the news"), None);
    }

    #[test]
    fn hosts_have_no_port() {
        let host = |url| Request { url, kind: Kind::Other }.host();
        assert_eq!(host("https://u:p@a.b:8/c"), "a.b");
        assert_eq!(host("http://[::1]:8/c"), "::1");
    }
}
