//! GOPROXY cannot be read.

use super::goproxy_bad_value_quotes::QUOTES;
use crate::{
    findings::{Found, check, view::View},
    go::cmd::proxy_list,
    secret::redact_url,
    trace::{Fact, Step},
};

check! {
    /// GOPROXY is a list of URLs (https, http, file) and the words `direct` and `off`, with `,` or
    /// `|` between them. go reads the whole list first: one bad element, and nothing is fetched.
    ///
    /// After `,` go asks the next element where the module was not found (404, 410); after `|` also
    /// where the proxy failed.
    "goproxy-bad-value", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = refused(view, "GOPROXY cannot be read, so nothing is fetched.")?;
    let value = view.value("GOPROXY");
    let is_path = value.split([',', '|']).any(|element| element.trim().starts_with('/'));
    let has_own_finding = value.contains(QUOTES) || value.contains('[') || is_path;
    (!has_own_finding).then(|| found.fix(view.set("GOPROXY", "https://proxy.golang.org,direct")))
}

/// The beginning of every finding about a GOPROXY that go refuses.
pub(crate) fn refused(view: &View<'_>, title: &str) -> Option<Found> {
    let refused = |event: &&crate::trace::Event| {
        matches!(event.fact, Fact::Routed { route: None, error: Some(_) })
    };
    view.failed().find(refused)?;
    let error = proxy_list::parse(view.value("GOPROXY"), view.value("GONOPROXY")).err()?;
    let origin = &view.setting("GOPROXY")?.origin;
    Some(
        Found::new(Step::Route, title)
            .seen(format!("GOPROXY={}, from {origin}", redact_url(view.value("GOPROXY"))))
            .seen(redact_url(&error.to_string())),
    )
}
