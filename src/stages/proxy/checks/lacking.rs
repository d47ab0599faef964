//! A proxy that does not have a module at all, and what it says of others.

use super::seen::{Refused, answers, refused};
use crate::{
    findings::view::View,
    trace::{Apart, EndpointAsked},
};

/// The refusal of a whole module, where nothing in it says why: 404 or 410 for its versions.
pub(super) fn lacking<'a>(view: &'a View<'_>) -> Option<Refused<'a>> {
    let refused = refused(view).filter(|it| matches!(it.status(), Some(404 | 410)))?;
    let is_site = || answers(view, &refused).iter().any(Refused::is_web_page);
    let whole = is_of_versions(&refused.asked.endpoint)
        || view.endpoints(Apart::Endpoint).any(|it| is_of_versions(&it.endpoint) && is_missing(it));
    (whole && !refused.is_file() && refused.hidden().is_none() && !is_site()).then_some(refused)
}

/// The list of versions that is there below the path as it is written.
pub(super) fn as_written<'a>(view: &View<'a>) -> Option<&'a EndpointAsked> {
    view.endpoints(Apart::AsWritten).find(|it| it.is_served())
}

/// The list of versions that is not there of a module that every proxy can fetch.
pub(super) fn well_known<'a>(view: &View<'a>) -> Option<&'a EndpointAsked> {
    view.endpoints(Apart::WellKnown).find(|it| is_missing(it))
}

fn is_of_versions(endpoint: &str) -> bool {
    matches!(endpoint, "@v/list" | "@latest")
}

fn is_missing(asked: &EndpointAsked) -> bool {
    matches!(asked.status(), Some(404 | 410))
}
