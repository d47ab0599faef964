//! There is no such helper.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    stages::vcs::login,
    trace::LoginFlaw,
};

check! {
    /// git is told to ask a credential helper that is not there (`helper = manager` on a machine without it), and
    /// nothing else has a login. git says so in one line, in the language that is set, and goes on to `could not read
    /// Username`.
    ///
    /// A helper that is there and may not ask is `git-credential-manager-noninteractive`.
    ///
    /// Install the helper, or give git the login in another way.
    "git-credential-helper-missing", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let absent = login::sources(view).find(|source| source.flaw == Some(LoginFlaw::NoProgram))?;
    if login::given(view).is_some() {
        return None;
    }
    let title = format!(
        "The credential helper {} is not there, and git has no other login for {}.",
        absent.name, asked.host
    );
    let found = login::found(asked, title);
    let place = absent.origin.as_ref().map(|origin| format!("set in {origin}"));
    let found = place.into_iter().fold(found, Found::seen);
    Some(found.fix(log_in_git(&asked.host)))
}
