//! The host wants fewer requests.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The server answers 429. go asks for every prefix of a package path at once, each twice after
    /// a 4xx, and a build for many modules from one address.
    ///
    /// Wait as long as Retry-After says, fetch by way of a module proxy, which keeps what it has
    /// seen, or raise the limit for go's agent.
    "vanity-host-rate-limited", Error, quiet in "status-500"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, _) = view.status().filter(|(_, code)| *code == 429)?;
    let host = view.server();
    let requests = view.attempts().len();
    let mut found = Found::new(Step::Meta, format!("{host} limits the rate of requests."))
        .seen(format!("{}: {}; {requests} requests for this path", page.url, page.status));
    if let Some(after) = view.last()?.header("retry-after") {
        found = found.seen(format!("Retry-After: {after}"));
    }
    Some(found.fix(format!(
        "GOPROXY=https://proxy.golang.org go get {}   # where the module \
         is public",
        view.argument()
    )))
}
