//! The proxy's name does not exist.

use crate::findings::{Found, check, view::View};

check! {
    /// The host of `HTTPS_PROXY` has no address here: a typo, or a name that only the company's
    /// name servers know (VPN, container without its resolver).
    ///
    /// Correct the name, or unset the variable where no proxy is needed.
    "http-proxy-name-unresolvable", Error, quiet in "no-such-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let proxy = last.asked.proxy.as_ref()?;
    let resolved = last.resolved.filter(|resolved| resolved.error.is_some())?;
    let title = format!("The proxy's name {} does not exist.", resolved.host);
    Some(
        Found::new(last.step, title)
            .seen(format!("the proxy in force is {proxy}"))
            .seen(text)
            .fix(format!("unset HTTPS_PROXY https_proxy && {}", view.again())),
    )
}
