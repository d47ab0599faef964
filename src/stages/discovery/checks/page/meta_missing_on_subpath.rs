//! The page of a module below another has no tag.

use super::below::about;
use crate::{
    findings::{Found, check, view::View},
    go::xmod::major::split_version,
};

check! {
    /// A parent of the path has a page with a tag for it, and the path itself has not. `go get` of
    /// a package asks for every prefix and takes the longest that works, so the gap stays unseen; a
    /// module path (`go list -m`, a requirement in go.mod) is asked for exactly.
    ///
    /// Serve the tag on every path below the prefix, not on the prefix alone.
    "meta-missing-on-subpath", Error, quiet in "v2-page-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let has_version =
        split_version(view.culprit()?).is_some_and(|(_, version)| !version.is_empty());
    let (parent, ..) = view.parent_with_tag().filter(|_| !has_version)?;
    about(
        view,
        format!("The page of {parent} has the tag, and the page of the path itself has none."),
    )
}
