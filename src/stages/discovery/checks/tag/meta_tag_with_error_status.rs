//! The page with the tag comes with a status that says that there is none.

use crate::{
    findings::{
        Found, check,
        view::{View, nginx, word},
    },
    trace::{By, Matched, PageRead, Step, Told as _},
};

check! {
    /// The page has the tag that go takes, and comes with a status of 4xx or 5xx. go reads such a page all the same, after asking a second
    /// time; other tools, caches and monitors take the status for the answer.
    ///
    /// `vanity-page-not-found` is a page without a tag.
    ///
    /// Let the server answer 200 for it; where it is not yours, ask its owner.
    "meta-tag-with-error-status", Warning, aside, quiet in "status-404"
}

fn find(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta)?;
    let matched = view.decided().told::<Matched>().find(|matched| matched.import.is_some())?;
    let mut pages = view.decided().filter(|event| !event.probe).told::<PageRead>();
    let page = pages.find(|page| page.url == matched.url && page.status.starts_with(['4', '5']))?;
    let title =
        format!("The page with the tag for {} comes with status {}.", root.path, page.status);
    let found =
        Found::new(Step::Meta, title).seen(format!("{}: {}, and the tag", page.url, page.status));
    let cure = nginx(view, matched.import.as_ref()?);
    Some(found.fix(
        cure.unwrap_or_else(|| {
            format!("curl -si {} | head -1   # has to say 200", word(&page.url))
        }),
    ))
}
