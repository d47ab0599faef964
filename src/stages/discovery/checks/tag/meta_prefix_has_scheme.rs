//! The tag's prefix is a URL.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// The first field of the tag begins with `https://`. It is an import path, not a URL.
    ///
    /// Take the scheme away.
    "meta-prefix-has-scheme", Error, quiet in "tag-other-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, _, prefixes) = view.mismatch()?;
    let prefix = prefixes.iter().find(|prefix| prefix.contains("://"))?;
    let right = prefix.split_once("://").map(|(_, rest)| rest.trim_end_matches('/'))?;
    let right = Import { prefix: right.to_owned(), ..view.tag_for(prefix)?.clone() };
    Some(
        Found::new(Step::Match, "The tag's prefix is written as a URL; it is an import path.")
            .seen(format!("{url}: prefix {prefix}"))
            .fix(tag(&right)),
    )
}
