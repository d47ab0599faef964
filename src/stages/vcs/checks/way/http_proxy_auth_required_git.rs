//! The HTTP proxy wants a login from git.

use crate::{
    findings::{Found, check, view::View},
    trace::Step,
};

check! {
    /// git, which go started, was refused by the HTTP proxy, which wants a login (407). git takes the proxy from
    /// `HTTPS_PROXY` like go, but its own `http.proxy` goes first.
    ///
    /// `http-proxy-auth-required` is the same refusal of go's own request. A 403 or 502 in the place of 407 is a
    /// refusal of the target (`git-direct-no-egress`). If go's request passed and git's did not, the two use
    /// different proxies.
    ///
    /// Give the login in the proxy's URL, for the proxy alone; characters such as `@` and `/` in it are written
    /// `%40`, `%2F`. A proxy that takes only NTLM or Negotiate is met by git itself (`http.proxyAuthMethod
    /// negotiate`), and not by go. Ask the network's operator for the login.
    "http-proxy-auth-required-git", Error, quiet in "repo-no-way"
}

fn find(view: &View<'_>) -> Option<Found> {
    let repo = view.failed_command()?.repo.without_login();
    let way = view.curl()?.refused_by_proxy().filter(|way| way.status == Some(407))?;
    let found = Found::new(
        Step::Repository,
        format!("The HTTP proxy wants a login from git, on its way to {repo}."),
    )
    .seen(format!("CONNECT {}: status 407", way.host));
    let proxies =
        view.access()?.settings.iter().filter(|it| it.key.rsplit('.').next() == Some("proxy"));
    let proxies = proxies.map(|it| format!("{}: {} = {}", it.origin, it.key, it.value));
    let found = proxies.fold(found, Found::seen);
    Some(found.fix("git config --show-origin --get-regexp 'proxy$'"))
}
