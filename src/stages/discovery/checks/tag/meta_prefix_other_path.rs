//! The page's tags are for other modules of the host.

use super::cured::cured_by;
use crate::{
    findings::{
        Found, check,
        view::{View, is_url, word},
    },
    go::{cmd::meta::Import, xmod::module::is_below},
    trace::Step,
};

check! {
    /// The page has go-import tags, and none is for the path: their prefixes are other paths on the
    /// same host, or longer ones. A rule sends one page for all paths, or the module has moved.
    ///
    /// The prefix must be the module's root: the path asked for, or a parent of it.
    "meta-prefix-other-path", Error, quiet in "tag-other-host"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (url, path, prefixes) = view.mismatch()?;
    let host = |path: &str| path.split('/').next().unwrap_or_default().to_lowercase();
    let lower = path.to_lowercase();
    let almost = |prefix: &str| is_below(&lower, prefix.to_lowercase().trim_end_matches('/'));
    let prefix = prefixes.iter().find(|prefix| host(prefix) == host(path))?;
    if prefixes.iter().any(|prefix| almost(prefix) || is_url(prefix)) {
        return None;
    }
    let mut found = Found::new(Step::Match, format!("The page has tags, and none is for {path}."));
    for prefix in prefixes.iter().take(5) {
        found = found.seen(format!("{url}: prefix {prefix}"));
    }
    let right = Import { prefix: path.to_owned(), ..view.tag_for(prefix)?.clone() };
    Some(cured_by(view, found.fix(format!("go get {}", word(prefix))), &right))
}
