//! The proxy wants a login.

use super::refusals::refusal;
use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// The HTTP proxy answers CONNECT with 407. go sends the login that stands in the proxy's URL,
    /// as Basic authentication; it knows neither NTLM nor Negotiate, and asks nobody for a
    /// password.
    ///
    /// Put user and password into the URL, special characters as percent escapes. Where the proxy
    /// offers NTLM or Negotiate only, a local helper (cntlm, px) stands in between.
    "http-proxy-auth-required", Error, quiet in "proxy-403"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, tunnelled, code) = refusal(view)?;
    let proxy = last.asked.proxy.as_deref().filter(|_| code == 407)?;
    let (scheme, address) = proxy.split_once("://")?;
    let (login, address) = match address.rsplit_once('@') {
        Some((login, address)) => (Some(login), address),
        None => (None, address),
    };
    let offers = tunnelled
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("proxy-authenticate"));
    let offers: Vec<&str> = offers.map(|(_, value)| value.as_str()).collect();
    let title = if proxy.contains('@') {
        "The HTTP proxy refuses the login that stands in its URL."
    } else {
        "The HTTP proxy wants a login, and go has none for it."
    };
    let mut found =
        Found::new(last.step, title).seen(format!("{proxy} answered: {}", tunnelled.status_line));
    if !offers.is_empty() {
        found = found.seen(format!("it offers {}; go can do Basic", offers.join(", ")));
    }
    let user = login.and_then(|login| login.split(':').next()).unwrap_or("USER");
    let with_login = format!("{scheme}://{user}:PASSWORD@{address}");
    Some(found.fix(format!("export HTTPS_PROXY={}", word(&with_login))))
}
