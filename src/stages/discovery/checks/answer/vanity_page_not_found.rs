//! The host has no page for the path.

use crate::{
    findings::{
        Found, check,
        view::{View, for_browsers, is_codecommit, missing, nginx, tag_on},
    },
    trace::{Probed, Question, Step},
};

check! {
    /// The server answers 404 (or 410), for the path and for its parents: it knows no such module,
    /// or was never told to answer `?go-get=1`. A page with a tag would do with any status.
    ///
    /// Check the spelling; then ask the host's owner. On an own server add the page.
    "vanity-page-not-found", Error, quiet in "v2-page-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, code) = view.status().filter(|(_, code)| matches!(code, 404 | 410))?;
    let looks_alike = !page.read.browser().is_blank();
    let explained = is_codecommit(view)
        || view.parent_with_tag().is_some()
        || looks_alike
        || for_browsers(view).is_some()
        || !page.read.go().tags.is_empty();
    let path = view.culprit()?;
    let title = format!("{} knows no page for {path} ({code}).", view.server());
    (!explained).then(|| {
        let mut found =
            Found::new(Step::Meta, title).seen(format!("{}: {}", page.url, page.status));
        let is_parent = |probed: &&Probed| matches!(probed.question, Question::Parent { .. });
        for probed in view.probes().filter(is_parent) {
            let status =
                probed.seen.as_ref().map_or("no answer".to_owned(), |seen| seen.status.to_string());
            found = found.seen(format!("{}: {status}, no tag for it", probed.url));
        }
        let tag = missing(path);
        let found = found.fix(tag_on(&tag, &page.url));
        nginx(view, &tag).into_iter().fold(found, Found::fix)
    })
}
