//! Which credential belongs to a URL: the one with the longest prefix of it (env-auth-proxy-tls.md §4.3, §4.4).

use crate::go::{
    std::net::url::Url,
    version::{Change, Version},
};

/// Under what go keeps a credential: the URL or machine without `https://` and, since 1.25, without one `/` at
/// its end.
pub(crate) fn key(written: &[u8], version: Version) -> &[u8] {
    let key = written.strip_prefix(b"https://").unwrap_or(written);
    let key_without_slash = key.strip_suffix(b"/").unwrap_or(key);
    if version.has(Change::LongestPrefixCredential) { key_without_slash } else { key }
}

/// The keys that go looks up for `url`, the longest first: its text behind `https://`, user info and query included,
/// up to each `/`. 1.24 tries the whole text and the host, nothing between.
pub(crate) fn keys(url: &Url, version: Version) -> Vec<Vec<u8>> {
    let text = url.expose();
    let text = text.strip_prefix(b"https://").unwrap_or(&text);
    let slashes = (0..text.len()).rev().filter(|at| text.get(*at) == Some(&b'/'));
    let prefixes = std::iter::once(text).chain(slashes.filter_map(|at| text.get(..at)));
    let between = version.has(Change::LongestPrefixCredential);
    let tried = prefixes.filter(|key| between || *key == text || !key.contains(&b'/'));
    tried.map(<[u8]>::to_vec).collect()
}
