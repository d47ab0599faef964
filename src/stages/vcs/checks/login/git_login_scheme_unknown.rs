//! The server wants a kind of login that git does not have.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::{login, seen},
};

check! {
    /// The server wants a login, and offers kinds alone that git does not speak by itself: Bearer, or Negotiate without a ticket. git
    /// says the same as where it has no login.
    ///
    /// A server that offers Basic is `git-https-no-credentials` or `git-login-refused`.
    ///
    /// Ask whoever runs the server to offer Basic with a token, or ssh; for Negotiate get a ticket first.
    "git-login-scheme-unknown", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let offered = login::strange(asked)?;
    let title = format!("{} wants a kind of login that git does not have.", asked.host);
    let found = login::found(asked, title).seen(format!("it offers {offered}"));
    let negotiates = asked.schemes.iter().any(|scheme| scheme == "negotiate");
    Some(if negotiates {
        found.fix("klist   # a ticket is what git needs: kinit")
    } else {
        found.fix(seen::list_again(view)?)
    })
}
