//! The tag is commented out.

use crate::{
    findings::{Found, check, view::View},
    second::browser::Miss,
    trace::Step,
};

check! {
    /// The go-import tag stands in a comment, `<!-- … -->`, so neither go nor a browser sees it.
    ///
    /// Take the comment marks away. A site generator's "draft" or "development" switch may have set
    /// them.
    "meta-tag-in-comment", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, near) = view.near_miss(|miss| *miss == Miss::Comment)?;
    Some(
        Found::new(Step::Meta, "The tag is commented out.")
            .seen(format!("{}, line {}: {}", page.url, near.line, near.excerpt))
            .fix(view.meant(&near.excerpt)),
    )
}
