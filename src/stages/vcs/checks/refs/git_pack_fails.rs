//! A pack that does not come.

use crate::{
    findings::{Found, check, view::View},
    go::std::strconv::text::lossy,
    stages::vcs::objects::of_another_hash,
    trace::{CommandRan, Step},
};

check! {
    /// git lists the repository, and does not get its objects: the server or something on the way refuses that request, or the connection
    /// ends in the middle of it. Gateways refuse long requests, forges stop at a quota, and both cut what takes too long.
    ///
    /// Where the list is refused too, it is the login or the way: `git-http-403`, `git-http-500`, `git-direct-no-egress`.
    ///
    /// Try from another network: if it comes there, ask who runs the gateway or HTTP proxy in between to let POST requests to
    /// `git-upload-pack` through whole; else ask the server's owner, whose log has the reason.
    "git-pack-fails", Error, quiet in "repo-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let failed =
        view.failed_command().filter(|it| it.ran.argv.iter().any(|word| word == "fetch"))?;
    let curl = view.curl().filter(|curl| curl.listed && of_another_hash(view).is_none())?;
    let asked = curl.last()?;
    let repo = failed.repo.without_login();
    let title = match status(failed) {
        Some(status) => {
            format!("{} lists {repo}, and refuses its objects with {status}.", asked.host)
        }
        None => format!("The objects of {repo} do not come whole."),
    };
    let listed = format!("{}: git lists it", asked.host);
    let found = Found::new(Step::Repository, title).seen(listed);
    let said = lossy(&failed.ran.stderr.0);
    let said = said.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST);
    Some(said.map(|line| format!("git fetch: {line}")).fold(found, Found::seen))
}

/// The status in what git's HTTP library says: these words follow no locale.
fn status(failed: &CommandRan) -> Option<u16> {
    let said = lossy(&failed.ran.stderr.0);
    let (before, _) = said.split_once(" curl 22 ")?;
    before.rsplit(' ').next()?.parse().ok()
}

/// How many lines of git's are shown.
const MOST: usize = 3;
