//! The page has no tag.

use crate::{
    findings::{
        Found, check,
        view::{View, dropped, for_browsers, is_codecommit, missing, nginx, slow, tag_on},
    },
    trace::Step,
};

check! {
    /// The server answers with a page, and the page has no go-import tag anywhere, nor something
    /// that looks like one. Often it is the main site that answers, because the rule for the
    /// module's path is not there, or a page that a script fills in a browser: go runs no scripts.
    ///
    /// Add the tag to the page, in the head, so that it is there without scripts.
    "meta-absent", Error, quiet in "redirect-to-login"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page().filter(|page| page.error.is_none())?;
    let reading = page.read.go();
    let empty = reading.stopped.offset == 0;
    let holds_none = reading.tags.is_empty() && page.read.browser().is_blank();
    let host = view.host();
    let is_azure = host == "dev.azure.com" || host.ends_with(".visualstudio.com");
    let explained = empty
        || is_azure
        || is_codecommit(view)
        || view.status().is_some()
        || view.sign_in().is_some()
        || view.parent_with_tag().is_some()
        || page.read.browser().frame.is_some()
        || for_browsers(view).is_some()
        || dropped(view).is_some()
        || slow(view).is_some();
    let path = view.culprit()?;
    (holds_none && !explained && reading.error.is_none()).then(|| {
        let tag = missing(path);
        let found = Found::new(Step::Meta, "The page has no go-import tag.")
            .seen(format!("{}: {}, {} bytes read", page.url, page.status, reading.stopped.offset))
            .fix(tag_on(&tag, &page.url));
        nginx(view, &tag).into_iter().fold(found, Found::fix)
    })
}
