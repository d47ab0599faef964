//! The tag's prefix is a URL.

use super::cured::cured_by;
use crate::{
    findings::{
        Found, check,
        view::{View, is_url},
    },
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// The first field of the tag begins with `https://`, or ends in `?go-get=1`. It is an import path, not a URL.
    ///
    /// Take the scheme and the query away.
    "meta-prefix-has-scheme", Error, quiet in "tag-other-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, _, prefixes) = view.mismatch()?;
    let prefix = prefixes.iter().find(|prefix| is_url(prefix))?;
    let right = prefix.split_once("://").map_or(prefix.as_str(), |(_, rest)| rest);
    let right = right.split(['?', '#']).next()?.trim_end_matches('/');
    let right = Import { prefix: right.to_owned(), ..view.tag_for(prefix)?.clone() };
    let found =
        Found::new(Step::Match, "The tag's prefix is written as a URL; it is an import path.")
            .seen(format!("{url}: prefix {prefix}"));
    Some(cured_by(view, found, &right))
}
