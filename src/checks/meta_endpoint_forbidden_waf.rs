//! The server refuses to show the page.

use super::{Case, Found, case::word};
use crate::event::{Question, Step};

check! {
    /// The server, or a gateway in front of it, answers 403. Where a browser's name in the request
    /// brings the page, a filter knows go by its name and keeps it out; where it brings 403 too,
    /// the address is what is not allowed, or everyone from outside.
    ///
    /// Let `?go-get=1` pass, at least for the agent `GoCommand/1 (+https://go.dev/cmd/go)`; go's
    /// second request after a 4xx names itself `Go-http-client`.
    "meta-endpoint-forbidden-waf", Error, quiet in "proxy-403"
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (page, _) = case.status().filter(|(_, code)| *code == 403)?;
    let host = case.server();
    let browser = case.probed(&Question::AsBrowser).and_then(|probed| probed.seen.as_ref());
    let for_browsers = browser.is_some_and(|seen| seen.status == 200);
    let title = if for_browsers {
        format!(
            "{host} keeps go out and lets browsers in: a filter goes by the \
             name of the client."
        )
    } else {
        format!("{host}, or a gateway in front of it, refuses to show the page.")
    };
    let server = case.last()?.header("server").unwrap_or("unknown");
    let mut found = Found::new(Step::Meta, title)
        .seen(format!("{}: {}; server {server}", page.url, page.status));
    if let Some(seen) = browser {
        found = found.seen(format!("as a browser: {}", seen.status));
    }
    Some(found.fix(format!(
        "curl -si -A 'GoCommand/1 (+https://go.dev/cmd/go)' {}   # this has to bring the page: let \
         the gateway pass what asks for go-get=1",
        word(&page.url)
    )))
}
