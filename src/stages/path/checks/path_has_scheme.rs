//! A URL is where an import path is due.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::path::cleaned,
    trace::Step,
};

check! {
    /// An import path has no scheme: it begins with the host. go finds out by itself how to reach
    /// it. `https//` and `https:/` are the same slip.
    ///
    /// Leave `https://` out. For a repository on a host that go knows (`github.com/…`) the rest of
    /// the URL is the path already; elsewhere ask the module's `go.mod` for its name.
    "path-has-scheme", Error, quiet in "path-trailing-slash"
}

fn find(view: &View<'_>) -> Option<Found> {
    let path = view.path();
    let scheme = scheme(&path).filter(|_| view.fails())?;
    let title = format!("The path begins with {scheme}, and an import path has no scheme.");
    let found = Found::new(Step::Path, title).seen(path.clone());
    Some(match cleaned::argument(&path) {
        Some(meant) => found.fix(format!("go get {}", word(&meant))),
        None => found.fix("goget-doctor explain path-has-scheme"),
    })
}

/// The scheme in front, as it is written: with its colon and slashes, or without one of them.
fn scheme(path: &str) -> Option<&str> {
    if let Some((scheme, _)) = path.split_once("://") {
        return path.get(..scheme.len() + 3);
    }
    let slip = ["https://", "http://"].iter().find_map(|scheme| {
        let word = scheme.trim_end_matches("://");
        let rest = path.strip_prefix(word)?;
        let marks = rest.len() - rest.trim_start_matches([':', '/']).len();
        (marks > 0).then_some(word.len() + marks)
    });
    slip.and_then(|end| path.get(..end))
}
