//! The proxy forbids the host.

use super::refusals::{answer, past_proxy, refusal};
use crate::findings::{Found, check, view::View};

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
    Some(Found::new(last.step, title).seen(answer(proxy, tunnelled)).fix(past_proxy(target)))
}
