//! The tag is on the page for people.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    trace::{Question, Step},
};

check! {
    /// The page has the tag, and not where it is asked for with `?go-get=1`: a rule for that query
    /// sends go elsewhere, to a program that fails or to an older page, or a cache knows only the
    /// URL without it.
    ///
    /// Take the rule away, or let it answer with the tag. go always asks with the query.
    "meta-only-without-go-get", Error, quiet in "status-404"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (probed, import) = view.with_other_query()?;
    let last = view.last().filter(|_| probed.question == Question::WithoutQuery)?;
    let status = last.answered.map_or("", |answered| answered.status_text.as_str());
    Some(
        Found::new(Step::Fetch, "The page has the tag, but not when it is asked with ?go-get=1.")
            .seen(format!("{}: {status}, no tag", last.asked.url))
            .seen(format!("{}: the tag", probed.url))
            .fix(tag_on(import, &last.asked.url)),
    )
}
