//! What the request was for that a text of go tells of, and whose host it went to.

use crate::findings::text::{request::Kind, seen::Seen};

/// Whether the request was for the page of a path.
pub(crate) fn is_page(seen: &Seen<'_>) -> bool {
    seen.kind() == Some(Kind::Page)
}

/// Whether the request went to a module proxy.
pub(crate) fn is_module(seen: &Seen<'_>) -> bool {
    seen.kind() == Some(Kind::Module)
}

/// Whether the host is one that every go reads without trouble: what fails there is somebody else's doing.
pub(crate) fn is_served_well(seen: &Seen<'_>) -> bool {
    const HOSTS: &[&str] =
        &["go.uber.org", "golang.org", "google.golang.org", "gopkg.in", "k8s.io", "sigs.k8s.io"];
    seen.path.and_then(|path| path.split('/').next()).is_some_and(|host| HOSTS.contains(&host))
}

/// Whether the host looks like one of a company's own.
pub(crate) fn is_inner(seen: &Seen<'_>) -> bool {
    const WORDS: &[&str] =
        &["corp", "internal", "intern", "intranet", "intra", "local", "lan", "private", "home"];
    seen.host().is_some_and(|host| host.split(['.', '-']).any(|label| WORDS.contains(&label)))
}

/// Whether the host looks like a forge of a company's own, where what one may not see is no typo.
pub(crate) fn is_own_forge(seen: &Seen<'_>) -> bool {
    const WORDS: &[&str] =
        &["bitbucket", "code", "forgejo", "git", "gitea", "gitlab", "gogs", "repo", "scm", "stash"];
    let is_word =
        |label: &str| WORDS.contains(&label.trim_end_matches(|c: char| c.is_ascii_digit()));
    let host = seen.path.and_then(|path| path.split('/').next()).or_else(|| seen.host());
    is_inner(seen) || host.is_none_or(|host| host.split(['.', '-']).any(is_word))
}
