//! The tag's prefix has a port.

use super::{cured::cured_by, port::ported};
use crate::{
    findings::{Found, check, view::View},
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// The first field of the go-import tag is `host:port/path`. A module path has no port, so such
    /// a prefix matches none: the server builds it from the address that it listens on, or that a
    /// reverse proxy asks it by.
    ///
    /// Take the port away, or set the server's external address (Gitea's `ROOT_URL`, GitLab's
    /// `external_url`, a `Host` header that the reverse proxy passes on). The repository's URL, the
    /// third field, may keep its port.
    "meta-prefix-has-port", Error, quiet in "tag-other-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, _) = view.mismatch()?;
    let (prefix, host) = ported(view)?;
    let rest = prefix.split_once('/').map_or("", |(_, rest)| rest);
    let right = format!("{host}/{rest}");
    let right =
        Import { prefix: right.trim_end_matches('/').to_owned(), ..view.tag_for(prefix)?.clone() };
    let found = Found::new(Step::Match, "The tag's prefix has a port, and no module path has one.")
        .seen(format!("{url}: prefix {prefix}"))
        .seen(format!("path   {path}"));
    Some(cured_by(view, found, &right))
}
