//! A new major version has no page.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::xmod::major::split_version,
    trace::Step,
};

check! {
    /// The page of the module without its `/vN` has the tag, and that of the module itself has not.
    /// go asks for exactly the module path, `/v2` and all.
    ///
    /// Serve the tag on every path below the prefix; its content stays the same, without the
    /// version.
    "meta-missing-on-module-page", Error, quiet in "nginx-sub-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (_, version) = split_version(view.culprit()?).filter(|(_, version)| !version.is_empty())?;
    let title = format!(
        "The page for {version} has no tag, and that of the module without \
         it has."
    );
    about(view, title)
}

/// A finding about a page without a tag below one that has it.
pub(crate) fn about(view: &View<'_>, title: String) -> Option<Found> {
    let page = view.tagless_page()?;
    let (_, probed, tag) = view.parent_with_tag()?;
    let content = format!("{} {} {}", tag.prefix, tag.vcs, tag.repo);
    let location = tag.prefix.split_once('/').map_or("/", |(_, rest)| rest);
    Some(
        Found::new(Step::Meta, title)
            .seen(format!("{}: {}, no tag", page.url, page.status))
            .seen(format!("{}: {content}", probed.url))
            .fix(tag_on(tag, &page.url))
            .fix(format!(
                "location ^~ /{location} {{   # in nginx, not: location = /{location} {{"
            )),
    )
}
