//! The login sees no repository.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
};

check! {
    /// The server takes the login that git has, and says that there is no such repository; without a login it says
    /// 401. Forges say so of a private repository that this login may not read, and of one that is not there.
    ///
    /// Where everybody gets 404, it is `git-repo-not-found`; a login that is not taken is `git-login-refused`.
    ///
    /// Ask the owner of the repository to let the login's account read it, or correct the name.
    "git-login-sees-no-repository", Error, quiet in "repo-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.failed_command()?;
    let asked = view.curl().filter(|curl| !curl.listed)?.last()?;
    let (probed, _) = view.without_login().filter(|(_, seen)| seen.status == 401)?;
    if !asked.login || asked.status != Some(404) {
        return None;
    }
    let title = format!("The login that git has for {} sees no such repository.", asked.host);
    let found =
        login::found(asked, title).seen(format!("{}: status 401 without a login", probed.url));
    let from = login::given(view).map(|source| format!("the login is from {}", source.name));
    let found = from.into_iter().fold(found, Found::seen);
    Some(found.fix(format!(
        "goget-doctor env --git {}",
        word(&view.failed_command()?.repo.without_login())
    )))
}
