//! The proxy forbids the host.

use crate::{
    findings::{Found, check, view::View},
    go::std::strconv::text::lossy,
    trace::{Attempt, Tunnelled},
};

check! {
    /// The HTTP proxy refuses to connect to the host: its rules say so (a category, an allow-list).
    /// go prints the reason phrase alone, `Forbidden`, so that it looks like the site's answer.
    ///
    /// Ask whoever runs the proxy for an exception, except the host with `NO_PROXY` where it can be
    /// reached directly, or use a module proxy inside.
    "http-proxy-connect-403", Error, quiet in "gitlab-gateway-403"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, tunnelled, code) = refusal(view)?;
    let proxy = last.asked.proxy.as_deref().filter(|_| code == 403)?;
    let target = &tunnelled.target;
    let title = format!(
        "Your HTTP proxy refuses to connect to {target}; the host itself \
         was not reached."
    );
    let host = target.split(':').next().unwrap_or_default();
    Some(Found::new(last.step, title).seen(answer(proxy, tunnelled)).fix(format!(
        "export NO_PROXY=$NO_PROXY,{host}   # where {host} can be reached \
                 directly"
    )))
}

/// The proxy's refusal of a CONNECT.
pub(crate) fn refusal<'c, 'a>(view: &'c View<'a>) -> Option<(&'c Attempt<'a>, &'a Tunnelled, u16)> {
    let (last, _) = view.unanswered()?;
    let tunnelled = last.tunnelled?;
    let code = tunnelled.status_line.split(' ').nth(1)?.parse().ok()?;
    (code != 200).then_some((last, tunnelled, code))
}

/// What the proxy said, with the beginning of its page.
pub(crate) fn answer(proxy: &str, tunnelled: &Tunnelled) -> String {
    let body = tunnelled.body.as_ref().map(|body| lossy(&body.0)).unwrap_or_default();
    let body = body.lines().next().unwrap_or_default();
    let dash = if body.is_empty() { "" } else { " – " };
    format!("{proxy} answered: {}{dash}{body}", tunnelled.status_line)
}
