//! The git server refuses.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::seen,
};

check! {
    /// The git server answers 403 to somebody without a login too, and git did not get further: a rule
    /// for addresses, a gateway, or a forge that wants nobody from here. Lines that begin with
    /// `remote:` are the server's own words, and say which.
    ///
    /// 401 would be a login that is missing (`git-https-no-credentials`); 404 hides what may not be
    /// seen (`git-repo-not-found`). Where only the login is refused, the token lacks the right to read
    /// this repository, or single sign-on is not confirmed for it.
    ///
    /// Ask from another network, and see which login is sent. Ask the server's owner where nobody gets in.
    "git-http-403", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let found = seen::answered(
        view,
        |status| status == 403,
        |repo| format!("The server of {repo} refuses everybody who asks from here (403)."),
    )?;
    Some(found.fix(seen::list_again(view)?))
}
