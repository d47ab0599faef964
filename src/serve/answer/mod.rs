//! What is answered to a request: pure, from a site and the request's head alone.

mod ask;
mod index;
mod markup;
mod nothing;
mod page;

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

pub use ask::Ask;
pub use nothing::fallback;

use super::site::{Found, Package, Site};

/// Answers to all requests for a site.
#[derive(Debug)]
pub struct Answers {
    site: Site,
    /// Whether browsers are sent on to the documentation.
    redirect: bool,
    /// The page of each host.
    indexes: BTreeMap<String, Bytes>,
    /// How long pages may be kept.
    kept: HeaderValue,
}

impl Answers {
    /// The answers for `site`; with `redirect` browsers are sent on to the documentation.
    pub fn new(site: Site, redirect: bool) -> Self {
        let index = |host: &String| (host.clone(), Bytes::from(index::of(&site, host)));
        let indexes = site.hosts().iter().map(index).collect();
        let kept = HeaderValue::from_str(&format!("public, max-age={}", site.max_age()));
        let kept = kept.unwrap_or(HeaderValue::from_static("no-cache"));
        Self { site, redirect, indexes, kept }
    }

    /// What is served.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The answer to one request. The body of an answer to HEAD is that to GET; it is not to be sent.
    pub fn to(&self, ask: &Ask<'_>) -> Response<Bytes> {
        if !ask.only_reads() {
            let refused = said(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
            return with(refused, header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        let Some(host) = ask.host_among(self.site.hosts()) else { return self.misdirected() };
        let path = match ask.path() {
            Ok(path) => path,
            Err((status, why)) => return said(status, why),
        };
        let whole = if path.is_empty() { host.to_owned() } else { format!("{host}/{path}") };
        match (self.site.find(&whole), path) {
            (Some(found), _) => self.found(ask, &found),
            (None, "") => self.keep(ask, page_of(StatusCode::OK, self.indexes.get(host).cloned())),
            (None, _) if ask.is_go() => {
                said(StatusCode::NOT_FOUND, nothing::for_go(&self.site, host, &whole))
            }
            (None, _) => {
                let page = nothing::for_people(&self.site, host, &whole);
                page_of(StatusCode::NOT_FOUND, Some(page.into()))
            }
        }
    }

    fn found(&self, ask: &Ask<'_>, found: &Found<'_>) -> Response<Bytes> {
        if ask.is_go() {
            return self.keep(ask, page_of(StatusCode::OK, Some(page::for_go(found).into())));
        }
        let docs = self.redirect.then(|| found.package.docs_of(&page::path(found))).flatten();
        if let Some(place) = docs.and_then(|docs| HeaderValue::from_str(&docs).ok()) {
            let answer = said(StatusCode::FOUND, "the documentation is elsewhere\n");
            return with(answer, header::LOCATION, place);
        }
        self.keep(ask, page_of(StatusCode::OK, Some(page::for_people(found).into())))
    }

    /// The page with what caches need; nothing of it where the client has it already.
    fn keep(&self, ask: &Ask<'_>, page: Response<Bytes>) -> Response<Bytes> {
        let tag = format!("\"{:x}-{:08x}\"", page.body().len(), crc32fast::hash(page.body()));
        let has = ask.kept.is_some_and(|kept| {
            kept.split(',').any(|it| it.trim().trim_start_matches("W/") == tag)
        });
        let mut page = page;
        if has {
            *page.status_mut() = StatusCode::NOT_MODIFIED;
            *page.body_mut() = Bytes::new();
            page.headers_mut().remove(header::CONTENT_TYPE);
        }
        let page = with(page, header::CACHE_CONTROL, self.kept.clone());
        match HeaderValue::from_str(&tag) {
            Ok(tag) => with(page, header::ETAG, tag),
            Err(_) => page,
        }
    }

    fn misdirected(&self) -> Response<Bytes> {
        let says = format!("this server answers for {}\n", self.site.hosts().join(", "));
        said(StatusCode::MISDIRECTED_REQUEST, says)
    }
}

/// The page of a repository as go reads it.
pub fn page_for_go(package: &Package) -> String {
    page::for_go(&Found { package: std::borrow::Cow::Borrowed(package), below: "" })
}

/// A line of text that no cache keeps.
fn said(status: StatusCode, text: impl Into<Bytes>) -> Response<Bytes> {
    let mut answer = Response::new(text.into());
    *answer.status_mut() = status;
    let answer =
        with(answer, header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    let answer = with(answer, header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    with(answer, header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
}

fn page_of(status: StatusCode, page: Option<Bytes>) -> Response<Bytes> {
    let answer = said(status, page.unwrap_or_default());
    let answer =
        with(answer, header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let policy =
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    with(answer, header::CONTENT_SECURITY_POLICY, policy)
}

fn with(
    mut answer: Response<Bytes>,
    name: header::HeaderName,
    value: HeaderValue,
) -> Response<Bytes> {
    answer.headers_mut().insert(name, value);
    answer
}

#[cfg(test)]
mod tests;
