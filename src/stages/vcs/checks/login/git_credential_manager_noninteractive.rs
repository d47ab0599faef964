//! The credential manager may not ask.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    stages::vcs::{login, seen},
};

check! {
    /// git asked its credential manager for a login, the manager would have had to open a window or ask on the
    /// terminal, and go lets nobody ask (`GCM_INTERACTIVE=never`). git then found no user name.
    ///
    /// A manager that is not there is `git-credential-helper-missing`; a login in store that is refused is
    /// `git-login-refused`. Forges ask for a login for repositories that do not exist as well:
    /// `path-typo-or-repo-nonexistent`.
    ///
    /// Log in once by hand, so that the manager has the answer in store, or give git the login in another way.
    "git-credential-manager-noninteractive", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    login::sources(view).find(|source| login::is_manager(source) && source.flaw.is_none())?;
    if login::given(view).is_some() {
        return None;
    }
    let title = format!(
        "The credential manager has no login for {} in store, and may not ask.",
        asked.host
    );
    let no_login = view.access()?.no_login.first().cloned();
    let found = no_login.into_iter().fold(login::found(asked, title), Found::seen);
    Some(found.fix(log_in_git(&asked.host)).fix(seen::list_again(view)?))
}
