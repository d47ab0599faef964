//! A redirect leads everyone to one page.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// The server answers with a redirect whose target has nothing of the path that was asked for:
    /// the front page of `www`, of a new host, or of a marketing site. That page has no tag for the
    /// module.
    ///
    /// Redirect with the path, `return 301 https://www.example.com$request_uri;` in nginx, or do
    /// not redirect what asks for `go-get=1`.
    "http-redirect-drops-path", Error, quiet in "redirect-to-login"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let (from, location) = dropped(view)?;
    let host = location.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next())?;
    let fix = format!("return 301 https://{}$request_uri;   # in nginx", word(host));
    Some(
        Found::new(Step::Fetch, "A redirect drops the path: every module ends on the same page.")
            .seen(format!("{from} leads to {location}"))
            .seen(format!("{}: {}, no tag", view.last()?.asked.url, page.status))
            .fix(fix),
    )
}

/// The URL and the target of a redirect to the front page of a host.
pub(crate) fn dropped<'a>(view: &View<'a>) -> Option<(&'a str, &'a str)> {
    let has_path = view.culprit()?.contains('/');
    let lost = |location: &str| {
        let rest = location.split_once("://").map_or(location, |(_, rest)| rest);
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        path.split_once('/').is_none_or(|(_, path)| path.is_empty())
    };
    let mut hops = view.attempts().iter().filter_map(|attempt| {
        Some((attempt.asked.url.as_str(), attempt.redirect.filter(|hop| hop.refused.is_none())?))
    });
    let (from, hop) = hops.find(|(_, hop)| has_path && lost(hop.location))?;
    (view.sign_in().is_none() && hop.location.contains("://")).then_some((from, hop.location))
}
