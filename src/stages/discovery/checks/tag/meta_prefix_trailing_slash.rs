//! The tag's prefix ends with a slash.

use super::cured::cured_by;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::meta::Import,
    trace::{By, Matched, Step, Told as _},
};

check! {
    /// The first field of the tag ends with `/`, and a prefix with a slash at its end does not
    /// match the path without it. Some generators of vanity pages wrote it so. go takes it for paths
    /// below: that is a warning, since other tools do not, and the root itself cannot be had.
    ///
    /// Take the slash away.
    "meta-prefix-trailing-slash", Error, quiet in "tag-other-prefix"
}

fn find(view: &View<'_>) -> Option<Found> {
    mismatched(view).or_else(|| taken(view))
}

/// A tag that go does not take, for the slash alone.
fn mismatched(view: &View<'_>) -> Option<Found> {
    let (url, path, prefixes) = view.mismatch()?;
    let prefix = prefixes.iter().find(|prefix| prefix.trim_end_matches('/') == path)?;
    let title = "The tag's prefix ends with a slash, so it does not match the path.";
    Some(told(view, title, url, view.tag_for(prefix)?))
}

/// A tag that go takes with its slash.
fn taken(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta)?;
    let matched = view.decided().told::<Matched>().find(|matched| matched.import.is_some())?;
    let import = matched.import.as_ref().filter(|_| root.path.ends_with('/'))?;
    let title =
        "The tag's prefix ends with a slash; go takes it for the paths below, other tools do not.";
    Some(told(view, title, &matched.url, import).mild())
}

fn told(view: &View<'_>, title: &str, url: &str, import: &Import) -> Found {
    let prefix = import.prefix.trim_end_matches('/').to_owned();
    let right = Import { prefix, ..import.clone() };
    let found = Found::new(Step::Match, title).seen(format!("{url}: prefix {}", import.prefix));
    cured_by(view, found, &right)
}
