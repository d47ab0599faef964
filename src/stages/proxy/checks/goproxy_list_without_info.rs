//! A version in the list of a module proxy, and nowhere else.

use super::seen::{answers, refused};
use crate::{
    findings::{Found, check, view::View},
    go::xmod::{escape::unescape_version, semver},
    shell::word,
};

check! {
    /// The proxy lists a version and does not have it: go took the newest one of `@v/list` and got a 404 for its `.info`. Proxies made of
    /// static files, and caches that were cleared by half, disagree with themselves like that. go takes no other version in its place.
    ///
    /// If you named the version yourself, it is `version-not-found`. A list that lacks the newest version makes no error: go takes an older
    /// one.
    ///
    /// Tell the proxy's owner; until then name a version that it has.
    "goproxy-list-without-info", Error, quiet in "goproxy-version-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|it| matches!(it.status(), Some(404 | 410)))?;
    let file = refused.asked.endpoint.strip_prefix("@v/")?.strip_suffix(".info")?;
    let version = unescape_version(file, view.trace.header.go).ok()?;
    let list = answers(view, &refused).into_iter().find(|it| it.asked.endpoint == "@v/list")?;
    let text = String::from_utf8_lossy(list.page()).into_owned();
    let listed = || text.lines().filter_map(|line| line.split_whitespace().next());
    if refused.met.asked.query == version || !listed().any(|it| it == version) {
        return None;
    }
    let module = view.culprit()?;
    let title = format!("{} lists {version}, and does not have it.", refused.met.entry);
    let found = refused.found(view, title).seen(format!("{}: lists {version}", list.asked.url));
    let older = listed().filter(|it| semver::is_valid(it) && semver::compare(it, &version).is_lt());
    Some(match older.max_by(|one, other| semver::compare(one, other)) {
        Some(older) => found.fix(format!("go get {}", word(&format!("{module}@{older}")))),
        None => found.fix(refused.curl()),
    })
}
