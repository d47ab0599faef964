//! The tag's name is not exactly go-import.

use crate::{
    findings::{Found, check, view::View},
    second::browser::Miss,
    trace::Step,
};

check! {
    /// The name of the tag is `Go-Import`, `go_import`, or go-import with something around it. go
    /// compares it letter by letter.
    ///
    /// Write `name="go-import"`.
    "meta-name-misspelt", Error, quiet in "tag-property"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, near) =
        view.near_miss(|miss| matches!(miss, Miss::WrongCase | Miss::OtherName { .. }))?;
    Some(
        Found::new(
            Step::Meta,
            "The name of the tag is not exactly go-import, so go does not see \
             it.",
        )
        .seen(format!("{}, line {}: {}", page.url, near.line, near.excerpt))
        .fix(view.meant(&near.excerpt)),
    )
}
