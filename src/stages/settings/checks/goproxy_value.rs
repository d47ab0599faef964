//! A value of GOPROXY that go refuses.

use crate::{
    findings::{Found, view::View},
    go::cmd::proxy_list,
    secret::redact_url,
    trace::{Routed, Step},
};

/// The beginning of every finding about a GOPROXY that go refuses.
pub(crate) fn refused(view: &View<'_>, title: &str) -> Option<Found> {
    let mut routed = view.trace.all::<Routed>().filter(|_| view.fails());
    routed.find(|(_, routed)| routed.route.is_none() && routed.error.is_some())?;
    let error = proxy_list::parse(view.value("GOPROXY"), view.value("GONOPROXY")).err()?;
    let origin = &view.setting("GOPROXY")?.origin;
    Some(
        Found::new(Step::Route, title)
            .seen(format!("GOPROXY={}, from {origin}", redact_url(view.value("GOPROXY"))))
            .seen(redact_url(&error.to_string())),
    )
}

/// The marks that shells take away, and those that word processors make of them.
pub(crate) const QUOTES: [char; 6] = ['"', '\'', '“', '”', '‘', '’'];
