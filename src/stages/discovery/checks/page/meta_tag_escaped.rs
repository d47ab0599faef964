//! The tag is text.

use crate::{
    findings::{Found, check, view::View},
    second::browser::Miss,
    trace::Step,
};

check! {
    /// The page shows the tag as text, `&lt;meta …`: a template escaped it, or a JSON string or a
    /// script holds it.
    ///
    /// Let the template put it out unescaped (`safeHTML`, `| raw`, `dangerouslySetInnerHTML`), in
    /// the head, and before any script runs: go runs none.
    "meta-tag-escaped", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, near) =
        view.near_miss(|miss| matches!(miss, Miss::Escaped | Miss::RawText { .. }))?;
    Some(
        Found::new(Step::Meta, "The tag stands on the page as text, not as a tag.")
            .seen(format!("{}, line {}: {}", page.url, near.line, near.excerpt))
            .fix(view.meant(&near.excerpt)),
    )
}
