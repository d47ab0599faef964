//! A filter keeps go out and lets browsers in.

use crate::{
    findings::{
        Found, check,
        view::{View, for_browsers, word},
    },
    trace::Step,
};

check! {
    /// The same request brings the page where it names itself as a browser, and 403, another page or
    /// a closed connection where it names itself as go: a web application firewall or a bot filter
    /// goes by the name of the client.
    ///
    /// Let what asks for `go-get=1` pass, at least with the agent
    /// `GoCommand/1 (+https://go.dev/cmd/go)`; go's second request after a 4xx, and the releases
    /// before go 1.27, name themselves `Go-http-client`. Ask the server's owner for that rule.
    "meta-endpoint-filters-user-agent", Error, quiet in "gitlab-gateway-403"
}

fn find(view: &View<'_>) -> Option<Found> {
    let seen = for_browsers(view)?;
    let last = view.last()?;
    let title = format!("{} keeps go out and lets browsers in.", view.server());
    let server = last.header("server").unwrap_or("unknown");
    let answer = match view.useless_page() {
        Some(page) => format!("as go: {}, server {server}: {}", page.status, page.url),
        None => format!("as go: {}: {}", last.go_text().unwrap_or("no answer"), last.asked.url),
    };
    let tags = if seen.imports.is_empty() { "" } else { ", with a go-import tag" };
    Some(
        Found::new(Step::Fetch, title)
            .seen(answer)
            .seen(format!("as a browser: {}{tags}", seen.status))
            .fix(format!(
                "curl -si -A 'GoCommand/1 (+https://go.dev/cmd/go)' {}   # has to bring the page: \
                 let the filter pass what asks for go-get=1",
                word(&last.asked.url)
            )),
    )
}
