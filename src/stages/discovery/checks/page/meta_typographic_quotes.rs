//! The tag's values are in quotes that HTML does not know.

use crate::{
    findings::{Found, check, view::View},
    second::browser::Miss,
    trace::Step,
};

check! {
    /// A word processor or a blog has made “typographic” quotes of the straight ones. HTML knows
    /// only `"` and `'`, so the curly ones become a part of the value.
    ///
    /// Type the tag anew with straight quotes, in a place that leaves them alone.
    "meta-typographic-quotes", Error, quiet in "tag-property"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, near) = view.near_miss(|miss| *miss == Miss::SmartQuotes)?;
    Some(
        Found::new(
            Step::Meta,
            "The tag's values stand in typographic quotes, which HTML does not \
             know.",
        )
        .seen(format!("{}, line {}: {}", page.url, near.line, near.excerpt))
        .fix(view.meant(&near.excerpt)),
    )
}
