//! The server does not take the login that git has.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_first, log_in_git},
    },
    go::std::net::url::authority_of,
    stages::vcs::{login, seen},
    trace::{LoginKind, Step},
};

check! {
    /// git has a login for the repository, from the URL, a netrc file, a helper or a header field, and the server
    /// does not take it: it answers 401 to somebody without one, and git did not get further. The password was
    /// changed, the token has run out, or it is for somebody else. git says the same of a netrc entry that is refused as
    /// of none at all: `could not read Username`.
    ///
    /// Where git has no login at all, it is `git-https-no-credentials`; a login that is known and may not read this
    /// repository gets 403 or 404 (`git-http-403`, `git-repo-not-found`).
    ///
    /// Replace the login in the place that is named.
    "git-login-refused", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (probed, _) = view.without_login().filter(|(_, seen)| seen.status == 401)?;
    let source = login::given(view).filter(|source| source.flaw.is_none())?;
    // A server that takes it says something else than 401.
    login::wanted(view)?;
    let host = authority_of(&probed.url)?;
    let title =
        format!("The server {host} does not take the login that git has from {}.", source.name);
    let place = source.origin.as_ref().map(|origin| format!("{} is set in {origin}", source.name));
    let found = Found::new(Step::Repository, title)
        .seen(format!("{}: status 401 without a login", probed.url));
    let sent = login::wanted(view)
        .filter(|asked| asked.login)
        .map(|asked| format!("{}: status 401 with it", asked.host));
    let found = sent.into_iter().fold(found, Found::seen);
    let found = place.into_iter().chain(seen::said(view)).fold(found, Found::seen);
    Some(match (source.kind, login::without_rule(view)) {
        (LoginKind::Netrc, _) => found.fix(log_in_first(&source.name, host)),
        (LoginKind::Url, Some(line)) => found.fix(format!("{line} && {}", log_in_git(host))),
        (LoginKind::Header | LoginKind::Url, _) => {
            found.fix("git config --show-origin --get-regexp '^(url|http)\\.'")
        }
        (LoginKind::Askpass | LoginKind::Helper, _) => found.fix(log_in_git(host)),
    })
}
