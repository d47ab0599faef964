//! The login may not read it.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::login,
};

check! {
    /// The server takes the login that git has, and says 403 to it; without a login it says 401. The token lacks the right to read
    /// repositories, is for another project, or single sign-on is not confirmed for it.
    ///
    /// A server that says 403 to everybody is `git-http-403`; a login that it does not take is `git-login-refused`.
    ///
    /// Ask the owner of the repository for a token that may read it; in GitLab CI the other project has to allow the job's token.
    "git-login-lacks-right", Error, quiet in "repo-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.failed_command()?;
    let asked = view.curl().filter(|curl| !curl.listed)?.last()?;
    let (probed, _) = view.without_login().filter(|(_, seen)| seen.status == 401)?;
    if !asked.login || asked.status != Some(403) {
        return None;
    }
    let title = format!("The login that git has for {} may not read the repository.", asked.host);
    let found =
        login::found(asked, title).seen(format!("{}: status 401 without a login", probed.url));
    let from = login::given(view).map(|source| format!("the login is from {}", source.name));
    let found = from.into_iter().fold(found, Found::seen);
    Some(found.fix(format!(
        "goget-doctor env --git {}",
        word(&view.failed_command()?.repo.without_login())
    )))
}
