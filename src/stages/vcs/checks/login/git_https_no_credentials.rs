//! git has no login for the repository.

use crate::{
    findings::{
        Found, check,
        view::{View, log_in_git, over_ssh},
    },
    go::std::net::url::authority_of,
    stages::vcs::{login, seen},
    trace::Step,
};

check! {
    /// The server wants a login for the repository and got none that it takes: it says 401 to somebody
    /// without one, and go does not let git ask you. The repository is private, or does not exist:
    /// forges answer both alike. A login that git has and that is refused is `git-login-refused`. go drops git's words for paths with `.git`; here they are.
    ///
    /// Give git a login for the host: a credential helper, a netrc line, or ssh by way of
    /// `url.….insteadOf`, for this host or group only.
    "git-https-no-credentials", Error, quiet in "dot-git-nobody"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (step, host, seen) = pinged(view).or_else(|| listed(view))?;
    let title = format!("git has no login for {host}, or the repository does not exist.");
    let found = seen.into_iter().fold(Found::new(step, title), Found::seen);
    Some(found.fix(log_in_git(&host)).fix(over_ssh(&host)))
}

/// The host of a path with a suffix, which go asks before there is a repository.
fn pinged(view: &View<'_>) -> Option<(Step, String, Vec<String>)> {
    let (url, _) = view.pings().find(|(url, _)| url.starts_with("https://"))?;
    let asked = view.curl()?.last().filter(|asked| asked.status == Some(401))?;
    let seen =
        format!("{url}: status 401 {} a login", if asked.login { "with" } else { "without" });
    Some((Step::VcsSuffix, asked.host.clone(), vec![seen]))
}

fn listed(view: &View<'_>) -> Option<(Step, String, Vec<String>)> {
    if login::is_told(view) {
        return None;
    }
    let (probed, _) = view.without_login().filter(|(_, seen)| seen.status == 401)?;
    let host = authority_of(&probed.url)?.to_owned();
    let seen = vec![format!("{}: status 401 without a login", probed.url)];
    Some((Step::Repository, host, seen.into_iter().chain(seen::said(view)).collect()))
}
