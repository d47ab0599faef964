//! The page of the tag's prefix cannot be read.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::select::{PageError, PrefixError},
    trace::Step,
};

check! {
    /// The tag's prefix is shorter than the path, so go asks for the page of the prefix too. go's
    /// parser fails on that page before it finds a tag.
    ///
    /// Put the same tag first in the head of that page; what comes behind it does no harm.
    "meta-root-unparsable", Error, quiet in "html-unquoted-url"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (prefix, PrefixError::Page(PageError::Parse { subject, error })) = view.prefix_error()?
    else {
        return None;
    };
    Some(
        Found::new(Step::Verify, format!("go cannot read the page of the tag's prefix {prefix}."))
            .seen(format!("{subject}: {error}"))
            .fix(format!("<head>{}", tag_on(view.chosen()?, subject))),
    )
}
