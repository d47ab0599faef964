//! How the forges that everybody knows lay out their pages: which are repositories, and which belong to one.

/// What a URL at a forge is, where it is no repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// A page of the repository at this URL.
    OfRepository(String),
    /// The page of an owner or a group, at this URL.
    OfOwner(String),
}

/// Elements of a forge's pages behind the repository, which are in no path.
pub(crate) const PAGES: &[&str] = &[
    "-",
    "actions",
    "blame",
    "blob",
    "branch",
    "branches",
    "commit",
    "commits",
    "issues",
    "merge_requests",
    "pull",
    "pulls",
    "raw",
    "releases",
    "src",
    "tags",
    "tree",
    "wiki",
];

/// Whether paths at the host are an owner and a repository; at gitlab.com there may be groups between them.
pub(crate) fn is_forge(host: &str) -> bool {
    ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"].contains(&host)
}

/// What the URL of a repository is where its shape tells that it is none; nothing of hosts that are no forges.
pub(crate) fn page(url: &str) -> Option<Page> {
    let (scheme, place) = url.split_once("://").filter(|(scheme, _)| scheme.starts_with("http"))?;
    let place = place.split(['?', '#']).next()?;
    let (host, rest) = place.split_once('/').unwrap_or((place, ""));
    let name = host.to_ascii_lowercase();
    if !is_forge(&name) {
        return None;
    }
    let elements: Vec<&str> = rest.split('/').filter(|element| !element.is_empty()).collect();
    let at = |kept: &[&str]| format!("{scheme}://{name}/{}", kept.join("/"));
    let end = if name == "gitlab.com" {
        elements.iter().position(|element| *element == "-").unwrap_or(elements.len())
    } else {
        elements.len().min(2)
    };
    match elements.split_at(end) {
        (owner, _) if owner.len() < 2 => {
            Some(Page::OfOwner(at(owner).trim_end_matches('/').to_owned()))
        }
        (_, []) => None,
        (repository, _) => Some(Page::OfRepository(at(repository))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Page::*, page};

    #[test]
    fn the_shape_tells() {
        for (url, due) in [
            (
                "https://github.com/a/b/tree/main/x",
                Some(OfRepository("https://github.com/a/b".into())),
            ),
            ("https://github.com/a/b/c", Some(OfRepository("https://github.com/a/b".into()))),
            (
                "https://gitlab.com/g/s/b/-/tree/main",
                Some(OfRepository("https://gitlab.com/g/s/b".into())),
            ),
            ("https://gitlab.com/g", Some(OfOwner("https://gitlab.com/g".into()))),
            ("https://github.com/a/", Some(OfOwner("https://github.com/a".into()))),
            ("https://gitlab.com/g/s/b", None),
            ("https://github.com/a/b.git", None),
            ("https://git.example.com/a/b/tree/main", None),
            ("ssh://git@github.com/a", None),
        ] {
            assert_eq!(page(url), due, "{url}");
        }
    }
}
