//! How the server answered, for checks of several families.

use super::View;
use crate::{
    go::{std::net::url::authority_of, xmod::module::is_below},
    trace::{Fault, FellBack, Of as _, Phase, Question, RequestFailed, Seen},
};

/// What a client that names itself as a browser is shown, where go is not.
pub(crate) fn for_browsers<'a>(view: &View<'a>) -> Option<&'a Seen> {
    let seen = view.probed(&Question::AsBrowser)?.seen.as_ref()?;
    let refused = view.status().is_some() || view.unanswered().is_some();
    let path = view.culprit()?;
    let has_tag = seen.imports.iter().any(|tag| is_below(path, &tag.prefix));
    (has_tag || (refused && seen.status == 200)).then_some(seen)
}

/// Whether a login was sent.
pub(crate) fn has_login(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"))
}

/// Whether the host is one of CodeCommit's.
pub(crate) fn is_codecommit(view: &View<'_>) -> bool {
    let host = view.host();
    host.starts_with("git-codecommit.") && host.ends_with(".amazonaws.com")
}

/// go's text for the https request that took too long under GOINSECURE.
pub(crate) fn slow<'a>(view: &View<'a>) -> Option<&'a str> {
    let mut timed_out = false;
    view.failed().find_map(|event| {
        if let Some(RequestFailed { failure }) = RequestFailed::of(&event.fact) {
            let kind = failure.error().map(|error| &error.kind);
            timed_out = kind == Some(&Fault::Timeout(Phase::Head));
        }
        let fell = FellBack::of(&event.fact).filter(|_| timed_out)?;
        Some(fell.error.as_str())
    })
}

/// The URL and the target of a redirect to the front page of a host.
pub(crate) fn dropped<'a>(view: &View<'a>) -> Option<(&'a str, &'a str)> {
    let has_path = view.culprit()?.contains('/');
    let lost = |location: &str| {
        let rest = location.split_once("://").map_or(location, |(_, rest)| rest);
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        path.split_once('/').is_none_or(|(_, path)| path.is_empty())
    };
    let mut hops = view.own().filter_map(|attempt| {
        Some((attempt.asked.url.as_str(), attempt.redirect.filter(|hop| hop.refused.is_none())?))
    });
    let (from, hop) = hops.find(|(_, hop)| has_path && lost(hop.location))?;
    (view.sign_in().is_none() && authority_of(hop.location).is_some())
        .then_some((from, hop.location))
}
