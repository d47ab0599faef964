//! A redirect sends everyone to one page.

use crate::{
    findings::{
        Found, check,
        view::{View, dropped, word},
    },
    go::std::net::url::authority_of,
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
    let host = authority_of(location)?;
    let fix = format!("return 301 https://{}$request_uri;   # in nginx", word(host));
    Some(
        Found::new(Step::Fetch, "A redirect drops the path: every module ends on the same page.")
            .seen(format!("{from} leads to {location}"))
            .seen(format!("{}: {}, no tag", view.last()?.asked.url, page.status))
            .fix(fix),
    )
}
