//! The page of the tag's prefix has no tag.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::select::PrefixError,
    trace::Step,
};

check! {
    /// The tag's prefix is shorter than the path, so go asks for the page of the prefix too. That
    /// page has no tag: often it is the main site, and only the pages below are made for go.
    ///
    /// Serve the same tag at the prefix.
    "meta-root-has-no-tag", Error, quiet in "prefix-page-404"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (prefix, PrefixError::NoTags { url, .. }) = view.prefix_error()? else { return None };
    Some(
        Found::new(
            Step::Verify,
            format!(
                "The page of the tag's prefix {prefix} has no tag, and go asks for \
             it too."
            ),
        )
        .seen(format!("{url} has no go-import tag"))
        .fix(tag_on(view.chosen()?, url)),
    )
}
