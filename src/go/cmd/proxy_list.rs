//! GOPROXY: the list, and what go asks first for a module path (env-auth-proxy-tls.md §2.1).

use serde::{Deserialize, Serialize};

use crate::go::{
    std::net::url::{ParseError, Url},
    version::{Change, Version},
};

/// Reads the value of GOPROXY by the rules of a release: a list since 1.13, with `|` since 1.15.
pub fn parse_in(
    goproxy: &str,
    gonoproxy: &str,
    version: Version,
) -> Result<Vec<Entry>, ProxyListError> {
    let separators: &[char] =
        if version.has(Change::BarsInProxyList) { &[',', '|'] } else { &[','] };
    match version.has(Change::ProxyList) {
        true => parse_with(goproxy, gonoproxy, separators, version),
        false if goproxy.contains(',') => Err(ProxyListError::Comma),
        false if goproxy.is_empty() => parse_with("direct", "", separators, version),
        false => parse_with(goproxy, "", separators, version),
    }
}

/// One element of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// Whom go asks.
    pub source: Source,
    /// When go asks the next one.
    pub falls_through: FallsThrough,
}

/// Whom an element of the list names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// go's own first element where GONOPROXY is not empty: modules that match it are looked up
    /// directly, all others are "not found" here.
    NoProxy,
    /// A module proxy.
    Proxy(Box<Url>),
    /// The version control system, or a `mod` go-import tag.
    Direct,
    /// Nobody: `module lookup disabled by GOPROXY=off`.
    Off,
}

/// After which failures go asks the next element; the last has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FallsThrough {
    /// `,`, or the end of the list: only where the module was not found (404, 410).
    NotFound,
    /// `|`: after any error.
    Any,
}

/// Why the whole list fails, whatever a good element in it would answer. URLs are without passwords.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyListError {
    /// Nothing but separators and blanks; or empty, which only a file of settings can make it.
    #[error("GOPROXY list is not the empty string, but contains no entries")]
    NoEntries,
    /// An element that is no URL. The text may hold a password, as go's does.
    #[error(transparent)]
    NotAUrl(#[from] ParseError),
    /// A bare word such as `localhost` or `DIRECT`, or an absolute path.
    #[error("invalid proxy URL missing scheme: {0}")]
    MissingScheme(String),
    /// Two elements, in releases that take one.
    #[error("invalid $GOPROXY setting: cannot have comma")]
    Comma,
    /// Neither https nor http nor file.
    #[error("invalid proxy URL scheme (must be https, http, file): {0}")]
    BadScheme(String),
    /// A `file` URL with host, user, query, or without `//`.
    #[error("invalid file:// proxy URL with non-path elements: {0}")]
    NotOnlyPath(String),
}

/// Reads the value of GOPROXY; `gonoproxy` is the value in force, GOPRIVATE's where it has none.
pub fn parse(goproxy: &str, gonoproxy: &str) -> Result<Vec<Entry>, ProxyListError> {
    parse_with(goproxy, gonoproxy, &[',', '|'], Version::NEWEST)
}

fn parse_with(
    goproxy: &str,
    gonoproxy: &str,
    separators: &[char],
    version: Version,
) -> Result<Vec<Entry>, ProxyListError> {
    let mut list = Vec::new();
    if !gonoproxy.is_empty() && goproxy != "direct" {
        list.push(Entry { source: Source::NoProxy, falls_through: FallsThrough::NotFound });
    }
    let own = list.len();
    for element in goproxy.split_inclusive(separators) {
        let name = element.trim_end_matches(separators).trim();
        if name.is_empty() {
            continue;
        }
        let source = source(name, version)?;
        let is_last = matches!(source, Source::Direct | Source::Off);
        list.push(Entry { source, falls_through: falls_through(element, is_last) });
        if is_last {
            break;
        }
    }
    if list.len() == own { Err(ProxyListError::NoEntries) } else { Ok(list) }
}

/// A pattern of GONOPROXY or GOPRIVATE that matched the module path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NoProxy {
    /// The variable that holds the pattern.
    pub variable: String,
    /// The pattern as it is written there.
    pub pattern: String,
}

/// What go asks first for one module path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// The module's own server, because a pattern matched: no other element counts, not even `off`.
    Private(NoProxy),
    /// The module's own server, because the list begins with `direct`.
    Direct,
    /// A module proxy, then the others: the list from the first proxy on.
    Proxies(Vec<Entry>),
    /// Nobody: `module lookup disabled by GOPROXY=off`.
    Off,
}

/// What go asks first, given the pattern of GONOPROXY that matched the module path, if one did.
///
/// `GOPROXY=direct` alone is direct for every path, with or without a match.
pub fn route(list: &[Entry], matched: Option<NoProxy>) -> Route {
    let list = match list {
        [Entry { source: Source::NoProxy, .. }, rest @ ..] => match matched {
            Some(matched) => return Route::Private(matched),
            None => rest,
        },
        _ => list,
    };
    match list.first().map(|entry| &entry.source) {
        Some(Source::Proxy(_)) => Route::Proxies(list.to_vec()),
        Some(Source::Direct) => Route::Direct,
        _ => Route::Off,
    }
}

fn source(name: &str, version: Version) -> Result<Source, ProxyListError> {
    match name {
        "off" => Ok(Source::Off),
        "direct" => Ok(Source::Direct),
        _ => proxy(&with_scheme(name), version).map(|url| Source::Proxy(url.into())),
    }
}

/// `proxy.test` and `proxy.test:8080/x` are https; a bare word is nothing.
fn with_scheme(name: &str) -> String {
    let looks_like_host = name.contains(['.', ':', '/']) && !name.contains(":/");
    let scheme = if looks_like_host && !name.starts_with('/') { "https://" } else { "" };
    format!("{scheme}{name}")
}

fn proxy(text: &str, version: Version) -> Result<Url, ProxyListError> {
    let url = Url::parse_by(text, version)?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        "file" if url.is_scheme_and_path() => Ok(url),
        "file" => Err(ProxyListError::NotOnlyPath(url.to_string())),
        "" => Err(ProxyListError::MissingScheme(url.to_string())),
        _ => Err(ProxyListError::BadScheme(url.to_string())),
    }
}

fn falls_through(element: &str, is_last: bool) -> FallsThrough {
    if element.ends_with('|') && !is_last { FallsThrough::Any } else { FallsThrough::NotFound }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(goproxy: &str, gonoproxy: &str, matched: bool) -> Route {
        let matched =
            matched.then(|| NoProxy { variable: "GOPRIVATE".into(), pattern: "a".into() });
        route(&parse(goproxy, gonoproxy).unwrap(), matched)
    }

    #[test]
    fn a_match_goes_past_every_proxy_and_past_off() {
        for goproxy in ["off", "https://p,direct", "direct ", " direct"] {
            assert!(matches!(first(goproxy, "a", true), Route::Private(_)), "{goproxy}");
        }
        assert_eq!(first("direct", "a", true), Route::Direct);
        assert_eq!(first("off", "a", false), Route::Off);
        assert_eq!(first("direct,x", "a", false), Route::Direct);
        assert!(matches!(first("p.test|off", "a", false), Route::Proxies(list) if list.len() == 2));
    }
}
