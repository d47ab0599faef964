//! The tag has another attribute in the place of `name`.

use crate::{
    findings::{Found, check, view::View},
    second::browser::Miss,
    trace::Step,
};

check! {
    /// The tag says `property="go-import"`, as Open Graph's tags do, or uses another attribute. go
    /// looks for `name="go-import"`.
    ///
    /// Some templating and SEO libraries make `property` of every tag; write this one by hand.
    "meta-uses-property-not-name", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, near) = view.near_miss(|miss| matches!(miss, Miss::OtherAttribute { .. }))?;
    let Miss::OtherAttribute { attribute } = &near.kind else { return None };
    Some(
        Found::new(
            Step::Meta,
            format!(
                "The tag says {attribute}=\"go-import\"; go wants \
             name=\"go-import\"."
            ),
        )
        .seen(format!("{}, line {}: {}", page.url, near.line, near.excerpt))
        .fix(view.meant(&near.excerpt)),
    )
}
