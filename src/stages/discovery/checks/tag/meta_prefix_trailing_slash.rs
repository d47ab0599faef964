//! The tag's prefix ends with a slash.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// The first field of the tag ends with `/`, and a prefix with a slash at its end does not
    /// match the path without it. Some generators of vanity pages wrote it so.
    ///
    /// Take the slash away.
    "meta-prefix-trailing-slash", Error, quiet in "tag-other-prefix"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, prefixes) = view.mismatch()?;
    let prefix = prefixes.iter().find(|prefix| prefix.trim_end_matches('/') == path)?;
    let right = Import { prefix: path.to_owned(), ..view.tag_for(prefix)?.clone() };
    Some(
        Found::new(
            Step::Match,
            "The tag's prefix ends with a slash, so it does not match the path.",
        )
        .seen(format!("{url}: prefix {prefix}"))
        .fix(tag(&right)),
    )
}
