//! A web page in the place of a repository.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Step,
};

check! {
    /// The server answers git's first question with a web page and status 200: a sign-in page, a portal, or the site of somebody else. git
    /// takes that for an old server without refs and succeeds, so that go sees a repository without a version and says nothing of HTTP.
    /// Where a redirect leads to another path, git ends with `unable to update url base from redirection`.
    ///
    /// A repository to which nothing was pushed looks the same to go (`git-repo-empty`); there the answer has git's own type.
    ///
    /// Open the address that is shown. Where it is a sign-in page, git needs a login for that server; else the go-import tag
    /// names a place that is no repository: ask who writes the tag for the address that `git clone` takes.
    "git-server-answers-with-page", Error, quiet in "repo-empty"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (repo, is_taken) = asked(view)?;
    let curl = view.curl().filter(|curl| curl.listed == is_taken)?;
    let last = curl.last().filter(|last| last.status == Some(200))?;
    let kind = last.kind.as_deref().filter(|kind| kind.starts_with("text/html"))?;
    let title = if is_taken {
        format!("{repo} answers git with a web page, which git takes for no refs.")
    } else {
        format!("{repo} sends git to a web page.")
    };
    let led = curl.asked.iter().rfind(|asked| asked.location.is_some());
    let led = led.and_then(|asked| {
        let to = asked.location.as_ref()?;
        Some(format!("{} redirects to {to}", asked.host))
    });
    let found = led.into_iter().fold(Found::new(Step::Repository, title), Found::seen);
    let seen = format!("{}: status 200, {kind}", last.host);
    let url = format!("{}/info/refs?service=git-upload-pack", repo.trim_end_matches('/'));
    Some(found.seen(seen).fix(format!("curl -sSL -D - {}", word(&url))))
}

/// The repository, and whether git took what came for a list: without a ref in it.
fn asked(view: &View<'_>) -> Option<(String, bool)> {
    if let Some(failed) = view.failed_command() {
        return Some((failed.repo.without_login(), false));
    }
    let refs = view.refs().filter(|refs| refs.all.is_empty())?;
    Some((refs.repo.without_login(), true))
}
