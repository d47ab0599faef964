//! A version that is not there.

use super::seen::{bare_tag, error, has_folder_tag, lists_no_head, missing, tagged};
use crate::{
    findings::{Found, check, view::View},
    go::xmod::pseudo,
    shell::word,
    trace::{ProxyAnswer, ProxyAsked, RevisionSought, Step, Told as _},
};

check! {
    /// Who was asked last does not have the version that was asked for: it was never tagged, the tag was not pushed or was taken away, or
    /// a module proxy cannot fetch it.
    ///
    /// A tag without its v is `version-tag-without-v-prefix`. If the tag is minutes old and a proxy was asked before it was pushed, the
    /// proxy remembers that (`proxy-negative-cache-new-tag`). A module that is not there at all has no list of versions either
    /// (`goproxy-lacks-module`).
    ///
    /// See which versions there are, and take one of them, or ask the author to push the tag.
    "version-not-found", Error, quiet in "goproxy-list-without-info"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (met, version) = missing(view)?;
    if bare_tag(view).is_some() || tagged(view, version).is_some() || is_told(view, version) {
        return None;
    }
    let file = format!("@v/{version}.info");
    let by_proxy = view.failed().told::<ProxyAsked>().any(|asked| {
        let gone = matches!(asked.answer, ProxyAnswer::Status { code: 404 | 410, .. });
        gone && asked.entry == met.entry && asked.endpoint == file
    });
    let mut sought = view.failed().told::<RevisionSought>();
    let by_tags = sought.any(|it| it.asked == version && it.found.is_none());
    if !(by_proxy || by_tags) {
        return None;
    }
    let module = view.culprit()?;
    let whom = if by_proxy { &met.entry } else { "The repository" };
    let title = format!("{whom} does not have {version} of {module}.");
    let found = Found::new(Step::Version, title).seen(error(met)?.replace("\n\t", "; "));
    Some(found.fix(format!("go list -m -versions {}", word(module))))
}

/// Whether what git lists of the repository says more of it.
fn is_told(view: &View<'_>, version: &str) -> bool {
    let by_commit = pseudo::is_pseudo(version) && view.refs().is_some();
    by_commit || lists_no_head(view) || has_folder_tag(view, version)
}
