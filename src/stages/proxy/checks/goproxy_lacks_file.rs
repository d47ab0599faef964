//! A version that a module proxy names without having its files.

use super::seen::{Refused, answers, refused};
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy has the version by its `.info`, and answers 404 or 410 where its go.mod or its zip is asked for. An upload that ended
    /// half-way leaves this, and so does a cache whose storage was cleaned in part.
    ///
    /// If the `.info` is missing too, it is `version-not-found`. If the proxy says why its own fetch failed, it is
    /// `goproxy-404-upstream-failure-hidden`. What comes and is no zip is `goproxy-zip-not-a-zip`.
    ///
    /// Have the proxy's owner delete the version from its storage and fetch or upload it again; until then another entry of GOPROXY behind this
    /// one is asked, where it may be.
    "goproxy-lacks-file", Error, quiet in "goproxy-version-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|it| matches!(it.status(), Some(404 | 410)))?;
    let (what, ending) =
        [("go.mod", "mod"), ("zip", "zip")].into_iter().find(|it| refused.is_for(it.1))?;
    let info =
        format!("{}.info", refused.asked.endpoint.strip_suffix(ending)?.trim_end_matches('.'));
    let is_info = |it: &&Refused<'_>| it.asked.endpoint == info && it.is_body();
    let answers = answers(view, &refused);
    let named = answers.iter().find(is_info).filter(|_| refused.hidden().is_none())?;
    let module = view.culprit()?;
    let title = format!("{} has this version of {module}, and no {what} of it.", refused.met.entry);
    Some(refused.found(view, title).seen(named.shown()).fix(refused.curl()))
}
