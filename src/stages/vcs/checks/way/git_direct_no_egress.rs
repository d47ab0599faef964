//! git has no way to the server.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::seen,
    trace::Step,
};

check! {
    /// go started git, and git could not open a connection to the host of the repository: nothing listens, packets are dropped, or the
    /// HTTP proxy makes no way there. Networks often let requests through an HTTP proxy or to a module proxy, and nothing else.
    ///
    /// `git-dns-no-such-host` is a name that does not resolve. If go's request for the page passed and git's did not, git goes another
    /// way: it has a proxy of its own in `http.proxy`. A host that is down is down from every network (`vanity-host-down`).
    ///
    /// See where git goes, then give it the HTTP proxy, or have a module proxy fetch in its place; else ask whoever runs the network to
    /// open the host.
    "git-direct-no-egress", Error, quiet in "repo-proxy-407"
}

fn find(view: &View<'_>) -> Option<Found> {
    let repo = view.failed_command()?.repo.without_login();
    let curl = view.curl().filter(|curl| !curl.listed && curl.last().is_none())?;
    let refused = curl.refused_by_proxy().filter(|way| way.status != Some(407));
    let refused = refused
        .map(|way| format!("CONNECT {}: status {}", way.host, way.status.unwrap_or_default()));
    let seen = refused.or_else(|| curl.line(&NO_WAY).map(str::to_owned))?;
    let found =
        Found::new(Step::Repository, format!("git has no way to the server of {repo}.")).seen(seen);
    Some(found.fix("git config --show-origin --get-regexp 'proxy$'").fix(seen::list_again(view)?))
}

/// The words of git's library where there is no connection.
const NO_WAY: [&str; 4] =
    ["Failed to connect to ", "Couldn't connect to ", "Connection refused", "Connection timed out"];
