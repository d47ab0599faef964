//! Two go-import tags of one page are about the path.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::{meta::Import, select::MatchError},
    trace::{Matched, Step, Told as _},
};

check! {
    /// The page holds more than one go-import tag whose prefix is the import path or a parent of
    /// it. go does not choose between them, not even where they say the same.
    ///
    /// Take out all but one. A page for `example.com/x` needs one tag for `example.com/x`; tags for
    /// other modules belong on their own pages, or at least have prefixes that are no parent of
    /// this path. One `mod` tag beside one `git` tag of the same prefix is allowed.
    "meta-multiple-matching-tags", Error, quiet in "mod-beside-git"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, matching) =
        view.failed().told::<Matched>().find_map(|matched| match &matched.error {
            Some(MatchError::Multiple { path, matching, .. }) => {
                Some((&matched.url, path, matching))
            }
            _ => None,
        })?;
    let title =
        format!("{} go-import tags of the page match {path}; go wants one.", matching.len());
    let mut found = Found::new(Step::Match, title).seen(url.clone());
    for import in matching {
        found = found.seen(format!("{} {} {}", import.prefix, import.vcs, import.repo));
    }
    let first = matching.first()?;
    // Other tools take no prefix with a slash at its end.
    let prefix = first.prefix.trim_end_matches('/').to_owned();
    let tag = tag(&Import { prefix, ..first.clone() });
    Some(found.fix(format!("{tag}   <!-- and no other for this path -->")))
}
