//! Two pages name different repositories.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::select::PrefixError,
    trace::Step,
};

check! {
    /// The page of the path and the page of the tag's prefix do not say the same. go wants all
    /// fields alike. A cache with an old page, or a repository that moved, does this.
    ///
    /// Make both pages say the same; a cache (CDN) may need to be emptied.
    "meta-root-disagrees", Error, quiet in "prefix-page-no-tag"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (prefix, PrefixError::Disagree { url, prefix_url, chosen, found: theirs, .. }) =
        view.prefix_error()?
    else {
        return None;
    };
    let own = format!("{} {} {} {}", chosen.prefix, chosen.vcs, chosen.repo, chosen.subdir);
    let theirs = theirs
        .as_ref()
        .map(|tag| format!("{} {} {} {}", tag.prefix, tag.vcs, tag.repo, tag.subdir));
    Some(
        Found::new(
            Step::Verify,
            format!(
                "Two pages disagree about {prefix}, and go wants them to say the \
             same."
            ),
        )
        .seen(format!("{url}: {}", own.trim_end()))
        .seen(format!(
            "https:{prefix_url}: {}",
            theirs.as_deref().unwrap_or("no single tag for it").trim_end()
        ))
        .fix(format!("{}   <!-- on both -->", tag(chosen))),
    )
}
