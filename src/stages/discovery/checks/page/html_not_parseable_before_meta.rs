//! go's parser fails in front of the tag.

use crate::{
    findings::{
        Found, check,
        view::{View, first_in_head},
    },
    second::browser::DifferenceKind,
    trace::Step,
};

check! {
    /// The page holds the tag, and something in front of it that go's parser does not take: go
    /// reads pages with a lenient XML parser, not with a browser's. It stumbles over `<` in a
    /// script, an unquoted URL in an attribute, `--` in a comment.
    ///
    /// Put the tag first in the head. What comes behind it cannot do harm any more.
    "html-not-parseable-before-meta", Error, quiet in "html-error-behind-tag"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page().filter(|page| !page.read.browser().imports.is_empty())?;
    let error = page.read.go().error.as_ref().or(page.read.go().stopped.error.as_ref())?;
    let failed = page.read.differences().iter().find(|d| d.kind == DifferenceKind::Failed)?;
    let has_own_finding =
        error.ends_with(": invalid UTF-8") || error.starts_with("xml: opening charset ");
    let tag = page.read.browser().imports.first()?;
    (!has_own_finding).then(|| {
        Found::new(
            Step::Meta,
            format!(
                "go's parser fails on line {}, in front of the tag on line {}.",
                failed.line, tag.line
            ),
        )
        .seen(failed.why.clone())
        .seen(failed.pointed())
        .fix(first_in_head(&tag.import))
        .not("a validator for HTML: the page is good HTML, and go reads XML")
    })
}
