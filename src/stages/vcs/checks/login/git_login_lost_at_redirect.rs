//! A redirect to another host loses the login.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    stages::vcs::login,
    trace::CurlAsked,
};

check! {
    /// The server of the repository redirects to another host, and that one wants a login. git does not send there
    /// what it has for the first one, nor does it find any for the second.
    ///
    /// A host that wants a login by itself is `git-https-no-credentials`.
    ///
    /// Name the host that has the repository in the tag, or give git a login for it.
    "git-login-lost-at-redirect", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let curl = view.curl()?;
    let led = |it: &&CurlAsked| it.location.is_some() && it.host != asked.host;
    let first = curl.asked.iter().find(led)?;
    let title = format!("{} redirects to {}, for which git has no login.", first.host, asked.host);
    let to = first.location.as_ref()?;
    let found = login::found(asked, title).seen(format!("{} redirects to {to}", first.host));
    Some(found.fix(log_in_git(&asked.host)))
}
