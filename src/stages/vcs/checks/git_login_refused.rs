//! The server does not take the login that git has.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    go::std::net::url::authority_of,
    trace::Step,
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
    let source = super::login::given(view)?;
    let host = authority_of(&probed.url)?;
    let title =
        format!("The server {host} does not take the login that git has from {}.", source.name);
    let place = source.origin.as_ref().map(|origin| format!("{} is set in {origin}", source.name));
    let found = Found::new(Step::Repository, title)
        .seen(format!("{}: status 401 without a login", probed.url));
    let found = place.into_iter().chain(super::said(view)).fold(found, Found::seen);
    Some(found.fix(log_in_git(host)))
}
