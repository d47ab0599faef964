//! A page without a tag below one that has it.

use crate::{
    findings::{
        Found,
        view::{View, nginx, tag_on},
    },
    trace::Step,
};

/// A finding about a page without a tag below one that has it.
pub(crate) fn about(view: &View<'_>, title: String) -> Option<Found> {
    let page = view.tagless_page()?;
    let (_, probed, tag) = view.parent_with_tag()?;
    let content = format!("{} {} {}", tag.prefix, tag.vcs, tag.repo);
    let found = Found::new(Step::Meta, title)
        .seen(format!("{}: {}, no tag", page.url, page.status))
        .seen(format!("{}: {content}", probed.url))
        .fix(tag_on(tag, &page.url));
    Some(nginx(view, tag).into_iter().fold(found, Found::fix))
}
