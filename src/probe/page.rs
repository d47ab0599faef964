//! Questions about the page that go took no tag from.

use std::net::{IpAddr, SocketAddr};

use super::{Case, http::Agent, over_http};
use crate::{
    go::{
        cmd::meta::Import,
        xmod::{major::split_version, module::escape},
    },
    trace::{Fact, PageRead, Question, Root},
};

/// How many parents are asked for their page.
const PARENTS: usize = 3;

/// How many other addresses of the host are asked.
const ADDRESSES: usize = 2;

impl Case<'_> {
    /// What the server says to other questions than go's, after an answer with `status`.
    pub(crate) async fn ask_about_page(&self, status: u16) {
        if status == 403 {
            self.as_browser().await;
            return;
        }
        if self.with_other_query().await || status >= 500 {
            return;
        }
        self.parents().await;
        if self.last.failure.is_none() && self.last.page.is_some_and(is_blank) {
            self.as_browser().await;
        }
    }

    pub(crate) async fn as_browser(&self) {
        self.get(Question::AsBrowser, &self.last.asked.url, Agent::Browser).await;
    }

    pub(crate) async fn over_http(&self) {
        let Some(url) = over_http(&self.last.asked.url) else { return };
        self.get(Question::OverHttp, &url, Agent::Go).await;
    }

    /// Whether the tag is there at an address of the host that go did not come to, one of the other
    /// family first.
    pub(crate) async fn at_other_addresses(&self) -> bool {
        let url = &self.last.asked.url;
        for address in self.other_addresses().into_iter().take(ADDRESSES) {
            let question = Question::AtAddress { address: address.to_string() };
            let probed = self.probe(question, url, Agent::Go, Some(address)).await;
            let tags = probed.and_then(|probed| probed.seen).map(|seen| seen.imports);
            if tags.iter().flatten().any(|tag| self.is_about(tag)) {
                return true;
            }
        }
        false
    }

    fn other_addresses(&self) -> Vec<IpAddr> {
        let Some(host) = self.host().filter(|_| self.last.is_direct()) else { return Vec::new() };
        let facts = || self.trace.events.iter().filter(|event| !event.probe).map(|it| &it.fact);
        let resolved = facts().find_map(|fact| match fact {
            Fact::Resolved(resolved) if resolved.host == host => Some(resolved),
            _ => None,
        });
        let known: Vec<IpAddr> =
            resolved.into_iter().flat_map(|it| &it.addresses).flat_map(|it| it.parse()).collect();
        let dialled = facts().filter_map(|fact| match fact {
            Fact::Dialled(dialled) => Some(dialled.address.parse::<SocketAddr>().ok()?.ip()),
            _ => None,
        });
        let dialled: Vec<IpAddr> = dialled.collect();
        let (tried, mut others): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|it| dialled.contains(it));
        let first = tried.last().map(IpAddr::is_ipv4);
        others.sort_by_key(|address| Some(address.is_ipv4()) == first);
        others
    }

    /// The host that was asked last, where it is a name on the usual port.
    pub(crate) fn host(&self) -> Option<&str> {
        let (_, rest) = self.last.asked.url.split_once("://")?;
        let host = rest.split(['/', '?']).next()?;
        (!host.contains([':', '@', '[']) && host.parse::<IpAddr>().is_err()).then_some(host)
    }

    /// Whether the tag is there without `?go-get=1`, or with it where a redirect dropped it.
    async fn with_other_query(&self) -> bool {
        let url = &self.last.asked.url;
        let (question, url) = match without_query(url) {
            Some(_) if !self.last.page.is_some_and(is_blank) => return false,
            Some(url) => (Question::WithoutQuery, url),
            None => (Question::WithQuery, with_query(url)),
        };
        self.get(question, &url, Agent::Go).await.iter().any(|tag| self.is_about(tag))
    }

    /// The pages of the parents that go has not asked for, the nearest first.
    async fn parents(&self) {
        if self.last.page.is_none_or(|page| !page.read.go().imports.is_empty()) {
            return;
        }
        for parent in parents(self.path).take(PARENTS).filter(|parent| !self.is_asked(parent)) {
            let slash = if parent.contains('/') { "" } else { "/" };
            let url = format!("https://{parent}{slash}?go-get=1");
            let question = Question::Parent { path: parent.to_owned() };
            if self.get(question, &url, Agent::Go).await.iter().any(|tag| self.is_about(tag)) {
                return;
            }
        }
    }

    fn is_asked(&self, path: &str) -> bool {
        self.trace.events.iter().any(|event| event.path.as_deref() == Some(path))
    }

    fn is_about(&self, tag: &Import) -> bool {
        let (own, _) = split_version(self.path).unwrap_or((self.path, ""));
        crate::go::xmod::module::is_below(own, &tag.prefix)
    }

    /// The versions that the module proxy of `root` has, which go asks for next.
    pub(crate) async fn versions(&self, root: &Root) {
        let Ok(module) = escape(&root.path) else { return };
        if !root.repo.is_open() {
            return;
        }
        let url = format!("{}/{module}/@v/list", root.repo.expose().trim_end_matches('/'));
        self.get(Question::VersionList, &url, Agent::Go).await;
    }
}

/// Whether a page holds nothing that is or looks like a tag: another client may see another one.
fn is_blank(page: &PageRead) -> bool {
    let go = page.read.go();
    go.error.is_none() && go.tags.is_empty() && page.read.browser().is_blank()
}

/// The parents of an import path, the nearest first, the host last.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(parent, _)| parent.rsplit_once('/'))
        .map(|(parent, _)| parent)
}

/// `url` without `go-get=1`; `None` where it does not have it.
fn without_query(url: &str) -> Option<String> {
    let (page, query) = url.split_once('?')?;
    let rest: Vec<&str> = query.split('&').filter(|part| *part != "go-get=1").collect();
    let mark = if rest.is_empty() { "" } else { "?" };
    (rest.len() < query.split('&').count()).then(|| format!("{page}{mark}{}", rest.join("&")))
}

fn with_query(url: &str) -> String {
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}go-get=1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_are_named_from_near_to_far() {
        assert_eq!(parents("a.b/c/d").collect::<Vec<_>>(), ["a.b/c", "a.b"]);
        assert_eq!(parents("a.b").count(), 0);
    }

    #[test]
    fn the_query_comes_and_goes() {
        let bare = |url| without_query(url).unwrap_or_default();
        assert_eq!(bare("https://a.b/c?go-get=1"), "https://a.b/c");
        assert_eq!(bare("https://a.b/c?x=1&go-get=1"), "https://a.b/c?x=1");
        assert_eq!(without_query("https://a.b/c?go-get=2"), None);
        assert_eq!(with_query("https://a.b/c"), "https://a.b/c?go-get=1");
        assert_eq!(with_query("https://a.b/c?x=1"), "https://a.b/c?x=1&go-get=1");
    }
}
