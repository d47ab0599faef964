//! A user and no password.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git},
    },
    stages::vcs::{login, trouble},
    trace::LoginCame,
};

check! {
    /// git has a user for the host and no password, from the URL, a rule of `insteadOf`, `credential.username` or a
    /// helper: a token mostly, which belongs behind a colon. The server says 401, go lets git ask nobody, and git
    /// prints `could not read Password for 'https://TOKEN@host'`: treat that token as known to all who read the log.
    ///
    /// Without any login it is `git-https-no-credentials`; a whole login that is refused is `git-login-refused`.
    ///
    /// Write user and token, in the form that the forge wants (`oauth2:` for GitLab, `x-access-token:` for GitHub),
    /// and have the old token revoked.
    "git-token-as-username-without-password", Error, quiet in "repo-login-wanted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = login::wanted(view)?;
    let alone = login::sources(view).find(|source| source.came == LoginCame::UserAlone);
    let set = view
        .access()?
        .settings
        .iter()
        .find(|it| it.key.ends_with(".username") && it.in_force == Some(true));
    let from = alone.map(|source| source.name.clone()).or(set.map(|it| it.key.clone()))?;
    if login::given(view).is_some() {
        return None;
    }
    let title = format!("git has a user for {} from {from}, and no password.", asked.host);
    let found = trouble::rule(view).into_iter().fold(login::found(asked, title), Found::seen);
    let log_in = log_in_git(&asked.host);
    Some(match login::without_rule(view) {
        Some(line) => found.fix(format!("{line} && {log_in}")),
        None => found.fix("git config --show-origin --get-regexp '^(url|credential)\\.'"),
    })
}
