//! The tag's prefix has a port.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
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
    Some(
        Found::new(Step::Match, "The tag's prefix has a port, and no module path has one.")
            .seen(format!("{url}: prefix {prefix}"))
            .seen(format!("path   {path}"))
            .fix(tag(&right)),
    )
}

/// The prefix that is the path's but for a port, and its host.
pub(crate) fn ported<'a>(view: &View<'a>) -> Option<(&'a str, &'a str)> {
    let (_, path, prefixes) = view.mismatch()?;
    let own = path.split('/').next()?;
    prefixes.iter().find_map(|prefix| {
        let (host, port) = prefix.split('/').next()?.split_once(':')?;
        let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        (is_port && host.eq_ignore_ascii_case(own)).then_some((prefix.as_str(), host))
    })
}
