//! A version that a module proxy has and does not list.

use super::seen::lists;
use crate::{
    findings::{Found, check, view::View},
    go::xmod::{pseudo, semver},
    trace::{CommandEnded, Step},
};

check! {
    /// The module proxy gave the version that was named, and its `@v/list` does not have it. Queries such as `latest`, and `go get` without a
    /// version, choose from the list alone, so that they come to an older version and say nothing.
    ///
    /// A list may lag behind a tag of the last minutes. A version that is listed and not there is `goproxy-list-without-info`. A commit has a
    /// pseudo-version, which no list has.
    ///
    /// Name the version, as here, and tell the proxy's owner: lists of static files are written by hand or by a script.
    "goproxy-list-lacks-version", Warning, aside, quiet in "goproxy-list-hides-version"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| !view.fails())?;
    let found = ended.version.as_ref().filter(|found| found.query == found.version)?;
    let listable = semver::canonical(&found.version).is_some_and(|it| it == found.version);
    if !listable || pseudo::is_pseudo(&found.version) {
        return None;
    }
    let (asked, text) = lists(view).find(|(asked, _)| asked.entry == found.from)?;
    let listed: Vec<&str> =
        text.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let valid = listed.iter().filter(|it| semver::is_valid(it));
    let newest = valid.max_by(|one, other| semver::compare(one, other))?;
    if listed.contains(&found.version.as_str()) {
        return None;
    }
    let title = format!("{} has {}, and does not list it.", found.from, found.version);
    let seen = format!("{}: {} versions, the newest {newest}", asked.url, listed.len());
    Some(
        Found::new(Step::Version, title)
            .seen(seen)
            .fix(format!("curl -sSL {}", crate::shell::word(&asked.url))),
    )
}
