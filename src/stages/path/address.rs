//! The import path that the address of a repository or of a page is about.

use crate::go::{
    version::Version,
    xmod::escape::{unescape_path, unescape_version},
};

/// The path at `host` with these `elements` behind it, and the version that they name, empty where they name none.
///
/// They may be a page of documentation, what a module proxy or the checksum database is asked, or, at a forge and where
/// they come from a URL, what a browser shows of a repository.
pub(super) fn read(host: &str, elements: &[&str], is_url: bool) -> (String, String) {
    of_proxy(elements)
        .or_else(|| of_named_path(host, elements))
        .unwrap_or_else(|| of_repository(host, elements, is_url))
}

/// What a module proxy is asked: `…/MODULE/@v/v1.0.0.mod`, `…/MODULE/@latest`. The module begins at the first element
/// that can be a host.
fn of_proxy(elements: &[&str]) -> Option<(String, String)> {
    let end = elements.iter().position(|element| matches!(*element, "@v" | "@latest"))?;
    let begin = elements.iter().take(end).position(|element| element.contains('.'))?;
    let module = unescape_path(&elements.get(begin..end)?.join("/")).ok()?;
    let file = elements.get(end + 1).copied().unwrap_or_default();
    let version = [".info", ".mod", ".zip"].iter().find_map(|ending| file.strip_suffix(ending));
    let version = version.and_then(|version| unescape_version(version, Version::NEWEST).ok());
    Some((module, version.unwrap_or_default()))
}

/// A path in the URL of those who speak of paths: documentation, and `lookup` of a checksum database.
fn of_named_path(host: &str, elements: &[&str]) -> Option<(String, String)> {
    let named = match elements {
        ["lookup", named @ ..] if named.first().is_some_and(|host| host.contains('.')) => named,
        named if DOCUMENTATION.contains(&host) => named,
        _ => return None,
    };
    if named.is_empty() {
        return None;
    }
    let versions = named.iter().map(|element| element.split_once('@'));
    let version = versions.flatten().map(|(_, version)| version).next().unwrap_or_default();
    let paths = named.iter().map(|element| element.split('@').next().unwrap_or_default());
    Some((paths.collect::<Vec<_>>().join("/"), version.to_owned()))
}

/// A repository at its host, with the folder and the version that a page of it shows.
fn of_repository(host: &str, elements: &[&str], is_url: bool) -> (String, String) {
    let is_forge = is_forge(host);
    let (repo, page) = if is_forge || is_url { parted(elements) } else { (elements, &[][..]) };
    let bare = |element: &&str| match element.strip_suffix(".git") {
        Some(name) if is_forge || !page.is_empty() => name.to_owned(),
        _ => (*element).to_owned(),
    };
    let (below, version) = seen(page);
    let below = below.iter().map(|element| (*element).to_owned());
    let path = std::iter::once(host.to_owned()).chain(repo.iter().map(bare)).chain(below);
    (path.collect::<Vec<_>>().join("/"), version.to_owned())
}

/// Whether paths at the host are an owner and a repository.
pub(super) fn is_forge(host: &str) -> bool {
    ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"].contains(&host)
}

/// The elements of a repository, and those of a page about it.
fn parted<'a, 'b>(elements: &'b [&'a str]) -> (&'b [&'a str], &'b [&'a str]) {
    if let Some(dash) = elements.iter().position(|element| *element == "-") {
        let (repo, page) = elements.split_at(dash);
        return (repo, page.get(1..).unwrap_or_default());
    }
    match elements.get(2) {
        Some(page) if PAGES.contains(page) => elements.split_at(2),
        _ => (elements, &[]),
    }
}

/// The folder that a page of a repository shows, and the version that it names.
fn seen<'a, 'b>(page: &'b [&'a str]) -> (&'b [&'a str], &'a str) {
    let (at, below, is_file) = match page {
        ["src", "branch" | "tag" | "commit", at, below @ ..]
        | ["tree" | "src", at, below @ ..]
        | ["releases", "tag", below @ .., at]
        | ["tags" | "releases", below @ .., at] => (*at, below, false),
        ["blob" | "raw" | "blame", at, below @ ..] => (*at, below, true),
        ["commit" | "commits", at] => (*at, &[][..], false),
        _ => return (&[], ""),
    };
    let is_file = is_file || below.last().is_some_and(|name| name.rsplit('.').next() == Some("go"));
    let below =
        if is_file { below.split_last().map_or(below, |(_, folder)| folder) } else { below };
    (below, if is_version(at) { at } else { "" })
}

/// Whether a name of a revision is that of a version or of a commit; of branches nobody knows which is meant.
fn is_version(name: &str) -> bool {
    let tag = name.strip_prefix('v').is_some_and(|rest| {
        rest.contains('.') && rest.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
    });
    tag || ((7..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The hosts whose pages are about the path that follows.
const DOCUMENTATION: &[&str] = &["pkg.go.dev", "godoc.org", "godocs.io", "www.pkg.go.dev"];

/// The first words of what a forge shows of `owner/repository`.
const PAGES: &[&str] = &[
    "actions",
    "blame",
    "blob",
    "branches",
    "commit",
    "commits",
    "compare",
    "discussions",
    "issues",
    "pull",
    "pulls",
    "raw",
    "releases",
    "src",
    "tags",
    "tree",
    "wiki",
];
