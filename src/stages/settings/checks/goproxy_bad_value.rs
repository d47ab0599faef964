//! GOPROXY cannot be read.

use super::goproxy_bad_value_quotes::QUOTES;
use crate::{
    findings::{Found, check, view::Case},
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

fn find(case: &Case<'_>) -> Option<Found> {
    let found = refused(case, "GOPROXY cannot be read, so nothing is fetched.")?;
    let value = case.value("GOPROXY");
    let is_path = value.split([',', '|']).any(|element| element.trim().starts_with('/'));
    let has_own_finding = value.contains(QUOTES) || value.contains('[') || is_path;
    (!has_own_finding).then(|| found.fix(case.set("GOPROXY", "https://proxy.golang.org,direct")))
}

/// The beginning of every finding about a GOPROXY that go refuses.
pub(crate) fn refused(case: &Case<'_>, title: &str) -> Option<Found> {
    let refused = |event: &&crate::trace::Event| {
        matches!(event.fact, Fact::Routed { route: None, error: Some(_) })
    };
    case.failed().find(refused)?;
    let error = proxy_list::parse(case.value("GOPROXY"), case.value("GONOPROXY")).err()?;
    let origin = &case.setting("GOPROXY")?.origin;
    Some(
        Found::new(Step::Route, title)
            .seen(format!("GOPROXY={}, from {origin}", redact_url(case.value("GOPROXY"))))
            .seen(redact_url(&error.to_string())),
    )
}
