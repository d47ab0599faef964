//! The page of the tag's prefix does not exist.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::select::{PageError, PrefixError},
    trace::Step,
};

check! {
    /// The tag's prefix is shorter than the path, so go asks for the page of the prefix too, to see
    /// whether it says the same. That page is answered with an error.
    ///
    /// Serve the same tag at the prefix.
    "meta-root-404", Error, quiet in "prefix-page-no-tag"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (prefix, PrefixError::Page(PageError::Status { url, status, .. })) = view.prefix_error()?
    else {
        return None;
    };
    Some(
        Found::new(
            Step::Verify,
            format!(
                "The page of the tag's prefix {prefix} does not exist, and go asks \
             for it too."
            ),
        )
        .seen(format!("{url}: {status}"))
        .fix(tag_on(view.chosen()?, url)),
    )
}
