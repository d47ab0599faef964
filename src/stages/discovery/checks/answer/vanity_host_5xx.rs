//! The server fails.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// The server, or what stands behind its gateway, answers with a 5xx status. The fault is
    /// there.
    ///
    /// Wait, or tell its owner. A module proxy may have the module still.
    "vanity-host-5xx", Error, quiet in "proxy-503"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, _) = view.status().filter(|(_, code)| (500..600).contains(code))?;
    let host = view.server();
    let server =
        view.last()?.header("server").map(|name| format!("; server {name}")).unwrap_or_default();
    Some(
        Found::new(Step::Meta, format!("{host} fails: {}.", page.status))
            .seen(format!("{}: {}{server}", page.url, page.status))
            .fix(format!(
                "GOPROXY=https://proxy.golang.org go get {}   # a copy, where the \
                 module is public",
                view.argument()
            )),
    )
}
